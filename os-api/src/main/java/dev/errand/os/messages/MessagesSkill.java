package dev.errand.os.messages;

import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.Connected;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.util.List;

/// Short messages. With `messages.matrix.url` they go by Matrix, which knows people as `@jane:example.org`; otherwise
/// as
/// text messages of the phone, if it has Termux:API.
@SkillSpec(name = "messages", summary = "Text messages: send, search")
public final class MessagesSkill implements Skill {
    @OperationSpec(
            effect = EffectClass.SEND,
            recovery = Recovery.ONCE,
            summary = "Sends a text message",
            headline = "Message {to}: “{text}”")
    @Connected(setting = Matrix.URL, recovery = Recovery.IDEMPOTENT)
    @Sentences({
        "text {to} [that|saying] {text}",
        "send [a|an] (text|text message|message|sms) to {to} (saying|that says|that) {text}",
        "send {to} [a|an] (text|text message|message|sms) (saying|that says|that) {text}"
    })
    @Sentences(
            language = "de",
            value = {
                "(schreib|schreibe|schick|schicke|sende) {to} [eine] (SMS|Textnachricht|Nachricht) [dass] {text}",
                "(schreib|schreibe|schick|schicke|sende) [eine] (SMS|Textnachricht|Nachricht) an {to} [dass] {text}"
            })
    public SentMessage send(NewMessage message, StepContext context) {
        return Gateway.of(context).send(message);
    }

    @PreviewOf("send")
    public SentMessage previewOfSend(NewMessage message, StepContext context) {
        return Gateway.of(context).preview(message);
    }

    @OperationSpec(effect = EffectClass.READ, summary = "Text messages, newest first, at most 50")
    @Sentences({
        "(show|read|list) [me] [all] [my] [new|newest|latest] (texts|text messages|messages) (from|with) {with}",
        "(show|read|list) [me] [my] [newest|latest] (texts|text messages)",
        "(find|search) [my] (texts|text messages) (about|for|with) {text}"
    })
    @Sentences(
            language = "de",
            value = {
                "(zeig|zeige|lies) [mir] [meine] (SMS|Textnachrichten) von {with}",
                "(zeig|zeige|lies) [mir] [meine] (SMS|Textnachrichten)"
            })
    public List<Message> search(MessageQuery query, StepContext context) {
        return Gateway.of(context).search(query);
    }
}
