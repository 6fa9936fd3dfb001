package dev.errand.os.mail;

import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.Connected;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.UndoOf;

/// The operations of [MailSkill] on mail that is written and not sent yet. A draft that another program wrote is sent
/// as
/// plain text, as the preview shows it.
public abstract sealed class Drafting implements Skill permits MailSkill {
    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Keeps a mail in the folder Drafts, sends nothing, returns the draft",
            headline = "Keep a draft[ “{subject}”][ to {to}][, copy to {cc}][, blind copy to {bcc}][: “{body}”]"
                    + "[ with {attachments}]")
    @Sentences({
        "(write|make|create|prepare|save) [me] [a|an] [new] [(mail|email|e-mail)] draft to [my] {to} (saying|with the text) [that] {body}",
        "(write|make|create|prepare|save) [me] [a|an] [new] [(mail|email|e-mail)] draft to [my] {to} about {subject} (saying|with the text) [that] {body}",
        "draft [an|a] (mail|email|e-mail) to [my] {to} (saying|with the text) [that] {body}",
        "draft [an|a] (mail|email|e-mail) to [my] {to} about {subject} (saying|with the text) [that] {body}"
    })
    @Sentences(
            language = "de",
            value = {
                "(schreib|schreibe|erstelle|mach|mache) [mir] [einen] (Entwurf|Mailentwurf) an [meinen|meine|mein] {to} mit [dem] (Text|Inhalt) {body}",
                "(schreib|schreibe|erstelle|mach|mache) [mir] [einen] (Entwurf|Mailentwurf) an [meinen|meine|mein] {to} dass {body}",
                "(entwirf|entwerfe) [mir] [eine] (Mail|E-Mail) an [meinen|meine|mein] {to} mit [dem] (Text|Inhalt) {body}"
            })
    @Connected(setting = Account.IMAP, recovery = Recovery.IDEMPOTENT)
    public Mail draft(NewDraft mail, StepContext context) {
        return new Drafts(context).keep(mail);
    }

    @PreviewOf("draft")
    public Mail previewOfDraft(NewDraft mail, StepContext context) {
        return new Drafts(context).foreseen(mail);
    }

    @UndoOf("draft")
    public void removeDraft(Mail kept, StepContext context) {
        new Drafts(context).removeAgain(kept);
    }

    @OperationSpec(
            effect = EffectClass.SEND,
            summary = "Sends a draft as it stands in the folder Drafts, and removes it there",
            headline = "Send the draft {id}")
    @Connected(setting = Account.SMTP, recovery = Recovery.ONCE)
    public SentDraft sendDraft(@Param(mark = Mark.DESTINATION) MailRef id, StepContext context) {
        return new Drafts(context).send(id);
    }

    @PreviewOf("sendDraft")
    public SentDraft previewOfSendDraft(MailRef id, StepContext context) {
        return new Drafts(context).foreseen(id);
    }
}
