package dev.errand.os.messages;

import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sourced;
import java.time.Instant;
import java.util.List;

/// A message that was received or sent.
public record Message(
        String id,
        @Param("name, number or @user:server") String with,
        boolean sent,
        Instant at,
        @Content String text) implements Sourced {
    @Override
    public Origin origin() {
        return new Origin(
                sent ? Provenance.OWNED : Provenance.OUTSIDE,
                (sent ? "message to " : "message from ") + with,
                Readers.of(List.of(with)));
    }
}
