package dev.errand.os.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.os.device.DeviceFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which property of which kind of device is read and set how. Percentages are whole, 0 to 100; temperatures are in
/// the unit that the home uses.
final class Controls {
    /// Kinds that are on or off and harmless to switch.
    private static final List<String> SWITCHED =
            List.of("light", "switch", "fan", "climate", "media_player", "input_boolean", "humidifier", "water_heater");

    private static final Map<String, List<String>> PROPERTIES = Map.ofEntries(
            Map.entry("light", List.of("brightness", "color", "whiteness")),
            Map.entry("climate", List.of("temperature", "mode")),
            Map.entry("water_heater", List.of("temperature")),
            Map.entry("cover", List.of("position")),
            Map.entry("media_player", List.of("volume")),
            Map.entry("fan", List.of("speed")),
            Map.entry("number", List.of("value")),
            Map.entry("input_number", List.of("value")),
            Map.entry("lock", List.of("lock")),
            Map.entry("alarm_control_panel", List.of("alarm")),
            Map.entry("scene", List.of("run")),
            Map.entry("script", List.of("run")),
            Map.entry("automation", List.of("run")),
            Map.entry("button", List.of("run")));

    private static final Pattern NUMBER =
            Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s*(?:%|percent|prozent|°c?|degrees|grad)?");
    private static final Pattern COLOR = Pattern.compile("#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Controls() {}

    static List<String> properties(Entity device) {
        return device.isDoor() ? List.of("door") : PROPERTIES.getOrDefault(device.kind(), List.of());
    }

    static void requireSwitch(Entity device) {
        if (!SWITCHED.contains(device.kind())) {
            throw DeviceFailure.invalid(
                    device.name() + " (" + device.id() + ") is nothing that is switched on or off.", remedy(device));
        }
    }

    static void requireProperty(Entity device, String property) {
        if (!properties(device).contains(property)) {
            throw DeviceFailure.invalid(
                    device.name() + " (" + device.id() + ") has no " + property + " to set.", remedy(device));
        }
    }

    private static String remedy(Entity device) {
        List<String> properties = properties(device);
        return properties.isEmpty()
                ? "It can only be looked at, with home.state."
                : "Use home.set(device, \"" + String.join("\" or \"", properties) + "\", …).";
    }

    /// What a property of a device is now; null where it is not known, as the brightness of a lamp that is off.
    static JsonNode value(Entity device, String property) {
        JsonNode attributes = device.attributes();
        return switch (property) {
            case "brightness" -> scaled(attributes.path("brightness"), 255);
            case "color" -> color(attributes.path("rgb_color"));
            case "whiteness" -> orNull(attributes.path("color_temp_kelvin"));
            case "temperature" -> orNull(attributes.path("temperature"));
            case "position" -> orNull(attributes.path("current_position"));
            case "volume" -> scaled(attributes.path("volume_level"), 1);
            case "speed" -> orNull(attributes.path("percentage"));
            case "value" -> number(device.state());
            case "door" -> JSON.textNode(device.state());
            case "alarm" -> JSON.textNode(device.state().replace('_', '-'));
            case "run" -> JSON.nullNode();
            default -> JSON.textNode(device.state());
        };
    }

    private static JsonNode number(String state) {
        return NUMBER.matcher(state).matches() ? JSON.numberNode(Double.parseDouble(state)) : JSON.nullNode();
    }

    private static JsonNode orNull(JsonNode value) {
        return value.isNumber() ? value : JSON.nullNode();
    }

    private static JsonNode scaled(JsonNode value, double whole) {
        return value.isNumber() ? JSON.numberNode(Math.round(value.doubleValue() * 100 / whole)) : JSON.nullNode();
    }

    private static JsonNode color(JsonNode rgb) {
        return rgb.size() == 3
                ? JSON.textNode("#%02x%02x%02x"
                        .formatted(
                                rgb.get(0).asInt() & 0xff,
                                rgb.get(1).asInt() & 0xff,
                                rgb.get(2).asInt() & 0xff))
                : JSON.nullNode();
    }

    /// A value that was asked for, as [#value] writes it.
    ///
    /// @throws DeviceFailure (invalid) if the property cannot be that
    static JsonNode wanted(Entity device, String property, JsonNode value) {
        String text = value.asText().strip().toLowerCase(Locale.ROOT);
        return switch (property) {
            case "brightness", "position", "volume", "speed" ->
                JSON.numberNode(Math.round(between(property, text, 0, 100)));
            case "whiteness" -> JSON.numberNode(Math.round(between(property, text, 1000, 12000)));
            case "temperature", "value" ->
                JSON.numberNode(between(
                        property,
                        text,
                        limit(device, property.equals("value") ? "min" : "min_temp", -100),
                        limit(device, property.equals("value") ? "max" : "max_temp", 10_000)));
            case "color" -> oneOf(property, text, COLOR.matcher(text).matches(), "a color such as #ff8800");
            case "mode" ->
                oneOf(property, text, modes(device).contains(text), "one of " + String.join(", ", modes(device)));
            case "lock" -> choice(property, text, List.of("locked", "unlocked"));
            case "door" -> choice(property, text, List.of("open", "closed"));
            case "alarm" -> choice(property, text, List.of("disarmed", "armed-home", "armed-away", "armed-night"));
            default -> choice(property, text, List.of("now"));
        };
    }

    private static List<String> modes(Entity device) {
        return device.attributes()
                .path("hvac_modes")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static double limit(Entity device, String attribute, double usual) {
        return device.attributes().path(attribute).asDouble(usual);
    }

    private static JsonNode choice(String property, String text, List<String> choices) {
        return oneOf(property, text, choices.contains(text), "one of " + String.join(", ", choices));
    }

    private static JsonNode oneOf(String property, String text, boolean fits, String expected) {
        if (!fits) {
            throw DeviceFailure.invalid("The " + property + " cannot be that.", "Give " + expected + ".");
        }
        return JSON.textNode(text);
    }

    private static double between(String property, String text, double least, double most) {
        Matcher number = NUMBER.matcher(text);
        double value = number.matches() ? Double.parseDouble(number.group(1)) : Double.NaN;
        if (!(value >= least && value <= most)) {
            throw DeviceFailure.invalid(
                    "The " + property + " cannot be that.", "Give a number from %.0f to %.0f.".formatted(least, most));
        }
        return value;
    }

    static Call toSwitch(Entity device, String onOrOff) {
        return Call.of(device.kind(), "turn_" + onOrOff);
    }

    /// The call that makes a property what [#wanted] gave.
    static Call toSet(Entity device, String property, JsonNode wanted) {
        String kind = device.kind();
        return switch (property) {
            case "brightness" -> with(Call.of(kind, "turn_on"), "brightness_pct", wanted);
            case "color" -> colored(wanted.asText());
            case "whiteness" -> with(Call.of(kind, "turn_on"), "color_temp_kelvin", wanted);
            case "temperature" -> with(Call.of(kind, "set_temperature"), "temperature", wanted);
            case "mode" -> with(Call.of(kind, "set_hvac_mode"), "hvac_mode", wanted);
            case "position" -> with(Call.of(kind, "set_cover_position"), "position", wanted);
            case "volume" ->
                with(Call.of(kind, "volume_set"), "volume_level", JSON.numberNode(wanted.doubleValue() / 100));
            case "speed" -> with(Call.of(kind, "set_percentage"), "percentage", wanted);
            case "value" -> with(Call.of(kind, "set_value"), "value", wanted);
            case "lock" -> Call.of(kind, wanted.asText().equals("locked") ? "lock" : "unlock");
            case "door" -> Call.of(kind, wanted.asText().equals("open") ? "open_cover" : "close_cover");
            case "alarm" ->
                Call.of(
                        kind,
                        "alarm_" + wanted.asText().replace("disarmed", "disarm").replace("armed-", "arm_"));
            default ->
                Call.of(
                        kind,
                        switch (kind) {
                            case "button" -> "press";
                            case "automation" -> "trigger";
                            default -> "turn_on";
                        });
        };
    }

    private static Call with(Call call, String field, JsonNode value) {
        call.data().set(field, value);
        return call;
    }

    private static Call colored(String hex) {
        Call call = Call.of("light", "turn_on");
        Matcher parts = COLOR.matcher(hex);
        if (parts.matches()) {
            var rgb = call.data().putArray("rgb_color");
            for (int i = 1; i <= 3; i++) {
                rgb.add(Integer.parseInt(parts.group(i), 16));
            }
        }
        return call;
    }
}
