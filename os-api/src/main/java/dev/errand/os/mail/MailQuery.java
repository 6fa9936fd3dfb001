package dev.errand.os.mail;

import dev.errand.os.spi.Param;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which mails are wanted; what is absent does not matter.
public record MailQuery(
        @Nullable @Param("words in subject, body, names of people and attachments")
        String text,

        @Nullable @Param("the sender's name or address, or who it is to the person")
        String from,

        @Nullable @Param("a recipient's name or address") String to,
        @Nullable @Param("words in the subject") String subject,
        @Nullable Boolean unread,
        @Nullable Instant since,

        @Nullable @Param("default: all but Trash, Junk and Drafts, and Sent only if `to` is given")
        String folder,

        @Nullable @Param("default 20") Integer limit) {}
