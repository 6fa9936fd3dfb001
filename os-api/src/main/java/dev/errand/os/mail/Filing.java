package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import dev.errand.os.operation.StepContext;
import java.util.Optional;

/// Puts mails where they belong, and back.
final class Filing {
    private Filing() {}

    static Mail move(MailRef id, String folder, StepContext context) {
        try (Mailbox mailbox = Mailbox.of(context)) {
            Mailbox.Stored message = movable(mailbox, id, folder);
            return new MailReader(mailbox, context.storage()).whole(mailbox.move(message, target(mailbox, folder)));
        }
    }

    static void check(MailRef id, String folder, StepContext context) {
        try (Mailbox mailbox = Mailbox.of(context)) {
            movable(mailbox, id, folder);
        }
    }

    private static Mailbox.Stored movable(Mailbox mailbox, MailRef id, String folder) {
        String target = target(mailbox, folder);
        if (MailFolder.isOwn(target)) {
            throw DeviceFailure.invalid(
                    "The folder " + target + " holds only what you wrote yourself.", "Choose another folder.");
        }
        Mailbox.Stored message = mailbox.get(id.id()).stored();
        if (message.folder().equals(target)) {
            throw DeviceFailure.conflict(
                    "The mail is in the folder " + target + " already.", "Choose another folder, or leave it there.");
        }
        return message;
    }

    private static String target(Mailbox mailbox, String folder) {
        return MailFolder.named(folder, mailbox.folders());
    }

    /// Only asked of a mail server, where a mail's id says in which folder it was.
    static void back(MailRef id, Mail moved, StepContext context) {
        try (Mailbox mailbox = Mailbox.of(context)) {
            boolean draft =
                    DraftNote.of(context.storage(), Optional.of(id.id())).isPresent();
            mailbox.move(mailbox.get(moved.id()).stored(), draft ? MailFolder.DRAFTS : ImapMailbox.folderOf(id.id()));
        }
    }

    /// At a mail server, which nothing is journaled of, a note says whether the mail was unread before.
    static Mail markRead(MailRef id, StepContext context) {
        try (Mailbox mailbox = Mailbox.of(context)) {
            Mailbox.Stored found = mailbox.get(id.id()).stored();
            if (Account.receives(context.settings()) && found.unread()) {
                context.storage().writeText(note(context), found.id());
            }
            mailbox.mark(found, Mailbox.Mark.READ);
            return new MailReader(mailbox, context.storage()).whole(mailbox.get(id.id()));
        }
    }

    static Mail asRead(MailRef id, StepContext context) {
        try (Mailbox mailbox = Mailbox.of(context)) {
            return new MailReader(mailbox, context.storage())
                    .whole(mailbox.get(id.id()).asRead());
        }
    }

    /// A mail that was read before stays read.
    static void markUnread(MailRef id, StepContext context) {
        String note = note(context);
        if (context.storage().exists(note)) {
            try (Mailbox mailbox = Mailbox.of(context)) {
                mailbox.mark(mailbox.get(id.id()).stored(), Mailbox.Mark.UNREAD);
            }
            context.storage().delete(note);
        }
    }

    private static String note(StepContext context) {
        return "mail-account/marked-as-read/" + Hash.of(context.stepId()).substring(0, 20);
    }
}
