package dev.errand.os.mail;

import dev.errand.os.contacts.ContactsSkill;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.Connected;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.SkillSpec;
import dev.errand.os.spi.UndoOf;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Mail of the account that the settings describe (see [Account]): sent by SMTP, read by IMAP. What is not
/// configured of the two is the device's local store in its stead: a Maildir++ in the area `mail`, which any mail
/// program reads.
///
/// Without an account nothing leaves the device: what is sent lies in the folder Sent, and the result says so. The
/// sender is `mail.name` and `mail.address` of the settings, or `me@localhost` as long as there is none. Searching
/// and reading mark nothing as read.
@SkillSpec(name = "mail", summary = "E-mail: search, read, send, reply, forward, file")
@Sentences(
        value = {
            "(show|list|read|check) [me] [for] [my|the|all] (unread|new) (mail|mails|email|emails|e-mails|messages)",
            "[do I have|is there|are there|have I got] [any] (new|unread) (mail|mails|email|emails|messages)"
        },
        code = """
                const found = mail.search({unread: true});
                user.say(found.map((each) => each.from + ": " + each.subject).join("\\n") || "You have no unread mail.");
                return found;
                """)
@Sentences(
        value = {
            "[is there|are there|do I have] [any] (new|unread) (mail|mails|email|emails) from {from:text}",
            "(show|list) [me] [my|the|all] (new|unread) (mail|mails|email|emails) from {from:text}"
        },
        code = """
                const found = mail.search({from: from, unread: true});
                user.say(found.map((each) => each.from + ": " + each.subject).join("\\n")
                    || "There is no unread mail from " + from + ".");
                return found;
                """)
@Sentences(
        value = {
            "read [me] the (last|latest|newest) (mail|email|e-mail|message) from {from:text}",
            "what does the (last|latest|newest) (mail|email|e-mail) from {from:text} say",
            "what did {from:text} (write|mail|email) [me]"
        },
        code = """
                const [last] = mail.search({from: from, limit: 1});
                user.say(last ? last.subject + "\\n" + mail.read(last).body : "There is no mail from " + from + ".");
                """)
@Sentences(
        value = {
            "(reply|answer) to the [last|latest|newest] (mail|email|e-mail|message) (from|of) {from:text} saying [that] {words:text}",
            "(reply|answer) to {from:text}'s [last|latest|newest] (mail|email|e-mail|message) saying [that] {words:text}",
            "(reply|answer) to {from:text} (saying|that) {words:text}"
        },
        code = """
                const [last] = mail.search({from: from, limit: 1});
                if (!last) {
                    user.say("There is no mail from " + from + ".");
                    return null;
                }
                const sent = mail.reply(last, {body: words});
                user.say("I answered " + from + ".");
                return sent.id;
                """)
@Sentences(
        value = {
            "forward the (mail|email|e-mail|message) (about|with|containing) {which:mail} to [my] {recipient:address}",
            "forward {which:mail} to [my] {recipient:address}"
        },
        code = """
                const sent = mail.forward(which, {to: recipient});
                user.say("I forwarded it.");
                return sent.id;
                """)
@Sentences(
        value = "forward the [last|latest|newest] (mail|email|e-mail|message) from {from:text} to {recipient:address}",
        code = """
                const [found] = mail.search({from: from, limit: 1});
                if (!found) {
                    user.say("There is no mail from " + from + ".");
                    return null;
                }
                const sent = mail.forward(found, {to: recipient});
                user.say("I forwarded it.");
                return sent.id;
                """)
@Sentences(
        value = {
            "(save|download) the (attachment|attachments) (of|from|in) the [last|latest|newest] (mail|email|e-mail|message) from {from:text}",
            "(save|download) [all] the attachments from {from:text}"
        },
        code = """
                const [last] = mail.search({from: from, limit: 1});
                const saved = last ? last.attachments.map((each) => mail.saveAttachment(last, each.name).path) : [];
                user.say(saved.length ? "Saved " + saved.join(", ") + "." : "There is no attachment from " + from + ".");
                return saved;
                """)
@Sentences(
        value =
                "(save|download) the (attachment|attachments) (of|from|in) the (mail|email|e-mail|message) about {which:mail}",
        code = """
                const saved = which.attachments.map((each) => mail.saveAttachment(which, each.name).path);
                user.say(saved.length ? "Saved " + saved.join(", ") + "." : "That mail has no attachment.");
                return saved;
                """)
