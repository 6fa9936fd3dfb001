package dev.errand.os.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import java.util.List;

/// Brings the state back that a device had before a step, if it is still as the step left it.
final class Earlier {
    private static final List<String> KEPT = List.of(
            "brightness",
            "rgb_color",
            "color_temp_kelvin",
            "color_mode",
            "temperature",
            "current_position",
            "volume_level",
            "percentage");

    private final HomeAssistant home;

    Earlier(HomeAssistant home) {
        this.home = home;
    }

    /// What of a device's state is worth keeping.
    static JsonNode of(Entity device) {
        ObjectNode earlier = JsonNodeFactory.instance.objectNode().put("state", device.state());
        for (String attribute : KEPT) {
            JsonNode value = device.attributes().path(attribute);
            if (!value.isMissingNode() && !value.isNull()) {
                earlier.set(attribute, value);
            }
        }
        return earlier;
    }

    /// @param changed what the step returned
    void restore(JsonNode changed) {
        String property = changed.path("property").asText();
        JsonNode before = changed.path("before");
        JsonNode after = changed.path("after");
        if (before.equals(after)) {
            return;
        }
        if (property.equals("run")) {
            throw DeviceFailure.conflict(
                    "What " + changed.path("name").asText() + " has started cannot be taken back.",
                    "Change what it has changed by hand.");
        }
        Entity now = home.named(changed.path("id").asText());
        now.requireReachable();
        requireAsLeft(now, property, before, after);
        refuseToOpen(now, property, before);
        back(now, property, before, changed.path("earlier"));
    }

    private static void requireAsLeft(Entity now, String property, JsonNode before, JsonNode after) {
        JsonNode current = property.equals("switch")
                ? JsonNodeFactory.instance.textNode(now.isOff() ? "off" : "on")
                : Controls.value(now, property);
        boolean isSame = (current.isNumber() && after.isNumber())
                ? Math.abs(current.doubleValue() - after.doubleValue()) <= rounding(property)
                : current.equals(after);
        if (!isSame) {
            throw DeviceFailure.conflict(
                    "%s has been changed since: its %s is no longer %s."
                            .formatted(now.name(), property, after.asText()),
                    "Set it by hand if it should be " + before.asText() + " again.");
        }
    }

    /// Home Assistant keeps some percentages as parts of 255.
    private static double rounding(String property) {
        return property.equals("temperature") || property.equals("value") ? 0.01 : 1;
    }

    /// Undo makes a home safer or leaves it alone: who wants a door open says so, and is asked.
    private static void refuseToOpen(Entity now, String property, JsonNode before) {
        boolean opens = switch (property) {
            case "lock" -> !before.asText().equals("locked");
            case "door" -> !before.asText().equals("closed");
            case "alarm" -> !before.asText().startsWith("armed");
            default -> false;
        };
        if (opens) {
            throw DeviceFailure.conflict(
                    "Undo opens no doors and switches no alarms off: " + now.name() + " stays as it is.",
                    "Use home.set(device, \"" + property + "\", …), which asks.");
        }
    }

    private void back(Entity now, String property, JsonNode before, JsonNode earlier) {
        switch (property) {
            case "switch" -> switchBack(now, earlier);
            case "lock", "door", "alarm" -> home.call(now.id(), Controls.toSet(now, property, before));
            case "brightness", "color", "whiteness" -> lightBack(now, earlier);
            default -> {
                if (before.isNull()) {
                    throw DeviceFailure.conflict(
                            "What the " + property + " of " + now.name() + " was before is not known.",
                            "Set it by hand.");
                }
                home.call(now.id(), Controls.toSet(now, property, before));
            }
        }
    }

    private void switchBack(Entity now, JsonNode earlier) {
        boolean wasOff = earlier.path("state").asText().equals("off");
        switch (now.kind()) {
            case "light" -> lightBack(now, earlier);
            case "climate" -> {
                Call mode = Call.of("climate", "set_hvac_mode");
                mode.data().set("hvac_mode", earlier.path("state"));
                home.call(now.id(), mode);
            }
            default -> home.call(now.id(), Controls.toSwitch(now, wasOff ? "off" : "on"));
        }
    }

    private void lightBack(Entity now, JsonNode earlier) {
        if (earlier.path("state").asText().equals("off")) {
            home.call(now.id(), Controls.toSwitch(now, "off"));
            return;
        }
        Call on = Controls.toSwitch(now, "on");
        if (earlier.has("brightness")) {
            on.data().set("brightness", earlier.path("brightness"));
        }
        String colored = earlier.path("color_mode").asText().equals("color_temp") ? "color_temp_kelvin" : "rgb_color";
        if (earlier.has(colored)) {
            on.data().set(colored, earlier.path(colored));
        }
        home.call(now.id(), on);
    }
}
