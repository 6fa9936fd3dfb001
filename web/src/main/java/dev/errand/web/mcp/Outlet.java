package dev.errand.web.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/// Where a client hears what belongs to one of its requests. Thread-safe.
interface Outlet {
    /// @throws IOException if the client has gone
    void send(ObjectNode message) throws IOException;

    /// Says that nothing has happened, where that shows whether the client is still there.
    ///
    /// @throws IOException if it is not
    default void beat() throws IOException {}

    /// Whether more than the answer can be said there.
    default boolean isOpen() {
        return true;
    }
}
