package dev.errand.os.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.Scripts;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemSkillTest {
    @TempDir
    Path home;

    @TempDir
    Path programs;

    private SkillKit kit() {
        return new SkillKit(home, new SystemSkill())
                .setting("system.bin", programs.toString())
                .setting("termux.bin", programs.toString())
                .setting("system.power", home.resolve("power").toString());
    }

    /// A program that keeps a value in a file: `get…` prints it, `set…` takes its last argument.
    private Path keeping(String program, String value, String printed) throws IOException {
        Path file = Files.writeString(programs.resolve(program + ".value"), value);
        Scripts.in(
                programs,
                program,
                "case \"$1\" in set*) for last; do :; done; printf '%s' \"$last\" | tr -d % > " + file + ";;"
                        + " *) printf '" + printed + "\\n' \"$(cat " + file + ")\";; esac");
        return file;
    }

    private void supply(String name, String type, String capacity) throws IOException {
        Path folder = Files.createDirectories(home.resolve("power").resolve(name));
        Files.writeString(folder.resolve("type"), type + "\n");
        Files.writeString(folder.resolve("capacity"), capacity + "\n");
        Files.writeString(folder.resolve("status"), "Discharging\n");
    }

    @Test
    void theBatteryIsTheOneThatTheSystemTellsOf() throws IOException {
        supply("AC", "Mains", "");
        supply("BAT0", "Battery", "81");

        JsonNode battery = kit().call("system.battery", "[]").value();

        assertThat(battery.path("percent").intValue()).isEqualTo(81);
        assertThat(battery.path("state").asText()).isEqualTo("discharging");
    }

    @Test
    void aPhoneTellsOfItsBattery() {
        Scripts.in(programs, "termux-battery-status", "echo '{\"percentage\": 12, \"status\": \"CHARGING\"}'");

        assertThat(kit().call("system.battery", "[]").value().path("state").asText())
                .isEqualTo("charging");
    }

    @Test
    void aComputerWithoutABatterySaysSo() {
        assertThatThrownBy(() -> kit().call("system.battery", "[]")).hasMessageContaining("no battery");
    }

    @ParameterizedTest
    @CsvSource({
        "volume, pactl, 'Volume: front-left: 26214 / %s%% / -23 dB', 40, 70, 70",
        "volume, amixer, 'Mono: Playback 26 [%s%%] [on]', 40, 70, 70",
        "brightness, brightnessctl, 'panel,backlight,300,%s%%,750', 40, 5, 5",
        "doNotDisturb, gsettings, '%s', true, true, false",
    })
    void aSettingIsChangedAndChangedBack(
            String name, String program, String printed, String before, String value, String during)
            throws IOException {
        Path file = keeping(program, before, printed);
        String arguments = "[\"%s\", %s]".formatted(name, value);

        kit().preview("system.setting", arguments);
        assertThat(file).hasContent(before);
        SkillKit.Performed changed = kit().call("system.setting", arguments);
        assertThat(file).hasContent(during);
        kit().undo(changed);
        assertThat(file).hasContent(before);
    }

    @Test
    void aSettingThatSomebodyChangedSinceIsLeftAlone() throws IOException {
        Path file = keeping("brightnessctl", "40", "panel,backlight,300,%s%%,750");
        SkillKit.Performed changed = kit().call("system.setting", "[\"brightness\", 80]");
        Files.writeString(file, "10");

        assertThatThrownBy(() -> kit().undo(changed)).hasMessageContaining("changed since");
    }

    @Test
    void aSettingWithoutAProgramNamesThoseToInstall() {
        assertThatThrownBy(() -> kit().call("system.setting", "[\"volume\", 30]"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.remedy()).isEqualTo("Install wpctl or pactl or amixer."));
    }

    @ParameterizedTest
    @CsvSource({"volume, 101", "volume, -1", "volume, '\"loud\"'", "volume, '[1]'", "wifi, true", "doNotDisturb, 7"})
    void whatCannotBeSetIsRefused(String name, String value) throws IOException {
        keeping("pactl", "40", "%s%%");
        keeping("gsettings", "true", "%s");

        assertThatThrownBy(() -> kit().call("system.setting", "[\"%s\", %s]".formatted(name, value)))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.INVALID));
    }

    @Test
    void aNotificationIsShownAndTakenAway() {
        Scripts.in(programs, "termux-notification", "printf '%s' \"$6\" > " + home + "/shown");
        Scripts.in(programs, "termux-notification-remove", "rm " + home + "/shown");

        SkillKit.Performed shown = kit().call("system.notify", "[\"Tee ☕ $(id)\"]");
        assertThat(home.resolve("shown")).hasContent("Tee ☕ $(id)");
        kit().undo(shown);
        assertThat(home.resolve("shown")).doesNotExist();
    }

    @Test
    void aDesktopShowsTextAsItIs() {
        Scripts.in(programs, "notify-send", "printf '%s' \"$6\" > " + home + "/shown; echo 7");

        SkillKit.Performed shown = kit().call("system.notify", "[\"-1 < 2 & <b>\"]");

        assertThat(shown.value().path("id").asText()).isEqualTo("7");
        assertThat(home.resolve("shown")).hasContent("-1 &lt; 2 &amp; &lt;b&gt;");
    }

    @Test
    void withoutAProgramNothingIsShown() {
        assertThatThrownBy(() -> kit().preview("system.notify", "[\"Tea\"]"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.remedy()).contains("notify-send"));
        assertThatThrownBy(() -> kit().call("system.notify", "[\" \"]")).hasMessageContaining("this text");
    }

    @Test
    void theComputerIsTheRealOne() {
        JsonNode computer =
                new SkillKit(home, new SystemSkill()).call("system.info", "[]").value();

        assertThat(computer.path("system").textValue()).isEqualTo(System.getProperty("os.name"));
        assertThat(computer.path("name").textValue()).isNotBlank();
        assertThat(computer.path("processors").intValue())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(computer.path("memory").longValue())
                .isGreaterThan(computer.path("memoryFree").longValue());
        assertThat(computer.path("disk").longValue())
                .isGreaterThan(computer.path("diskFree").longValue());
    }
}
