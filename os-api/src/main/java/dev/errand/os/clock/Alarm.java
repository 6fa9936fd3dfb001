package dev.errand.os.clock;

import dev.errand.os.operation.When;
import org.jspecify.annotations.Nullable;

/// An alarm that has not rung yet.
public record Alarm(String id, @Nullable String label, When at) {}