@Sentences(
        value = {
            "(show|read) [me] [the|my] (conversation|thread|correspondence) with {from:text} about {words:text}",
            "(show|read) [me] [the|my] (mail|email|e-mail) (conversation|thread) with {from:text} about {words:text}"
        },
        code = """
                const [last] = mail.search({from: from, text: words, limit: 1});
                const all = last ? mail.thread(last) : [];
                user.say(all.map((each) => each.from + ": " + each.subject + "\\n" + each.body).join("\\n\\n")
                    || "There is no mail from " + from + " about " + words + ".");
                return all;
                """)
@Sentences(
        language = "de",
        value = {
            "(zeig|zeige) [mir] (die|den|das) (Unterhaltung|Schriftwechsel|Mailwechsel|Verlauf) mit {from:text} (über|zu) {words:text}",
        },
        code = """
                const [last] = mail.search({from: from, text: words, limit: 1});
                const all = last ? mail.thread(last) : [];
                user.say(all.map((each) => each.from + ": " + each.subject + "\\n" + each.body).join("\\n\\n")
                    || "Von " + from + " gibt es dazu keine Mail.");
                return all;
                """)
@Sentences(value = "archive the (mail|email|e-mail|message) [(about|from)] {which:mail}", code = """
                const moved = mail.move(which, "Archive");
                user.say("I archived it.");
                return moved.id;
                """)
@Sentences(
        language = "de",
        value = {
            "(zeig|zeige) [mir] [meine|alle|die] (ungelesenen|neuen) (Mails|E-Mails|Nachrichten)",
            "(habe ich|gibt es) (neue|ungelesene) (Mails|E-Mails|Post)"
        },
        code = """
                const found = mail.search({unread: true});
                user.say(found.map((each) => each.from + ": " + each.subject).join("\\n")
                    || "Es gibt keine ungelesenen Mails.");
                return found;
                """)
@Sentences(
        language = "de",
        value = "antworte auf die letzte (Mail|E-Mail|Nachricht) von {from:text} [mit] [dass] {words:text}",
        code = """
                const [last] = mail.search({from: from, limit: 1});
                if (!last) {
                    user.say("Von " + from + " gibt es keine Mail.");
                    return null;
                }
                const sent = mail.reply(last, {body: words});
                user.say("Ich habe geantwortet.");
                return sent.id;
                """)
@Sentences(
        language = "de",
        value =
                "leite die (Mail|E-Mail|Nachricht) (über|zu|mit) {which:mail} an [meinen|meine|mein] {recipient:address} weiter",
        code = """
                const sent = mail.forward(which, {to: recipient});
                user.say("Ich habe sie weitergeleitet.");
                return sent.id;
                """)
public final class MailSkill extends Drafting {
    static final String NO_ADDRESS = "me@localhost";
    private static final String DOWNLOADS = "Downloads";

    @OperationSpec(effect = EffectClass.READ, summary = "Mails that fit all that is given, newest first")
    @Sentences({
        "(find|search|show|list) [me] [for] [my|the|all] (mail|mails|email|emails|e-mails|messages) from {from}",
        "(find|search|show|list) [me] [for] [my|the|all] (mail|mails|email|emails|e-mails|messages) about {text}",
        "search [in] [my|the] (mail|mails|email|emails) for {text}",
        "(show|list) [me] [my|the|all] (mail|mails|email|emails|messages) in [my|the] {folder} [folder]",
        "(show|list) [me] [my|the|all] (mail|mails|email|emails|messages) [that] I sent to {to}",
        "(show|list|read) [me] [my|the|all] (mail|mails|email|emails|e-mails|messages)"
    })
    @Sentences(
            language = "de",
            value = {
                "(zeig|zeige|finde|suche) [mir] [alle|die] (Mails|E-Mails|Nachrichten) von {from}",
                "(zeig|zeige|finde|suche) [mir] [alle|die] (Mails|E-Mails|Nachrichten) (über|zu) {text}"
            })
    public List<Mail> search(MailQuery query, StepContext context) {
        try (Mailbox mailbox = Mailbox.of(context)) {
            return new MailSearch(
                            new MailReader(mailbox, context.storage()),
                            phrase -> new ContactsSkill().find(phrase, context))
                    .find(query);
        }
    }

