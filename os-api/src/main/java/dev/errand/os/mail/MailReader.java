package dev.errand.os.mail;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Message files as Mails.
record MailReader(Maildir maildir) {
    /// A message whose header is known and whose body is not.
    record Found(Maildir.Stored stored, MessageHead head) {
        /// When the sender says it was written, else when it came.
        Instant date() {
            return head.date().orElseGet(stored::delivered);
        }
    }

    Found head(Maildir.Stored stored) {
        InputStream message = maildir.storage().open(stored.path());
        return new Found(stored, MessageHead.read(message));
    }

    MessageParts parts(Found found) {
        return MessageParts.of(maildir.content(found.stored()));
    }

    /// @param longest the most characters of the body
    Mail mail(Found found, int longest) {
        MessageParts parts = parts(found);
        MessageHead head = found.head();
        String body = parts.text();
        return new Mail(
                found.stored().id(),
                head.from().map(MessageHead.Party::name).orElse(null),
                head.from()
                        .map(MessageHead.Party::address)
                        .filter(address -> !address.isEmpty())
                        .orElse(null),
                Stream.of("to", "cc")
                        .flatMap(field -> head.parties(field).stream())
                        .map(party -> party.asAddress().address())
                        .toList(),
                head.subject(),
                found.date(),
                found.stored().unread(),
                found.stored().folder(),
                body.length() <= longest ? body : body.substring(0, longest) + "…",
                parts.listed());
    }

    List<Found> all(String folder) {
        return maildir.messages(folder).stream().map(this::head).toList();
    }
}
