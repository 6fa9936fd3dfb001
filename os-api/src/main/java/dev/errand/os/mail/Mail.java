package dev.errand.os.mail;

import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sourced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mail in the store. What its writer chose stays closed until it is read; in the folders Sent and Drafts the writer
/// is the person, everywhere else somebody outside. Those who sent and received it know it.
public record Mail(
        String id,
        @Content @Nullable @Param("name, or address") String from,
        @Content @Nullable String fromAddress,
        @Content List<String> to,
        @Content String subject,
        @Nullable Instant date,
        boolean unread,
        String folder,

        @Content @Param("as plain text; search cuts it after 20000 characters")
        String body,

        List<Attachment> attachments)
        implements Sourced {
    public Mail {
        to = List.copyOf(to);
        attachments = List.copyOf(attachments);
    }

    @Override
    public Origin origin() {
        if (MailFolder.isOwn(folder)) {
            return new Origin(Provenance.OWNED, "mail you wrote", Readers.of(to));
        }
        String sender = fromAddress;
        List<String> parties = new ArrayList<>(to);
        if (sender != null) {
            parties.add(sender);
        }
        String source = sender == null ? "mail received" : "mail from " + sender;
        return new Origin(Provenance.OUTSIDE, source, Readers.of(parties));
    }
}
