package dev.errand.web.http;

import io.javalin.http.Context;
import java.util.Optional;

/// Which way a request came in. [Gate] finds it out; a request that it refused came no way.
public enum Entrance {
    /// By a name of this machine.
    LOOPBACK,
    /// By the address that `serve.public` names, through whatever ends TLS there.
    PUBLIC;

    private static final String ATTRIBUTE = Entrance.class.getName();

    public static Optional<Entrance> of(Context context) {
        return Optional.ofNullable(context.attribute(ATTRIBUTE));
    }

    void mark(Context context) {
        context.attribute(ATTRIBUTE, this);
    }
}
