package dev.errand.sandbox.worker;

import java.io.IOException;

/// Bytes that are no frame of this protocol. The message says which rule they break.
public final class MalformedFrame extends IOException {
    private static final long serialVersionUID = 1;

    MalformedFrame(String message) {
        super(message);
    }
}
