package dev.errand.os.mail;

import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sourced;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A draft that was sent, as its recipients see it.
///
/// @param to everybody who gets it
public record SentDraft(
        String id,
        @Content @Param(mark = Mark.DESTINATION) List<String> to,
        @Content String subject,
        @Content String body,
        @Content @Param("their names") List<String> attachments,
        Instant date,
        @Nullable @Param("as mail.send says it") String delivery)
        implements Sourced {
    public SentDraft {
        to = List.copyOf(to);
        attachments = List.copyOf(attachments);
    }

    @Override
    public Origin origin() {
        return new Origin(Provenance.OWNED, "a draft of yours", Readers.of(to));
    }
}
