package dev.errand.intents.offline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.contacts.Address;
import dev.errand.os.files.FileRef;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Question;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillReader;
import dev.errand.os.spi.SkillSpec;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A few skills of the shape that a device's skills have; they do nothing, for planners only read their declarations.
final class SmallDevice {
    private SmallDevice() {}

    static Catalogue catalogue(Skill... more) {
        return new Catalogue(Stream.concat(
                        Stream.of(new Files(), new People(), new Mails(), new Person(), new Waiting(), new Parcels()),
                        Stream.of(more))
                .map(SkillReader::read)
                .toList());
    }

    public record File(String path, String name, double score) {}

    public record Contact(String id, String name, List<String> emails, double score) {}

    public record Sent(String id) {}

    public record Letter(
            List<Address> to,
            @Nullable String subject,
            @Nullable String body,
            @Nullable List<FileRef> attachments) {}

    @SkillSpec(name = "files", summary = "Files")
    public static final class Files implements Skill {
        @OperationSpec(effect = EffectClass.READ, summary = "Finds files")
        @Sentences({"(find|search) [for] [the|my] [file] {phrase}", "where is [the|my] {phrase}"})
        @Sentences(language = "de", value = "(finde|suche) [nach] [die|meine|meinen] [datei] {phrase}")
        public List<File> find(String phrase) {
            return List.of();
        }

        @OperationSpec(effect = EffectClass.READ, summary = "Lists a folder")
        @Sentences({"(list|show|tell) [me] [all] [the] files [in {folder}]"})
        @Sentences(language = "de", value = "(zeige|liste) [mir] [alle] [die] dateien [in {folder}]")
        public List<File> list(@Nullable FileRef folder) {
            return List.of();
        }

        @OperationSpec(effect = EffectClass.WRITE, summary = "Deletes", headline = "Delete {path}")
        @Sentences({"(delete|remove) [the] [file] {path}"})
        @Sentences(language = "de", value = "(loesche|lösche) [die] [datei] {path}")
        public void delete(FileRef path) {}
    }

    @SkillSpec(name = "contacts", summary = "People")
    public static final class People implements Skill {
        @OperationSpec(effect = EffectClass.READ, summary = "Finds people")
        @Sentences({"(find|look up) [the] contact {phrase}", "who is {phrase}"})
        public List<Contact> find(String phrase) {
            return List.of();
        }
    }

    @SkillSpec(name = "mail", summary = "Mail")
    public static final class Mails implements Skill {
        @OperationSpec(
                effect = EffectClass.SEND,
                summary = "Sends",
                headline = "Send “{subject}” to {to}[ with {attachments}]")
        @Sentences({
            "(send|mail|email) [my] {attachments} to [my] {to}",
            "(send|write) [an] email to {to}",
            "(tell|email) {to} (that|saying) {body}",
            "send {to} [my] {attachments}"
        })
        @Sentences(language = "de", value = "(schicke|sende) [mein|meine|meinen] {attachments} an [meine|meinen] {to}")
        public Sent send(Letter letter) {
            return new Sent("1");
        }
    }

    @SkillSpec(name = "user", summary = "The person")
    public static final class Person implements Skill {
        @OperationSpec(effect = EffectClass.SAY, summary = "Says")
        @Sentences("say {text}")
        public String say(JsonNode text) {
            return text.asText();
        }

        @OperationSpec(effect = EffectClass.ASK, summary = "Asks")
        public Question ask(String question, Choices choices) {
            return new Question(question, List.of(), false);
        }
    }

    public record Choices(@Nullable List<String> choices) {}

    @SkillSpec(name = "clock", summary = "Waiting")
    public static final class Waiting implements Skill {
        @OperationSpec(effect = EffectClass.WAIT, summary = "Waits", headline = "Wait {seconds} seconds")
        @Sentences("(sleep|wait) [for] {seconds:duration}")
        @Sentences(language = "de", value = "(warte|schlafe) {seconds:duration}")
        public void sleep(double seconds) {}
    }

    public enum Speed {
        NORMAL,
        EXPRESS
    }

    public record Pickup(
            @Param("what") String parcel,
            @Nullable Instant at,
            @Nullable Speed speed) {}

    /// A skill that no planner has heard of.
    @SkillSpec(name = "parcels", summary = "Parcels")
    @Sentences(
            value = "ship [my] {thing:path} by parcel to [my] {receiver:address}",
            code = "parcels.pickup({parcel: thing.path + \" for \" + receiver.name});")
    public static final class Parcels implements Skill {
        @OperationSpec(
                effect = EffectClass.WRITE,
                summary = "Orders a pick-up",
                headline = "Order a pick-up of {parcel}[ at {at}]")
        @Sentences({"(order|book) [a|an] [{speed}] pick-up (for|of) {parcel} [{at}]"})
        @Sentences(language = "de", value = "bestelle [eine] abholung (für|von) {parcel} [{at}]")
        public void pickup(Pickup pickup) {}
    }

    /// Says the same words as the files skill.
    @SkillSpec(name = "trash", summary = "Trash")
    public static final class Trash implements Skill {
        @OperationSpec(effect = EffectClass.DESTROY, summary = "Shreds", headline = "Shred {path}")
        @Sentences("(delete|shred) [the] [file] {path}")
        public void shred(FileRef path) {}
    }
}
