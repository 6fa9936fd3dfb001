package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.StepContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder Drafts, of the mail server if one is configured, else of the local store.
record Drafts(StepContext context) {
    /// A draft that is to be sent, and the letter that it becomes.
    private record Ready(Mailbox.Found found, Letter letter) {}

    private boolean atServer() {
        return Account.receives(context.settings());
    }

    /// Keeps a draft; if this step has done so before, nothing changes.
    Mail keep(NewDraft draft) {
        Letter letter = new Correspondence(context).draft(draft);
        byte[] message = Composer.compose(letter);
        try (Mailbox mailbox = Mailbox.of(context)) {
            String id = mailbox.idOf(letter);
            if (mailbox.find(id).isEmpty()) {
                mailbox.keep(MailFolder.DRAFTS, letter, message);
            }
            if (atServer()) {
                new DraftNote(context.storage(), id).write(message);
            }
            return new MailReader(mailbox, context.storage()).whole(mailbox.get(id));
        }
    }

    /// The draft as it will lie there.
    Mail foreseen(NewDraft draft) {
        Letter letter = new Correspondence(context).draft(draft);
        return new Mail(
                atServer() ? letter.messageId() : letter.id(),
                letter.from().displayName().orElse(letter.from().email()),
                letter.from().email(),
                letter.recipients(),
                letter.subject(),
                letter.date().toInstant(),
                false,
                MailFolder.DRAFTS,
                letter.body(),
                letter.enclosures().stream()
                        .map(each -> new Attachment(each.name(), each.content().remaining(), each.type()))
                        .toList());
    }

    /// Takes a draft away again that lies at a mail server.
    ///
    /// @throws DeviceFailure (conflict) if it is no longer as it was written; it is left alone then
    void removeAgain(Mail kept) {
        try (Mailbox mailbox = Mailbox.of(context)) {
            Optional<Mailbox.Found> there = mailbox.find(kept.id());
            Optional<DraftNote> note = DraftNote.of(context.storage(), Optional.of(kept.id()));
            if (there.isEmpty()
                    || note.isEmpty()
                    || !note.get().isOf(mailbox.raw(there.get().stored()))) {
                throw DeviceFailure.conflict(
                        "The draft has been changed, sent or removed in the meantime.",
                        "Look into the folder Drafts; nothing was touched.");
            }
            mailbox.remove(there.get().stored());
            note.get().delete();
        }
    }

    SentDraft send(MailRef id) {
        try (Mailbox mailbox = Mailbox.of(context)) {
            Ready ready = ready(mailbox, id);
            Outbox.Delivered delivered = new Outbox(context).deliver(ready.letter());
            return sent(ready.letter(), delivered.id(), delivered.how() + removed(mailbox, ready.found()));
        }
    }

    SentDraft foreseen(MailRef id) {
        try (Mailbox mailbox = Mailbox.of(context)) {
            Letter letter = ready(mailbox, id).letter();
            Outbox outbox = new Outbox(context);
            outbox.check();
            return sent(letter, outbox.idOf(letter), null);
        }
    }

    private Ready ready(Mailbox mailbox, MailRef id) {
        Mailbox.Found found = mailbox.get(id.id());
        if (!found.stored().folder().equals(MailFolder.DRAFTS)) {
            throw DeviceFailure.invalid(
                    "The mail is no draft: it lies in the folder "
                            + found.stored().folder() + ".",
                    "Look drafts up with mail.search in the folder Drafts.");
        }
        DraftNote.of(context.storage(), found.head().raw("message-id")).ifPresent(DraftNote::open);
        return new Ready(found, new Correspondence(context).ofDraft(found.head(), mailbox.parts(found.stored())));
    }

    /// The letter is on its way: that its draft could not be removed does not undo that.
    private String removed(Mailbox mailbox, Mailbox.Found draft) {
        try {
            mailbox.remove(draft.stored());
            DraftNote.of(context.storage(), draft.head().raw("message-id")).ifPresent(DraftNote::delete);
            return "";
        } catch (DeviceFailure e) {
            return "; the draft is still in the folder Drafts (" + e.getMessage() + ")";
        }
    }

    private static SentDraft sent(Letter letter, String id, @Nullable String delivery) {
        List<String> everybody = Stream.concat(
                        letter.recipients().stream(),
                        letter.bcc().stream().map(each -> MessageHead.oneLine(each.address())))
                .toList();
        return new SentDraft(
                id,
                everybody,
                letter.subject(),
                letter.body(),
                letter.enclosures().stream().map(Enclosure::name).toList(),
                letter.date().toInstant(),
                delivery);
    }
}
