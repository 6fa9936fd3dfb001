package dev.errand.os.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.program.Program;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A setting of the computer, and the program that reads and sets it. Programs are looked for on the PATH, or in the
/// folder that `system.bin` names.
enum Setting {
    WPCTL(
            "volume",
            "wpctl",
            "get-volume @DEFAULT_AUDIO_SINK@",
            "set-volume @DEFAULT_AUDIO_SINK@ %s%%",
            "(\\d+\\.\\d+)"),
    PACTL("volume", "pactl", "get-sink-volume @DEFAULT_SINK@", "set-sink-volume @DEFAULT_SINK@ %s%%", "(\\d+)%"),
    AMIXER("volume", "amixer", "get Master", "set Master %s%%", "\\[(\\d+)%\\]"),
    BRIGHTNESSCTL("brightness", "brightnessctl", "-m", "set %s%%", "(\\d+)%"),
    GSETTINGS(
            "doNotDisturb",
            "gsettings",
            "get org.gnome.desktop.notifications show-banners",
            "set org.gnome.desktop.notifications show-banners %s",
            "(true|false)");

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String setting;
    private final String program;
    private final List<String> reading;
    private final String writing;
    private final Pattern answer;

    Setting(String setting, String program, String reading, String writing, String answer) {
        this.setting = setting;
        this.program = program;
        this.reading = List.of(reading.split(" "));
        this.writing = writing;
        this.answer = Pattern.compile(answer);
    }

    /// The first that is installed of those that set this.
    ///
    /// @throws DeviceFailure if there is no such setting, or no program for it
    static Setting named(String name, Settings settings) {
        List<Setting> all = Arrays.stream(values())
                .filter(each -> each.setting.equals(name))
                .toList();
        if (all.isEmpty()) {
            throw DeviceFailure.invalid(
                    "There is no setting of this name.",
                    "Those that can be set are "
                            + Stream.of(values())
                                    .map(each -> each.setting)
                                    .distinct()
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return all.stream()
                .filter(each -> each.isInstalled(settings))
                .findFirst()
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "No program is installed that sets the " + name + ".",
                        "Install " + all.stream().map(each -> each.program).collect(Collectors.joining(" or ")) + "."));
    }

    private boolean isInstalled(Settings settings) {
        return Program.named(program, "system.bin", settings).isPresent();
    }

    private Program program(Settings settings) {
        return Program.named(program, "system.bin", settings)
                .orElseThrow(() -> DeviceFailure.notConfigured(program + " is gone.", "Install it again."));
    }

    /// What is asked for, as [#read] writes it.
    JsonNode wanted(JsonNode value) {
        String text = value.asText().strip().toLowerCase(Locale.ROOT);
        if (this == GSETTINGS) {
            if (text.matches("true|false|on|off")) {
                return JSON.booleanNode(text.equals("true") || text.equals("on"));
            }
            throw DeviceFailure.invalid("The setting " + setting + " cannot be that.", "Give true or false.");
        }
        Matcher percent = Pattern.compile("(\\d{1,3}) ?%?").matcher(text);
        if (!percent.matches() || Integer.parseInt(percent.group(1)) > 100) {
            throw DeviceFailure.invalid("The " + setting + " cannot be that.", "Give a whole number from 0 to 100.");
        }
        return JSON.numberNode(Integer.parseInt(percent.group(1)));
    }

    JsonNode read(Settings settings) {
        Matcher found = answer.matcher(program(settings).run(reading, "", PATIENCE));
        if (!found.find()) {
            throw DeviceFailure.failed(
                    "What " + program + " says of the " + setting + " is not understood.",
                    "Try " + program + " " + String.join(" ", reading) + " in a terminal.");
        }
        return switch (this) {
            case GSETTINGS -> JSON.booleanNode(found.group(1).equals("false"));
            case WPCTL -> JSON.numberNode(Math.round(Float.parseFloat(found.group(1)) * 100));
            case PACTL, AMIXER, BRIGHTNESSCTL -> JSON.numberNode(Integer.parseInt(found.group(1)));
        };
    }

    void write(JsonNode value, Settings settings) {
        String text = this == GSETTINGS ? String.valueOf(!value.booleanValue()) : value.asText();
        program(settings).run(List.of(writing.formatted(text).split(" ")), "", PATIENCE);
    }

    /// Whether two values are the same, but for what a program rounds.
    static boolean isSame(JsonNode one, JsonNode other) {
        return (one.isNumber() && other.isNumber())
                ? Math.abs(one.intValue() - other.intValue()) <= 1
                : one.equals(other);
    }
}
