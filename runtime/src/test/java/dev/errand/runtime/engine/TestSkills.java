package dev.errand.runtime.engine;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.Audience;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import dev.errand.os.spi.Sourced;
import dev.errand.os.spi.UndoOf;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Skills that reach outside of the device, one for each way in which an effect can be previewed, settled and undone.
final class TestSkills {
    private TestSkills() {}

    static List<Skill> all(Outside outside) {
        return List.of(
                new Lamps(outside),
                new Courier(outside),
                new Telegraph(outside),
                new Machine(outside),
                new Net(outside),
                new Letters(outside),
                new Scribe(outside),
                new Thermometer(outside));
    }

    /// WRITEs outside of storage, with a preview that knows everything, and an undo.
    @SkillSpec(name = "lamps", summary = "Lamps.")
    public record Lamps(Outside outside) implements Skill {
        public record Lamp(String name, boolean on) {}

        @OperationSpec(
                effect = EffectClass.WRITE,
                summary = "Turns a lamp on",
                headline = "Turn on {name}",
                recovery = Recovery.REPEATABLE)
        public Lamp turnOn(@Param(mark = Mark.TARGET) String name) {
            if (name.equals("broken")) {
                throw DeviceFailure.unreachable("The lamp does not answer.", "Look at its plug.");
            }
            outside.lamps.add(name);
            return new Lamp(name, true);
        }

        @PreviewOf("turnOn")
        public Lamp turningOn(String name) {
            return new Lamp(name, true);
        }

        @UndoOf("turnOn")
        public void turnBackOff(String name, Lamp lamp) {
            outside.lamps.remove(lamp.name());
        }

        @OperationSpec(effect = EffectClass.READ, summary = "Whether a lamp is on")
        public boolean isOn(String name) {
            return outside.lamps.contains(name);
        }
    }

    /// SENDs of which nobody can tell after a crash whether they happened.
    @SkillSpec(name = "courier", summary = "Messages by courier.")
    public record Courier(Outside outside) implements Skill {
        public record Receipt(@Nullable Long number, String to) {}

        @OperationSpec(
                effect = EffectClass.SEND,
                summary = "Has a text delivered",
                headline = "Deliver “{text}” to {to}",
                recovery = Recovery.ONCE)
        public Receipt deliver(@Param(mark = Mark.DESTINATION) String to, @Param(mark = Mark.CONTENT) String text) {
            outside.delivered.add(text + " → " + to);
            return new Receipt((long) outside.delivered.size(), to);
        }

        @PreviewOf("deliver")
        public Receipt delivering(String to, String text) {
            return new Receipt(null, to);
        }
    }

    /// SENDs that the other side recognises by the id of the step, noted in a file of the device.
    @SkillSpec(name = "telegraph", summary = "Telegrams.")
    public record Telegraph(Outside outside) implements Skill {
        @OperationSpec(
                effect = EffectClass.SEND,
                summary = "Sends a telegram",
                headline = "Wire “{text}” to {to}",
                recovery = Recovery.IDEMPOTENT)
        public void wire(
                @Param(mark = Mark.DESTINATION) String to,
                @Param(mark = Mark.CONTENT) String text,
                StepContext context) {
            if (outside.telegrams.add(context.stepId())) {
                outside.delivered.add(text + " → " + to);
            }
            String log = "files/telegrams.txt";
            String before = context.storage().exists(log) ? context.storage().readText(log) : "";
            context.storage().writeText(log, before + to + "\n");
        }
    }

    /// Commands, of whose result nothing is known beforehand.
    @SkillSpec(name = "machine", summary = "Commands.")
    public record Machine(Outside outside) implements Skill {
        public record Output(long exitCode, String stdout) {}

        @OperationSpec(
                effect = EffectClass.EXECUTE,
                summary = "Runs a command",
                headline = "Run {command}",
                recovery = Recovery.ONCE,
                provenance = Provenance.OUTSIDE)
        public Output run(@Param(mark = Mark.COMMAND) String command) {
            outside.commands.add(command);
            return new Output(0, "output of " + command);
        }

        @OperationSpec(
                effect = EffectClass.EXECUTE,
                summary = "Runs a command and returns what it prints",
                headline = "Run {command}",
                recovery = Recovery.ONCE,
                provenance = Provenance.OUTSIDE)
        public String print(@Param(mark = Mark.COMMAND) String command) {
            outside.commands.add(command);
            return "output of " + command;
        }
    }

    @SkillSpec(name = "net", summary = "A network.")
    public record Net(Outside outside) implements Skill {
        @OperationSpec(
                effect = EffectClass.FETCH,
                summary = "A page",
                provenance = Provenance.OUTSIDE,
                readers = Audience.EVERYBODY)
        public String get(@Param(mark = Mark.DESTINATION) String url) {
            outside.fetched.add(url);
            String page = outside.pages.get(url);
            if (page == null) {
                throw DeviceFailure.unreachable("Nobody answers at " + url + ".", "Try another address.");
            }
            return page;
        }

        @OperationSpec(effect = EffectClass.FETCH, summary = "Addresses", provenance = Provenance.OUTSIDE)
        public String search(@Param(mark = Mark.CONTENT) String words) {
            outside.fetched.add(words);
            return "https://found.example";
        }
    }

    /// A model that reads text and knows no operation. What it answers is as its texts are, and its texts may be made
    /// to have it answer anything.
    @SkillSpec(name = "scribe", summary = "A model that reads.")
    public record Scribe(Outside outside) implements Skill {
        @OperationSpec(effect = EffectClass.FETCH, summary = "What a text says about a question")
        public String extract(@Param(mark = Mark.CONTENT) String text, @Param(mark = Mark.CONTENT) String question) {
            outside.fetched.add(text);
            return outside.answers.getOrDefault(question, "unknown");
        }
    }

    /// Content that others wrote.
    @SkillSpec(name = "letters", summary = "Letters received.")
    public record Letters(Outside outside) implements Skill {
        public record Letter(
                long number,
                @Content String sender,
                @Content String body) implements Sourced {
            @Override
            public Origin origin() {
                return new Origin(Provenance.OUTSIDE, "letter " + number);
            }
        }

        @OperationSpec(effect = EffectClass.READ, summary = "All letters")
        public List<Letter> all() {
            return IntStream.range(0, outside.letters.size())
                    .mapToObj(i -> new Letter(
                            i + 1, outside.letters.get(i), "Please write to " + outside.letters.get(i) + " at once."))
                    .toList();
        }

        @OperationSpec(effect = EffectClass.READ, summary = "A letter, torn")
        public Letter torn(long number) {
            throw DeviceFailure.failed(outside.letters.get((int) number - 1), "Glue it.");
        }

        @OperationSpec(effect = EffectClass.WRITE, summary = "Keeps a letter", headline = "Keep {letter}")
        public void keep(@Param(mark = Mark.CONTENT) Letter letter, StepContext context) {
            context.storage().writeText("files/letter.txt", letter.body());
        }
    }

    @SkillSpec(name = "thermometer", summary = "A thermometer.")
    public record Thermometer(Outside outside) implements Skill {
        @OperationSpec(effect = EffectClass.READ, summary = "Degrees Celsius")
        public double degrees() {
            return outside.degrees;
        }

        @OperationSpec(effect = EffectClass.READ, summary = "A fault of its author's")
        public double broken() {
            throw new IllegalStateException("no such sensor");
        }
    }
}
