package dev.errand.os.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillReader;
import dev.errand.os.spi.SkillSpec;
import dev.errand.os.spi.UndoOf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract has teeth: each way to break it is found, with the operation that does.
class SkillContractTest {
    @TempDir
    Path scratch;

    private List<Finding> findings(Skill skill) {
        return SkillContract.check(settings -> SkillReader.read(skill, settings), scratch);
    }

    private static void write(StepContext context, String name, String text) {
        try {
            Files.writeString(context.cache().getParent().resolveSibling(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SkillSpec(name = "good", summary = "Keeps to storage.")
    public static final class Good implements Skill {
        @OperationSpec(effect = EffectClass.WRITE, summary = "Writes down a word.", headline = "Write {word}")
        @Sentences("write down the word {word}")
        public void note(String word, StepContext context) {
            context.storage().writeText("good/words.txt", word);
        }

        @OperationSpec(effect = EffectClass.READ, summary = "The last word.")
        public String last(StepContext context) {
            if (!context.storage().exists("good/words.txt")) {
                throw DeviceFailure.notFound("There is no word.", "Write one down first.");
            }
            return context.storage().readText("good/words.txt");
        }
    }

    @Test
    void nothingIsFoundInASkillThatKeepsToStorage() {
        assertThat(findings(new Good())).isEmpty();
    }

    @SkillSpec(name = "careless", summary = "Does everything wrong.")
    public static final class Careless implements Skill {
        @OperationSpec(
                effect = EffectClass.SEND,
                recovery = Recovery.ONCE,
                summary = "A preview that acts",
                headline = "Act on {nothing}")
        public void act(String word) {}

        @PreviewOf("act")
        public void acting(String word, StepContext context) {
            write(context, "acted.txt", word);
        }

        @OperationSpec(effect = EffectClass.SEND, recovery = Recovery.ONCE, summary = "Unseen", headline = "Send")
        public void blindly(String word) {}

        @OperationSpec(
                effect = EffectClass.WRITE,
                recovery = Recovery.ONCE,
                summary = "Cannot be undone",
                headline = "Switch")
        public void forGood(String word) {}

        @OperationSpec(effect = EffectClass.READ, summary = "A read that writes")
        public String peek(StepContext context) {
            write(context, "peeked.txt", context.stepId());
            return "seen";
        }

        @OperationSpec(effect = EffectClass.READ, summary = "Lets exceptions escape")
        public String parse(String number) {
            return "" + Integer.parseInt(number);
        }

        @OperationSpec(effect = EffectClass.READ, summary = "Fails without a remedy")
        public String sulk() {
            throw DeviceFailure.failed("No.", "");
        }

        @OperationSpec(effect = EffectClass.READ, summary = "Tells secrets")
        public String tell(StepContext context) {
            throw DeviceFailure.failed(
                    "Refused: " + context.settings().text("careless.token").orElse("nothing"), "Try again.");
        }

        @OperationSpec(effect = EffectClass.READ, summary = "Shows the inside")
        public String leak() {
            throw DeviceFailure.failed("java.lang.IllegalStateException: x", "Try again.");
        }

        @OperationSpec(effect = EffectClass.WRITE, summary = "Keeps secrets", headline = "Keep")
        @Sentences("keep the secret of {somebody}")
        public void keep(StepContext context) {
            context.storage()
                    .writeText(
                            "careless/kept.txt",
                            context.settings().dereferenced("careless.password").orElse("none"));
        }
    }

    @Test
    void everyCarelessnessIsNamed() {
        List<Finding> findings = findings(new Careless());

        assertThat(findings)
                .extracting(found -> found.operation() + ": " + found.what())
                .anyMatch(found -> found.startsWith("careless.act: A preview changes the device: acted.txt"))
                .anyMatch(found -> found.contains("careless.act: Its headline \"Act on {nothing}\" has {nothing}"))
                .anyMatch(found -> found.startsWith("careless.blindly: Nothing is known of it before"))
                .anyMatch(found -> found.startsWith("careless.forGood: It changes something and cannot be undone"))
                .anyMatch(found -> found.startsWith("careless.peek: A call of class READ changes the device: peeked"))
                .anyMatch(found -> found.startsWith("careless.parse: NumberFormatException escapes"))
                .anyMatch(found -> found.startsWith("careless.sulk: It fails without saying what to do"))
                .anyMatch(found -> found.startsWith("careless.tell: A secret of the configuration is in its error"))
                .anyMatch(found -> found.startsWith("careless.leak: Its error talks about the program"))
                .anyMatch(found -> found.contains("has {somebody}, which is no parameter"))
                .anyMatch(found -> found.startsWith("careless: A secret of the configuration is stored in careless/"));
        assertThat(findings.stream().filter(found -> !found.isError()).map(Finding::operation))
                .containsExactlyInAnyOrder("careless.blindly", "careless.forGood");
        assertThat(findings).allMatch(found -> !found.remedy().isBlank());
    }

    @SkillSpec(name = "astray", summary = "Believes paths.")
    public static final class Astray implements Skill {
        @OperationSpec(effect = EffectClass.READ, summary = "Reads, and leaves a mark")
        public String mark(String path, StepContext context) {
            if (path.startsWith("..")) {
                write(context, path, "was here");
            }
            return "";
        }
    }

    @Test
    void whoLeavesTheHomeIsSeen() {
        assertThat(findings(new Astray())).extracting(Finding::what).anyMatch(what -> what.contains("outside of the"));
    }

    @SkillSpec(name = "forgetful", summary = "Undoes badly.")
    public static final class Forgetful implements Skill {
        @OperationSpec(effect = EffectClass.WRITE, summary = "Writes", headline = "Write {word}")
        public String write(String word, StepContext context) {
            context.storage().writeText("forgetful/" + context.stepId(), word);
            return word;
        }

        @UndoOf("write")
        public void unwrite(String word) {}
    }

    /// What goes through storage alone is taken back by the runtime, whatever the skill's own undo would do.
    @Test
    void storageIsUndoneWithoutTheSkill() {
        assertThat(findings(new Forgetful())).isEmpty();
    }
}
