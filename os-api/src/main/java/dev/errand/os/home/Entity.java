package dev.errand.os.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A device as Home Assistant tells of it.
///
/// @param area the room, where it is known
record Entity(
        String id,
        String name,
        String state,
        JsonNode attributes,
        @Nullable String area) {
    private static final Set<String> DOORS = Set.of("door", "garage", "gate");

    /// Empty if that is no device's state.
    static Optional<Entity> of(JsonNode json, @Nullable String area) {
        String id = json.path("entity_id").asText();
        if (!isId(id) || !json.path("state").isTextual()) {
            return Optional.empty();
        }
        JsonNode attributes = json.path("attributes");
        String name = attributes.path("friendly_name").asText(id);
        return Optional.of(new Entity(id, name, json.path("state").asText(), attributes, area));
    }

    static boolean isId(String text) {
        return text.matches("[a-z0-9_]+\\.[a-z0-9_]+");
    }

    String kind() {
        return id.substring(0, id.indexOf('.'));
    }

    /// Whether somebody comes in where it opens.
    boolean isDoor() {
        return kind().equals("cover")
                && DOORS.contains(attributes.path("device_class").asText());
    }

    boolean isOff() {
        return state.equals("off");
    }

    /// A device that does not answer cannot be changed, and what it was before is not known.
    void requireReachable() {
        if (state.equals("unavailable")) {
            throw DeviceFailure.unreachable(
                    name + " does not answer to Home Assistant.", "Check its power and its connection.");
        }
    }

    Device device(@Nullable Double score) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        for (String property : Controls.properties(this)) {
            properties.set(property, Controls.value(this, property));
        }
        return new Device(id, name, kind(), area, state, properties, score);
    }
}
