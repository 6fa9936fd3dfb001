package dev.errand.os.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.web.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Speaks with Home Assistant, at `home.url` with the token that `home.token` refers to.
final class HomeAssistant {
    static final String URL = "home.url";
    /// The rooms are not among the states; a template can ask for them, if the token is an administrator's.
    private static final String AREAS =
            "[{% for s in states %}{{ [s.entity_id, area_name(s.entity_id)] | to_json }}{{ ',' if not loop.last }}"
                    + "{% endfor %}]";

    private final Service service;

    HomeAssistant(Settings settings) {
        service = Service.configured(URL, settings)
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "No home is configured.",
                        "Write [home] url = \"http://homeassistant.local:8123\" and token = \"env:NAME\" into the"
                                + " configuration; Home Assistant makes long-lived tokens on the page of your"
                                + " profile."))
                .withToken("home.token", settings);
    }

    List<Entity> all() {
        JsonNode states = service.get(List.of("api", "states"), Map.of());
        if (!states.isArray()) {
            throw service.nonsense();
        }
        Map<String, String> areas = areas();
        List<Entity> all = new ArrayList<>();
        for (JsonNode each : states) {
            Entity.of(each, areas.get(each.path("entity_id").asText())).ifPresent(all::add);
        }
        return all;
    }

    /// @throws DeviceFailure (not found) if there is none with this id
    Entity named(String id) {
        JsonNode state = service.find(List.of("api", "states", id), Map.of())
                .orElseThrow(() -> DeviceFailure.notFound(
                        "There is no device " + id + " at home.", "Look at home.devices() for those that there are."));
        return Entity.of(state, null).orElseThrow(service::nonsense);
    }

    /// Calls one of the server's services for a device, and waits until the server has done it.
    void call(String id, Call call) {
        ObjectNode data = call.data().deepCopy();
        data.put("entity_id", id);
        service.post(List.of("api", "services", call.domain(), call.service()), data);
    }

    private Map<String, String> areas() {
        Map<String, String> areas = new HashMap<>();
        try {
            ObjectNode template = JsonNodeFactory.instance.objectNode().put("template", AREAS);
            for (JsonNode pair : service.post(List.of("api", "template"), template)) {
                if (pair.path(1).isTextual()) {
                    areas.put(pair.path(0).asText(), pair.path(1).asText());
                }
            }
        } catch (DeviceFailure e) {
            if (e.kind() == DeviceFailure.Kind.UNREACHABLE) {
                throw e;
            }
            // Not for this token to know: devices are found by their names then.
        }
        return areas;
    }
}
