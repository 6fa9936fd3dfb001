package dev.errand.os.mail;

import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sourced;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reply or a forwarded mail that was sent. Subject, and for a reply the recipients, come from the original.
public record Answered(
        String id,
        @Content String subject,
        @Content @Param(mark = Mark.DESTINATION) List<String> to,
        Instant date,

        @Nullable
        @Param(
                "\"handed to …\" a mail server; \"local store\": no account is connected, it only lies in the folder Sent")
        String delivery)
        implements Sourced {
    static Answered of(Letter letter, String id, @Nullable String delivery) {
        return new Answered(
                id, letter.subject(), letter.recipients(), letter.date().toInstant(), delivery);
    }

    public Answered {
        to = List.copyOf(to);
    }

    @Override
    public Origin origin() {
        return new Origin(Provenance.OUTSIDE, "the mail that was answered");
    }
}
