package dev.errand.os.mail;

import dev.errand.os.operation.Mark;
import dev.errand.os.spi.Param;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mail that was sent.
///
/// @param delivery where it went; without a mail account it only lies in the local store's Sent folder
public record Sent(
        String id,
        String subject,
        @Param(mark = Mark.DESTINATION) List<String> to,
        Instant date,

        @Nullable
        @Param(
                "\"handed to …\" a mail server; \"local store\": no account is connected, it only lies in the folder Sent")
        String delivery) {
    static final String LOCAL = "local store";

    static Sent of(Letter letter, String id, @Nullable String delivery) {
        return new Sent(id, letter.subject(), letter.recipients(), letter.date().toInstant(), delivery);
    }

    public Sent {
        to = List.copyOf(to);
    }
}
