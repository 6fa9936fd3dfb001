package dev.errand.os.mail;

import dev.errand.os.contacts.ContactsSkill;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Mail in the device's local store: a Maildir++ in the area `mail`, which any mail program reads.
///
/// Without a mail account nothing leaves the device: what is sent lies in the folder Sent, and the result says so. The
/// sender is `mail.name` and `mail.address` of the settings, or `me@localhost` as long as there is none. Searching and
/// reading mark nothing as read.
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
public final class MailSkill implements Skill {
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
        return new MailSearch(reader(context), phrase -> new ContactsSkill().find(phrase, context)).find(query);
    }

    @OperationSpec(effect = EffectClass.READ, summary = "A mail with its whole text; it stays unread")
    public Mail read(MailRef id, StepContext context) {
        return reader(context).mail(found(id, context), Integer.MAX_VALUE);
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
    public Sent send(NewMail mail, StepContext context) {
        Letter letter = new Correspondence(context).letter(mail);
        deliver(letter, context);
        return new Sent(
                letter.id(), letter.subject(), recipients(letter), letter.date().toInstant(), Sent.LOCAL);
    }

    @OperationSpec(
            effect = EffectClass.SEND,
            summary = "Answers a mail: to its sender, or to all of its people",
            headline = "Reply to the mail {id}: “{body}”[ with {attachments}][, to all: {all}]")
    public Answered reply(@Param(mark = Mark.DESTINATION) MailRef id, ReplyText reply, StepContext context) {
        return answered(new Correspondence(context).reply(found(id, context).head(), reply), context);
    }

    @OperationSpec(
            effect = EffectClass.SEND,
            summary = "Sends a mail's text and attachments on to others",
            headline = "Forward the mail {id} to {to}[ with the words “{body}”]")
    public Answered forward(@Param(mark = Mark.CONTENT) MailRef id, ForwardText forward, StepContext context) {
        MailReader.Found original = found(id, context);
        MessageParts parts = reader(context).parts(original);
        return answered(new Correspondence(context).forward(original, parts, forward), context);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Moves a mail to a folder, which is made if there is none, and returns the mail",
            headline = "Move the mail {id} to the folder {folder}")
    @Sentences({
        "(move|file|put) the (mail|email|e-mail|message) [(about|from)] {id} (to|into|in) [the|my] {folder} [folder]",
    })
    @Sentences(language = "de", value = "verschiebe die (Mail|E-Mail|Nachricht) {id} (nach|in) [den Ordner] {folder}")
    public Mail move(
            @Param(mark = Mark.TARGET) MailRef id,
            @Param(value = "such as Archive or Work/Projects", mark = Mark.TARGET) String folder,
            StepContext context) {
        Maildir maildir = maildir(context);
        String target = MailFolder.named(folder, maildir.folders());
        if (MailFolder.isOwn(target)) {
            throw DeviceFailure.invalid(
                    "The folder " + target + " holds only what you wrote yourself.", "Choose another folder.");
        }
        return moved(id, target, context);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Moves a mail to the folder Trash and returns it",
            headline = "Delete the mail {id}")
    @Sentences("(delete|remove|trash) the (mail|email|e-mail|message) [(about|from)] {id}")
    @Sentences(language = "de", value = "lösche die (Mail|E-Mail|Nachricht) [(von|über)] {id}")
    public Mail delete(@Param(mark = Mark.TARGET) MailRef id, StepContext context) {
        return moved(id, MailFolder.TRASH, context);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Marks a mail as read and returns it",
            headline = "Mark the mail {id} as read")
    @Sentences("mark the (mail|email|e-mail|message) [(about|from)] {id} as read")
    public Mail markRead(@Param(mark = Mark.TARGET) MailRef id, StepContext context) {
        maildir(context).markSeen(maildir(context).get(id.id()));
        return read(id, context);
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
        MailReader reader = reader(context);
        Enclosure attachment =
                AttachmentFile.chosen(reader.parts(found(id, context)).attachments(), name);
        return AttachmentFile.save(attachment, Objects.requireNonNullElse(folder, DOWNLOADS), context.storage());
    }

    private static Mail moved(MailRef id, String folder, StepContext context) {
        Maildir maildir = maildir(context);
        Maildir.Stored message = maildir.get(id.id());
        if (message.folder().equals(folder)) {
            throw DeviceFailure.conflict(
                    "The mail is in the folder " + folder + " already.", "Choose another folder, or leave it there.");
        }
        maildir.move(message, folder);
        return reader(context).mail(found(id, context), Integer.MAX_VALUE);
    }

    private static void deliver(Letter letter, StepContext context) {
        maildir(context).deliver(MailFolder.SENT, letter.id(), Composer.compose(letter));
    }

    private static Answered answered(Letter letter, StepContext context) {
        deliver(letter, context);
        return new Answered(
                letter.id(), letter.subject(), recipients(letter), letter.date().toInstant(), Sent.LOCAL);
    }

    private static List<String> recipients(Letter letter) {
        return Stream.of(letter.to(), letter.cc())
                .flatMap(List::stream)
                .map(each -> MessageHead.oneLine(each.address()))
                .toList();
    }

    private static MailReader.Found found(MailRef id, StepContext context) {
        return reader(context).head(maildir(context).get(id.id()));
    }

    private static MailReader reader(StepContext context) {
        return new MailReader(maildir(context));
    }

    private static Maildir maildir(StepContext context) {
        return new Maildir(context.storage());
    }
}
