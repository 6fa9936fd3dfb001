package dev.errand.os.spi;

import dev.errand.os.operation.Origin;

/// A result record that knows itself where its content comes from, and who may know it.
public interface Sourced {
    Origin origin();
}
