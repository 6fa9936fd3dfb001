package dev.errand.os.reminders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemindersSkillTest {
    @TempDir
    Path home;

    private SkillKit kit;

    @BeforeEach
    void device() {
        kit = new SkillKit(home, new RemindersSkill());
    }

    @Test
    void remindersAreListedByTimeAndGoOnceTheyAreDone() {
        kit.call("reminders.add", "[{\"text\": \"Some day\"}]");
        kit.call("reminders.add", "[{\"text\": \"Call Mom; soon\", \"at\": \"2026-03-03T17:00\"}]");
        kit.call("reminders.add", "[{\"text\": \"Pay rent\", \"at\": \"2026-03-03\"}]");
        assertThat(texts()).containsExactly("Pay rent", "Call Mom; soon", "Some day");
        assertThat(kit.call("reminders.list", "[]").value().get(1).path("at").asText())
                .isEqualTo("2026-03-03T17:00+01:00");

        kit.call("reminders.complete", "[\"pay rent\"]");
        kit.call(
                "reminders.delete",
                "[" + kit.call("reminders.list", "[]").value().get(1) + "]");
        assertThat(texts()).containsExactly("Call Mom; soon");
    }

    @Test
    void toDosOfOtherProgramsAreReadAndKeptWhole() throws IOException {
        Files.createDirectories(home.resolve("reminders"));
        Files.writeString(
                home.resolve("reminders/other.ics"),
                "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:x\nSUMMARY:Water\nDUE;TZID=America/New_York:20260303T090000\n"
                        + "X-KEEP:me\nEND:VTODO\nBEGIN:VTODO\nSUMMARY:Done\nSTATUS:COMPLETED\nEND:VTODO\nEND:VCALENDAR\n");

        assertThat(kit.call("reminders.list", "[]").value())
                .hasToString("[{\"id\":\"x\",\"text\":\"Water\",\"at\":\"2026-03-03T15:00+01:00\"}]");
        kit.call("reminders.complete", "[\"x\"]");
        assertThat(Files.readString(home.resolve("reminders/other.ics"))).contains("X-KEEP:me", "SUMMARY:Done");
        assertThat(texts()).isEmpty();
    }

    @Test
    void undoLeavesEveryByteAsItWas() throws IOException {
        var added = kit.call("reminders.add", "[{\"text\": \"One\"}]");
        Path file = home.resolve("reminders/" + added.value().path("id").asText() + ".ics");
        String before = Files.readString(file);

        kit.preview("reminders.complete", "[\"one\"]");
        assertThat(Files.readString(file)).isEqualTo(before);
        kit.undo(kit.call("reminders.complete", "[\"one\"]"));
        kit.undo(kit.call("reminders.delete", "[\"one\"]"));
        assertThat(Files.readString(file)).isEqualTo(before);
        kit.undo(added);
        assertThat(file).doesNotExist();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        kit.call("reminders.add", "[{\"text\": \"Two\"}]");
        kit.call("reminders.add", "[{\"text\": \"Two\"}]");

        assertThatThrownBy(() -> kit.call("reminders.add", "[{\"text\": \" \"}]"))
                .hasMessage("A reminder needs a text.");
        assertThatThrownBy(() -> kit.call("reminders.add", "[{\"text\": \"x\", \"at\": \"2026-03-02T09:59\"}]"))
                .hasMessage("The time to remind you at, 2026-03-02T09:59+01:00, is over.");
        assertThatThrownBy(() -> kit.call("reminders.complete", "[\"two\"]"))
                .hasMessage("Several reminders say \"two\".");
        assertThatThrownBy(() -> kit.call("reminders.delete", "[\"three\"]"))
                .hasMessage("There is no reminder \"three\".");
    }

    private List<String> texts() {
        return kit.call("reminders.list", "[]").value().findValuesAsText("text");
    }
}
