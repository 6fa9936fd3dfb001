package dev.errand.runtime.home;

import java.io.IOException;

/// The home or its configuration cannot be used. The message says why and what to do.
public final class HomeFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    HomeFailure(String message) {
        super(message);
    }

    public static HomeFailure of(String what, IOException cause) {
        return new HomeFailure(
                "%s (%s: %s). Check its permissions and the free space of the disk, or name another with --home."
                        .formatted(
                                what, cause.getClass().getSimpleName().replace("Exception", ""), cause.getMessage()));
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