    @OperationSpec(effect = EffectClass.READ, summary = "A mail with its whole text; it stays unread")
    public Mail read(MailRef id, StepContext context) {
        try (Mailbox mailbox = Mailbox.of(context)) {
            return new MailReader(mailbox, context.storage()).whole(mailbox.get(id.id()));
        }
    }

    @OperationSpec(
            effect = EffectClass.READ,
            summary = "The mails of the conversation that a mail belongs to, yours too, oldest first")
    public List<Mail> thread(MailRef id, StepContext context) {
        try (Mailbox mailbox = Mailbox.of(context)) {
            return new Conversation(new MailReader(mailbox, context.storage()), Dispatch.ownAddress(context))
                    .with(mailbox.get(id.id()));
        }
    }

    @OperationSpec(
            effect = EffectClass.SEND,
            summary = "Sends a mail and returns it; `delivery` says whether it left this device",
            headline = "Send [“{subject}” ]to {to}[, copy to {cc}][, blind copy to {bcc}][ with {attachments}]")
    @Sentences({
        "send [my] {attachments} to [my] {to}",
        "send {to} my {attachments}",
        "(send|write|compose) [an|a] [new] (email|e-mail|mail) to [my] {to}",
        "(mail|email|e-mail) [my] {attachments} to [my] {to}",
        "send [an|a] (email|e-mail|mail|message) to [my] {to} [and] (saying|say|telling them|with the text) [that] {body}",
        "send [an|a] (email|e-mail|mail) to [my] {to} about {subject} [and] (saying|say) [that] {body}",
        "send [an|a] (email|e-mail|mail) to [my] {to} with [the] subject {subject} and [the] (text|body) {body}",
        "(mail|email|e-mail) [my] {to} that {body}",
        "(mail|email|e-mail) [my] {to} saying [that] {body}",
        "write [an|a] (email|e-mail|mail) to [my] {to} saying [that] {body}"
    })
    @Sentences(
            language = "de",
            value = {
                "(schick|schicke|sende) [bitte] [meinen|meine|mein|den|die|das] {attachments} an [meinen|meine|mein] {to}",
                "(schick|schicke|schreib|schreibe|sende) [eine] (Mail|E-Mail) an [meinen|meine|mein] {to} mit [dem] (Text|Inhalt) {body}",
                "(schreib|schreibe) [meinem|meiner] {to} [per Mail] dass {body}"
            })
    @Connected(setting = Account.SMTP, recovery = Recovery.ONCE)
    public Sent send(NewMail mail, StepContext context) {
        Letter letter = new Correspondence(context).letter(mail);
        Outbox.Delivered delivered = new Outbox(context).deliver(letter);
        return Sent.of(letter, delivered.id(), delivered.how());
    }

    @PreviewOf("send")
    public Sent previewOfSend(NewMail mail, StepContext context) {
        Letter letter = new Correspondence(context).letter(mail);
        new Outbox(context).check();
        return Sent.of(letter, new Outbox(context).idOf(letter), null);
    }

    @OperationSpec(
            effect = EffectClass.SEND,
            summary = "Answers a mail: to its sender, or to all of its people",
            headline = "Reply to the mail {id}: “{body}”[ with {attachments}][, to all: {all}]")
    @Connected(setting = Account.SMTP, recovery = Recovery.ONCE)
    public Answered reply(@Param(mark = Mark.DESTINATION) MailRef id, ReplyText reply, StepContext context) {
        return answered(answer(id, reply, context), context);
    }

    @PreviewOf("reply")
    public Answered previewOfReply(MailRef id, ReplyText reply, StepContext context) {
        return foreseen(answer(id, reply, context), context);
    }

    private static Letter answer(MailRef id, ReplyText reply, StepContext context) {
        try (Mailbox mailbox = Mailbox.of(context)) {
            return new Correspondence(context).reply(mailbox.get(id.id()).head(), reply);
        }
    }

    @OperationSpec(
            effect = EffectClass.SEND,
            summary = "Sends a mail's text and attachments on to others",
            headline = "Forward the mail {id} to {to}[ with the words “{body}”]")
    @Connected(setting = Account.SMTP, recovery = Recovery.ONCE)
    public Answered forward(@Param(mark = Mark.CONTENT) MailRef id, ForwardText forward, StepContext context) {
        return answered(forwarded(id, forward, context), context);
    }

