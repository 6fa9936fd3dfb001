package dev.errand.os.notes;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The person's notes.
@SkillSpec(name = "notes", summary = "The person's notes")
public final class NotesSkill implements Skill {
    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Makes a note; a short one needs no text beside its title",
            headline = "Make the note “{title}”[: {text}]")
    @Sentences({
        "(make|take|write|create) [me] a note that {title}",
        "(make|take|write|create) [me] a [new] note (saying|about|of) {title}",
        "note [down] [that] {title}",
        "(take|make|write) [me] [down] a [new] note {title}",
        "(make|write|create) a [new] note (called|named|titled) {title} (with|saying|that says) [the text] {text}",
        "(make|write|create) a [new] note (called|named|titled) {title}"
    })
    @Sentences(
            language = "de",
            value = {"notiere [dass] {title}", "(mache|mach|erstelle|schreibe) [mir] eine [neue] Notiz [dass] {title}"})
    public Note create(
            @Param(mark = Mark.CONTENT) String title,
            @Param(mark = Mark.CONTENT) @Nullable String text,
            StepContext context) {
        if (title.isBlank()) {
            throw DeviceFailure.invalid("A note needs a title.", "Give it a few words.");
        }
        String[] lines = title.strip().split("\\R", 2);
        String rest = lines.length > 1 ? lines[1].strip() + "\n" : "";
        String body = rest + (text == null ? "" : text.strip());
        return new Notebook(context.storage()).create(lines[0].strip(), body.strip());
    }

    @OperationSpec(
            effect = EffectClass.READ,
            summary = "Notes whose title or text has these words, best first; all, latest first, without a phrase")
    @Sentences({
        "(find|search|search for|look for) [me] [the|my] (note|notes) (about|on|for|called|with) {phrase}",
        "(find|show|open) [me] [the|my] {phrase} (note|notes)",
        "(show|list|tell) [me] [all] [of] [the|my] notes",
        "(what|which) notes do I have [about {phrase}]",
        "search [my] notes for {phrase}"
    })
    @Sentences(
            language = "de",
            value = {
                "(finde|suche|zeige|zeig) [mir] [die|meine] (Notiz|Notizen) (über|zu|zum|mit) {phrase}",
                "(zeige|zeig) [mir] [alle] [meine] Notizen"
            })
    public List<Note> search(@Nullable String phrase, StepContext context) {
        return new Notebook(context.storage()).search(phrase == null ? "" : phrase);
    }

    @OperationSpec(effect = EffectClass.READ, summary = "A note's text, in Markdown")
    @Sentences({
        "read [me] [the|my] note (about|called|on) {id}",
        "read [me] [the|my] {id} note",
        "what does [the|my] note (about|called|on) {id} say",
        "what did I (note|write) [down] about {id}"
    })
    @Sentences(
            language = "de",
            value = {"lies [mir] [die|meine] Notiz (über|zu|zum) {id} [vor]"})
    public String read(NoteRef id, StepContext context) {
        Storage storage = context.storage();
        return storage.readText(new Notebook(storage).existing(id).path());
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Adds a paragraph at the end of a note",
            headline = "Add “{text}” to the note {id}")
    @Sentences({
        "(add|append) {text} to [the|my] note (about|called|on) {id}",
        "(add|append) {text} to [the|my] {id} note"
    })
    @Sentences(
            language = "de",
            value = {"(ergänze|füge) [die|meine] Notiz (über|zu|zum) {id} (um|mit) {text}"})
    public Note append(
            @Param(mark = Mark.TARGET) NoteRef id, @Param(mark = Mark.CONTENT) String text, StepContext context) {
        return new Notebook(context.storage()).append(id, text);
    }
}
