package dev.errand.os.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.JsonSite;
import dev.errand.os.JsonSite.Heard;
import dev.errand.os.JsonSite.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// A server with the part of Home Assistant's REST API that is used, and devices that do what they are told.
final class House implements AutoCloseable {
    static final String TOKEN = "llat-0123456789";

    private final Map<String, ObjectNode> states = new ConcurrentSkipListMap<>();
    private final Map<String, String> areas = new ConcurrentSkipListMap<>();
    private final JsonSite site;

    @Nullable
    Reply instead;

    House() throws IOException {
        site = new JsonSite(this::answer);
    }

    String url() {
        return site.url();
    }

    JsonSite site() {
        return site;
    }

    ObjectNode add(String id, String name, String state) {
        ObjectNode entity = JsonNodeFactory.instance.objectNode();
        entity.put("entity_id", id).put("state", state).putObject("attributes").put("friendly_name", name);
        states.put(id, entity);
        return (ObjectNode) entity.path("attributes");
    }

    void area(String id, String name) {
        areas.put(id, name);
    }

    String state(String id) {
        return states.get(id).path("state").asText();
    }

    JsonNode attributes(String id) {
        return states.get(id).path("attributes");
    }

    void become(String id, String state) {
        states.get(id).put("state", state);
    }

    private Reply answer(Heard heard) {
        if (instead != null) {
            return instead;
        } else if (!heard.token().equals(TOKEN)) {
            return Reply.status(401);
        }
        String[] path = heard.path().split("/");
        return switch (path[2]) {
            case "states" -> states(path);
            case "template" -> areas.isEmpty() ? Reply.status(401) : Reply.ok(areas());
            case "services" -> serve(path[4], heard.json());
            default -> Reply.status(404);
        };
    }

    private Reply states(String[] path) {
        if (path.length == 3) {
            return Reply.ok(
                    JsonNodeFactory.instance.arrayNode().addAll(states.values()).toString());
        }
        return states.containsKey(path[3]) ? Reply.ok(states.get(path[3]).toString()) : Reply.status(404);
    }

    private String areas() {
        var pairs = JsonNodeFactory.instance.arrayNode();
        for (String id : states.keySet()) {
            pairs.addArray().add(id).add(areas.get(id));
        }
        return pairs.toString();
    }

    private Reply serve(String service, JsonNode data) {
        ObjectNode entity = states.get(data.path("entity_id").asText());
        ObjectNode attributes = (ObjectNode) entity.path("attributes");
        switch (service) {
            case "turn_on" -> entity.put("state", "on");
            case "turn_off" -> entity.put("state", "off");
            case "lock" -> entity.put("state", "locked");
            case "unlock" -> entity.put("state", "unlocked");
            case "open_cover" -> entity.put("state", "open");
            case "close_cover" -> entity.put("state", "closed");
            case "alarm_arm_away" -> entity.put("state", "armed_away");
            case "alarm_disarm" -> entity.put("state", "disarmed");
            case "set_hvac_mode" -> entity.put("state", data.path("hvac_mode").asText());
            case "set_cover_position" -> attributes.set("current_position", data.path("position"));
            case "volume_set" -> attributes.set("volume_level", data.path("volume_level"));
            case "set_percentage" -> attributes.set("percentage", data.path("percentage"));
            case "set_temperature" -> attributes.set("temperature", data.path("temperature"));
            default -> {
                return Reply.status(400);
            }
        }
        if (data.has("brightness_pct")) {
            attributes.put("brightness", Math.round(data.path("brightness_pct").doubleValue() * 2.55));
        }
        for (String each : new String[] {"brightness", "rgb_color", "color_temp_kelvin"}) {
            if (data.has(each)) {
                attributes.set(each, data.path(each));
            }
        }
        return Reply.ok("[]");
    }

    @Override
    public void close() {
        site.close();
    }
}
