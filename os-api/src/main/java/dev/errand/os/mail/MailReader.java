package dev.errand.os.mail;

import dev.errand.os.device.Storage;
import dev.errand.os.mail.Mailbox.Found;
import java.util.Optional;

/// Messages of a mailbox as Mails.
record MailReader(Mailbox mailbox, Storage storage) {
    MessageParts parts(Found found) {
        return mailbox.parts(found.stored());
    }

    /// A draft at a mail server that was written here goes by the name that its note knows it by.
    private String id(Found found) {
        if (!found.stored().folder().equals(MailFolder.DRAFTS)) {
            return found.stored().id();
        }
        Optional<DraftNote> note = DraftNote.of(storage, found.head().raw("message-id"));
        note.ifPresent(DraftNote::open);
        return note.map(DraftNote::messageId).orElse(found.stored().id());
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
                id(found),
                head.from().map(MessageHead.Party::name).orElse(null),
                head.from()
                        .map(MessageHead.Party::address)
                        .filter(address -> !address.isEmpty())
                        .orElse(null),
                head.recipients(),
                head.subject(),
                found.date(),
                found.stored().unread(),
                found.stored().folder(),
                body.length() <= longest ? body : body.substring(0, longest) + "…",
                parts.listed());
    }
}
