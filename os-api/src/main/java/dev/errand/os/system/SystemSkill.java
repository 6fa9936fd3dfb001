package dev.errand.os.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import dev.errand.os.spi.UndoOf;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the device runs on, as the operating system reports it.
@SkillSpec(name = "system", summary = "The computer: its system, memory, disk, battery, settings.")
@Sentences(
        value = {
            "how much [free] [disk] space (is left|is free|do I have|is there)",
            "how much space is left on [my|the] disk",
            "how full is my disk"
        },
        code = """
        const disk = system.info();
        const gigabytes = bytes => (bytes / 1e9).toFixed(1);
        user.say(`${gigabytes(disk.diskFree)} of ${gigabytes(disk.disk)} GB are free.`);
        """)
@Sentences(
        value = {"how much memory (does this computer have|do I have|is free|is there)", "how much RAM do I have"},
        code = """
        const computer = system.info();
        const gigabytes = bytes => (bytes / 1e9).toFixed(1);
        user.say(`${gigabytes(computer.memoryFree)} of ${gigabytes(computer.memory)} GB of memory are free.`);
        """)
@Sentences(
        language = "de",
        value = {"wie viel [speicherplatz|platz] ist [noch] frei", "wie voll ist [meine|die] festplatte"},
        code = """
        const disk = system.info();
        const gigabytes = bytes => (bytes / 1e9).toFixed(1).replace(".", ",");
        user.say(`${gigabytes(disk.diskFree)} von ${gigabytes(disk.disk)} GB sind frei.`);
        """)
@Sentences(
        value = {
            "how (full|charged) is [my|the] battery",
            "how much battery (is left|do I have)",
            "(what is|show [me]) the battery (level|status|charge)"
        },
        code = """
        const battery = system.battery();
        user.say(`${battery.percent} % (${battery.state})`);
        return battery;
        """)
@Sentences(
        language = "de",
        value = {"wie voll ist [mein|der] Akku", "wie viel Akku (habe ich|ist) [noch] [übrig]"},
        code = """
        const battery = system.battery();
        user.say(`${battery.percent} % (${battery.state})`);
        return battery;
        """)
@Sentences(
        value = {"set [the] (screen|display) brightness to {value:whole} [percent]"},
        code = "system.setting(\"brightness\", value);")
@Sentences(
        value = {"(turn|switch) on do not disturb", "(turn|switch) do not disturb on"},
        code = "system.setting(\"doNotDisturb\", true);")
@Sentences(
        value = {"(turn|switch) off do not disturb", "(turn|switch) do not disturb off"},
        code = "system.setting(\"doNotDisturb\", false);")
@Sentences(
        language = "de",
        value = {"(stell|stelle) die Bildschirmhelligkeit auf {value:whole} [Prozent]"},
        code = "system.setting(\"brightness\", value);")
public final class SystemSkill implements Skill {
    /// The computer; memory and disk in bytes, the disk being the one that the device's data lies on.
    public record Computer(
            String name,
            String system,
            String version,
            String architecture,
            int processors,
            long memory,
            long memoryFree,
            long disk,
            long diskFree) {}

    @OperationSpec(
            effect = EffectClass.READ,
            summary = "The computer: name, system, processors; memory and disk (of the home) in bytes.")
    @Sentences({
        "(tell me about|describe) (this|my) (computer|device|system)",
        "what (computer|system|device) is this",
        "show [me] [the] system (info|information)"
    })
    @Sentences(
            language = "de",
            value = {"was ist das für ein (rechner|computer|gerät)", "zeig [mir] [die] systeminformationen"})
    public Computer info(StepContext context) {
        OperatingSystemMXBean memory = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        try {
            FileStore disk = Files.getFileStore(existing(context.cache()));
            return new Computer(
                    name(),
                    System.getProperty("os.name"),
                    System.getProperty("os.version"),
                    System.getProperty("os.arch"),
                    Runtime.getRuntime().availableProcessors(),
                    memory.getTotalMemorySize(),
                    memory.getFreeMemorySize(),
                    disk.getTotalSpace(),
                    disk.getUsableSpace());
        } catch (IOException e) {
            throw DeviceFailure.failed(
                    "Asking how much space the disk has failed: " + e.getMessage(), "Check the disk of the home.");
        }
    }