    @PreviewOf("forward")
    public Answered previewOfForward(MailRef id, ForwardText forward, StepContext context) {
        return foreseen(forwarded(id, forward, context), context);
    }

    private static Letter forwarded(MailRef id, ForwardText forward, StepContext context) {
        try (Mailbox mailbox = Mailbox.of(context)) {
            Mailbox.Found original = mailbox.get(id.id());
            return new Correspondence(context).forward(original, mailbox.parts(original.stored()), forward);
        }
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Moves a mail to a folder, which is made if there is none, and returns the mail",
            headline = "Move the mail {id} to the folder {folder}")
    @Sentences({
        "(move|file|put) the (mail|email|e-mail|message) [(about|from)] {id} (to|into|in) [the|my] {folder} [folder]",
    })
    @Sentences(language = "de", value = "verschiebe die (Mail|E-Mail|Nachricht) {id} (nach|in) [den Ordner] {folder}")
    @Connected(setting = Account.IMAP, recovery = Recovery.ONCE)
    public Mail move(
            @Param(mark = Mark.TARGET) MailRef id,
            @Param(value = "such as Archive or Work/Projects", mark = Mark.TARGET) String folder,
            StepContext context) {
        return Filing.move(id, folder, context);
    }

    @PreviewOf("move")
    public void checkMove(MailRef id, String folder, StepContext context) {
        Filing.check(id, folder, context);
    }

    @UndoOf("move")
    public void moveBack(MailRef id, Mail moved, StepContext context) {
        Filing.back(id, moved, context);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Moves a mail to the folder Trash and returns it",
            headline = "Delete the mail {id}")
    @Sentences("(delete|remove|trash) the (mail|email|e-mail|message) [(about|from)] {id}")
    @Sentences(language = "de", value = "lösche die (Mail|E-Mail|Nachricht) [(von|über)] {id}")
    @Connected(setting = Account.IMAP, recovery = Recovery.ONCE)
    public Mail delete(@Param(mark = Mark.TARGET) MailRef id, StepContext context) {
        return move(id, MailFolder.TRASH, context);
    }

    @PreviewOf("delete")
    public void checkDelete(MailRef id, StepContext context) {
        checkMove(id, MailFolder.TRASH, context);
    }

    @UndoOf("delete")
    public void restore(MailRef id, Mail deleted, StepContext context) {
        Filing.back(id, deleted, context);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Marks a mail as read and returns it",
            headline = "Mark the mail {id} as read")
    @Sentences("mark the (mail|email|e-mail|message) [(about|from)] {id} as read")
    @Connected(setting = Account.IMAP, recovery = Recovery.REPEATABLE)
    public Mail markRead(@Param(mark = Mark.TARGET) MailRef id, StepContext context) {
        return Filing.markRead(id, context);
    }

    @PreviewOf("markRead")
    public Mail previewOfMarkRead(MailRef id, StepContext context) {
        return Filing.asRead(id, context);
    }

    @UndoOf("markRead")
    public void markUnread(MailRef id, StepContext context) {
        Filing.markUnread(id, context);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Saves an attachment as a file and returns its path; replaces nothing",
            headline = "Save [{name}, ]an attachment of the mail {id}[ in {folder}]",
            provenance = Provenance.OUTSIDE)
    public SavedAttachment saveAttachment(
            @Param(mark = Mark.CONTENT) MailRef id,
            @Nullable @Param("as the mail's attachments say; may be left out if there is only one") String name,
            @Nullable @Param(value = "default: Downloads", mark = Mark.TARGET) String folder,
            StepContext context) {
        try (Mailbox mailbox = Mailbox.of(context)) {
            Mailbox.Found mail = mailbox.get(id.id());
            MessageParts parts = mailbox.parts(mail.stored());
            Enclosure attachment = parts.attachment(AttachmentFile.chosen(parts.listed(), name));
            String place = Objects.requireNonNullElse(folder, DOWNLOADS);
            return AttachmentFile.save(attachment, mail.head(), place, context.storage());
        }
    }

    private static Answered answered(Letter letter, StepContext context) {
        Outbox.Delivered delivered = new Outbox(context).deliver(letter);
        return Answered.of(letter, delivered.id(), delivered.how());
    }

    private static Answered foreseen(Letter letter, StepContext context) {
        new Outbox(context).check();
        return Answered.of(letter, new Outbox(context).idOf(letter), null);
    }
}
