package dev.errand.os.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.StepContext;
import dev.errand.os.web.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A Matrix server, by its client-server API. Messages go to the direct room that the person shares with somebody, in
/// the clear: rooms that are encrypted end to end are refused.
final class Matrix implements Gateway {
    static final String URL = "messages.matrix.url";
    private static final String USER = "messages.matrix.user";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ID = "@[^\\s:]{1,200}:[A-Za-z0-9.:\\[\\]-]{1,230}";

    private final Service service;
    private final String user;
    private final String transaction;

    Matrix(StepContext context) {
        var settings = context.settings();
        service = Service.configured(URL, settings).orElseThrow().withToken("messages.matrix.token", settings);
        user = settings.text(USER)
                .filter(id -> id.matches(ID))
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "It is not configured who the person is on Matrix.",
                        "Write " + USER + " = \"@jane:example.org\" into the configuration."));
        transaction = context.stepId();
    }

    @Override
    public SentMessage preview(NewMessage message) {
        Gateway.check(message.text());
        String to = recipient(message.to().number());
        Optional<String> room = room(to);
        room.ifPresent(this::requireOpen);
        return new SentMessage(null, to, "matrix", room.isPresent() ? "existing" : "new");
    }

    /// The step's id is the transaction's: a server that has it already sends nothing again.
    @Override
    public SentMessage send(NewMessage message) {
        SentMessage foreseen = preview(message);
        String room = room(foreseen.to()).orElseGet(() -> begin(foreseen.to()));
        requireOpen(room);
        ObjectNode body = JSON.objectNode().put("msgtype", "m.text").put("body", message.text());
        JsonNode sent = service.put(path("rooms", room, "send", "m.room.message", transaction), body);
        if (!sent.path("event_id").isTextual()) {
            throw service.nonsense();
        }
        return new SentMessage(sent.path("event_id").asText(), foreseen.to(), "matrix", foreseen.conversation());
    }

    @Override
    public List<Message> search(MessageQuery query) {
        Optional<String> room = Optional.ofNullable(query.with()).flatMap(with -> room(recipient(with.number())));
        if (query.with() != null && room.isEmpty()) {
            return List.of();
        }
        String text = query.text() == null ? "" : query.text().strip();
        if (text.isEmpty()) {
            return messages(newest(room.map(List::of).orElseGet(this::joined)));
        }
        ObjectNode wanted = JSON.objectNode();
        ObjectNode events = wanted.putObject("search_categories").putObject("room_events");
        events.put("search_term", text)
                .put("order_by", "recent")
                .putArray("keys")
                .add("content.body");
        ObjectNode filter = events.putObject("filter").put("limit", MOST);
        room.ifPresent(only -> filter.putArray("rooms").add(only));
        JsonNode answer =
                service.post(path("search"), wanted).path("search_categories").path("room_events");
        return messages(answer.path("results")
                .valueStream()
                .map(each -> each.path("result"))
                .toList());
    }

    private List<JsonNode> newest(List<String> rooms) {
        List<JsonNode> events = new ArrayList<>();
        for (String room : rooms.subList(0, Math.min(MOST, rooms.size()))) {
            JsonNode page =
                    service.get(path("rooms", room, "messages"), Map.of("dir", "b", "limit", String.valueOf(MOST)));
            page.path("chunk")
                    .valueStream()
                    .map(event -> event.has("room_id") ? event : ((ObjectNode) event).put("room_id", room))
                    .forEach(events::add);
        }
        return events;
    }

    private List<Message> messages(List<JsonNode> events) {
        Map<String, String> people = people();
        return events.stream()
                .filter(event -> event.path("type").asText().equals("m.room.message"))
                .filter(event -> event.path("content").path("body").isTextual())
                .map(event -> message(event, people))
                .sorted((one, other) -> other.at().compareTo(one.at()))
                .limit(MOST)
                .toList();
    }

    private Message message(JsonNode event, Map<String, String> people) {
        String sender = event.path("sender").asText();
        boolean isOwn = sender.equals(user);
        String room = event.path("room_id").asText();
        return new Message(
                event.path("event_id").asText(),
                isOwn ? people.getOrDefault(room, room) : sender,
                isOwn,
                Instant.ofEpochMilli(event.path("origin_server_ts").asLong()),
                event.path("content").path("body").asText());
    }

    private static String recipient(String who) {
        if (!who.strip().matches(ID)) {
            throw DeviceFailure.invalid(
                    "That is nobody's name on Matrix.",
                    "Messages go by Matrix here (messages.matrix.url): give @jane:example.org.");
        }
        return who.strip();
    }

    private void requireOpen(String room) {
        if (service.find(path("rooms", room, "state", "m.room.encryption", ""), Map.of())
                .isPresent()) {
            throw DeviceFailure.conflict(
                    "The conversation is encrypted end to end; a message would go into it in the clear, and was not"
                            + " sent.",
                    "Send it with a Matrix client that encrypts.");
        }
    }

    private Optional<String> room(String to) {
        Set<String> joined = Set.copyOf(joined());
        return direct().path(to)
                .valueStream()
                .map(JsonNode::asText)
                .filter(joined::contains)
                .findFirst();
    }

    private List<String> joined() {
        return service.get(path("joined_rooms"), Map.of())
                .path("joined_rooms")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private JsonNode direct() {
        return service.find(path("user", user, "account_data", "m.direct"), Map.of())
                .orElseGet(JSON::objectNode);
    }

    private Map<String, String> people() {
        return direct().propertyStream()
                .flatMap(each -> each.getValue().valueStream().map(room -> Map.entry(room.asText(), each.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
    }

    /// Begins a conversation and notes it where Matrix clients look for it.
    private String begin(String to) {
        ObjectNode wanted = JSON.objectNode().put("is_direct", true).put("preset", "trusted_private_chat");
        wanted.putArray("invite").add(to);
        String room = service.post(path("createRoom"), wanted).path("room_id").asText();
        if (room.isEmpty()) {
            throw service.nonsense();
        }
        JsonNode known = direct();
        ObjectNode noted = known instanceof ObjectNode object ? object : JSON.objectNode();
        noted.withArray("/" + to.replace("~", "~0").replace("/", "~1")).add(room);
        service.put(path("user", user, "account_data", "m.direct"), noted);
        return room;
    }

    private static List<String> path(String... parts) {
        List<String> path = new ArrayList<>(List.of("_matrix", "client", "v3"));
        path.addAll(List.of(parts));
        return path;
    }
}