    /// What set this run off.
    ///
    /// @param kind  `times`, `mail`, `file` or `event`; `person` where a person asked for it
    /// @param at    when it came true
    /// @param mail  the id of the mail that arrived
    /// @param file  the path of the file that appeared
    /// @param event the id of the event that is about to begin
    public record SetOff(
            String kind,
            @Nullable Instant at,
            @Nullable String mail,
            @Nullable String file,
            @Nullable String event) {}

    @OperationSpec(
            effect = EffectClass.READ,
            summary = "What set a standing intent off: the mail's id, the file's path or the event's id.",
            provenance = Provenance.OUTSIDE)
    public SetOff trigger(StepContext context) {
        JsonNode trigger = context.trigger();
        return new SetOff(
                trigger.path("kind").asText("person"),
                trigger.has("at") ? Instant.parse(trigger.path("at").asText()) : null,
                trigger.path("mail").textValue(),
                trigger.path("file").textValue(),
                trigger.path("event").textValue());
    }

    @OperationSpec(effect = EffectClass.READ, summary = "The battery: percent and state")
    public Battery battery(StepContext context) {
        return Battery.of(context.settings());
    }

    /// What a setting was and is.
    public record ChangedSetting(String name, JsonNode before, JsonNode after) {}

    @OperationSpec(
            effect = EffectClass.WRITE,
            recovery = Recovery.REPEATABLE,
            summary = "Changes a setting of the computer: volume or brightness in percent, doNotDisturb",
            headline = "Set the computer's {name} to {value}")
    public ChangedSetting setting(
            @Param(value = "volume, brightness, doNotDisturb", mark = Mark.TARGET) String name,
            @Param(mark = Mark.CONTENT) JsonNode value,
            StepContext context) {
        ChangedSetting change = previewOfSetting(name, value, context);
        Setting.named(name, context.settings()).write(change.after(), context.settings());
        return change;
    }

    @PreviewOf("setting")
    public ChangedSetting previewOfSetting(String name, JsonNode value, StepContext context) {
        Setting setting = Setting.named(name, context.settings());
        JsonNode wanted = setting.wanted(value);
        return new ChangedSetting(name, setting.read(context.settings()), wanted);
    }

    @UndoOf("setting")
    public void undoSetting(JsonNode result, StepContext context) {
        Setting setting = Setting.named(result.path("name").asText(), context.settings());
        if (!Setting.isSame(setting.read(context.settings()), result.path("after"))) {
            throw DeviceFailure.conflict(
                    "The " + result.path("name").asText() + " has been changed since.", "Set it by hand.");
        }
        setting.write(result.path("before"), context.settings());
    }

    /// A notification that is shown.
    public record Shown(@Nullable String id) {}

    @OperationSpec(
            effect = EffectClass.WRITE,
            recovery = Recovery.REPEATABLE,
            summary = "Shows the person a notification on this device",
            headline = "Show the notification “{text}”")
    @Sentences("show [me] a notification [(saying|that says)] {text}")
    @Sentences(
            language = "de",
            value = {"(zeig|zeige) [mir] eine Benachrichtigung [mit] [dem Text] {text}"})
    public Shown notify(@Param(mark = Mark.CONTENT) String text, StepContext context) {
        return new Shown(Notice.show(text, context));
    }

    @PreviewOf("notify")
    public Shown previewOfNotify(String text, StepContext context) {
        Notice.check(text, context.settings());
        return new Shown(null);
    }

    @UndoOf("notify")
    public void undoNotify(JsonNode result, StepContext context) {
        Notice.remove(result.path("id").asText(), context.settings());
    }

    private static Path existing(Path folder) {
        Path place = folder.toAbsolutePath();
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        return place;
    }

    /// The system's own record first: looking the name up may ask a name server, which takes seconds if none answers.
    private static String name() throws IOException {
        Path record = Path.of("/proc/sys/kernel/hostname");
        if (Files.isReadable(record)) {
            return Files.readString(record).strip();
        }
        return Stream.of("COMPUTERNAME", "HOSTNAME")
                .map(System.getenv()::get)
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElseGet(SystemSkill::nameOnTheNetwork);
    }

    private static String nameOnTheNetwork() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
