package dev.errand.os.mail;

import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sourced;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An attachment that is a file now. Those who sent and received the mail know it.
///
/// @param from the sender's address
/// @param to   the mail's recipients
public record SavedAttachment(
        String path,
        String name,
        @Param("in bytes") long size,
        @Content @Nullable String from,
        @Content List<String> to)
        implements Sourced {
    public SavedAttachment {
        to = List.copyOf(to);
    }

    @Override
    public Origin origin() {
        List<String> parties = new ArrayList<>(to);
        if (from != null) {
            parties.add(from);
        }
        return new Origin(
                Provenance.OUTSIDE,
                from == null ? "an attachment of a mail received" : "an attachment from " + from,
                Readers.of(parties));
    }
}
