package dev.errand.os.mail;

import dev.errand.os.mail.Mailbox.Found;
import java.util.stream.Stream;

/// Messages of a mailbox as Mails.
record MailReader(Mailbox mailbox) {
    MessageParts parts(Found found) {
        return mailbox.parts(found.stored());
    }

    Mail whole(Found found) {
        return mail(found, Integer.MAX_VALUE);
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
}
