package dev.errand.os.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.os.JsonSite;
import dev.errand.os.JsonSite.Heard;
import dev.errand.os.JsonSite.Reply;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.kit.SkillKit.Performed;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixMessagesTest {
    private static final String BASE = "/_matrix/client/v3/";
    private static final String ME = "@jane:example.org";

    @TempDir
    Path home;

    private final Map<String, String> transactions = new LinkedHashMap<>();
    private final List<String> joined = new ArrayList<>(List.of("!bob:example.org", "!secret:example.org"));
    private String direct = "{\"@bob:example.org\": [\"!left:example.org\", \"!bob:example.org\"],"
            + " \"@eve:example.org\": [\"!secret:example.org\"]}";
    private JsonSite site;
    private SkillKit kit;

    @BeforeEach
    void start() throws IOException {
        site = new JsonSite(this::answer);
        kit = new SkillKit(home, new MessagesSkill())
                .setting("messages.matrix.url", site.url())
                .setting("messages.matrix.user", ME)
                .setting("messages.matrix.token", "file:" + Files.writeString(home.resolve("token"), "syt_token"))
                .setting("messages.timeout", "1");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Reply answer(Heard heard) {
        if (!heard.token().equals("syt_token")) {
            return Reply.status(401);
        }
        String path = heard.path().replace(BASE, "");
        if (path.equals("joined_rooms")) {
            var rooms = JsonNodeFactory.instance.objectNode();
            joined.forEach(rooms.putArray("joined_rooms")::add);
            return Reply.ok(rooms.toString());
        } else if (path.endsWith("m.direct")) {
            direct = heard.method().equals("PUT") ? heard.body() : direct;
            return direct.isEmpty() ? Reply.status(404) : Reply.ok(direct);
        } else if (path.endsWith("/state/m.room.encryption/")) {
            return path.contains("!secret") ? Reply.ok("{\"algorithm\": \"m.megolm.v1.aes-sha2\"}") : Reply.status(404);
        } else if (path.equals("createRoom")) {
            joined.add("!new:example.org");
            return Reply.ok("{\"room_id\": \"!new:example.org\"}");
        } else if (path.contains("/send/")) {
            transactions.putIfAbsent(
                    path.substring(path.lastIndexOf('/') + 1),
                    heard.json().path("body").asText());
            return Reply.ok("{\"event_id\": \"$1\"}");
        } else if (path.equals("search")) {
            return Reply.ok("{\"search_categories\": {\"room_events\": {\"count\": 1, \"results\": [{\"rank\": 1,"
                    + " \"result\": " + event("@bob:example.org", "The key is under the mat 🔑", 2000) + "}]}}}");
        } else if (path.endsWith("/messages")) {
            return Reply.ok(
                    path.contains("!bob")
                            ? "{\"chunk\": [" + event("@bob:example.org", "old", 1000) + "," + event(ME, "new", 3000)
                                    + ", {\"type\": \"m.room.member\", \"content\": {}}]}"
                            : "{\"chunk\": []}");
        }
        return Reply.status(404);
    }

    private static String event(String sender, String body, long at) {
        return """
                {"type": "m.room.message", "event_id": "$%d", "sender": "%s", "origin_server_ts": %d,
                 "room_id": "!bob:example.org", "content": {"msgtype": "m.text", "body": "%s"}}""".formatted(at, sender, at, body);
    }

    private Performed send(String to, String text) {
        return kit.call("messages.send", "[{\"to\": \"%s\", \"text\": \"%s\"}]".formatted(to, text));
    }

    @Test
    void aMessageGoesToTheDirectRoomThatIsStillJoined() {
        Performed sent = send("@bob:example.org", "Grüße 👋");

        assertThat(transactions).containsValue("Grüße 👋");
        assertThat(site.heard().getLast().path()).contains("/rooms/!bob:example.org/send/m.room.message/");
        assertThat(sent.value().path("id").asText()).isEqualTo("$1");
        assertThat(sent.value().path("conversation").asText()).isEqualTo("existing");
        assertThat(sent.operation().effect()).isEqualTo(EffectClass.SEND);
    }

    @Test
    void aStepThatIsRepeatedSendsOnce() {
        Performed sent = send("@bob:example.org", "Hello");

        assertThat(sent.operation().recovery()).isEqualTo(Recovery.IDEMPOTENT);
        kit.again(sent);
        assertThat(transactions).hasSize(1);
    }

    @Test
    void aConversationIsBegunWhereThereIsNone() {
        direct = "";

        assertThat(send("@carl:example.org", "Hello")
                        .value()
                        .path("conversation")
                        .asText())
                .isEqualTo("new");
        assertThat(direct).isEqualTo("{\"@carl:example.org\":[\"!new:example.org\"]}");
        assertThat(send("@carl:example.org", "Again")
                        .value()
                        .path("conversation")
                        .asText())
                .isEqualTo("existing");
    }

    @Test
    void aPreviewTellsOfANewConversationAndSendsNothing() {
        JsonNode known = kit.preview("messages.send", "[{\"to\": \"@carl:example.org\", \"text\": \"Hi\"}]")
                .value();

        assertThat(known.path("conversation").asText()).isEqualTo("new");
        assertThat(known.path("to").asText()).isEqualTo("@carl:example.org");
        assertThat(site.heard()).allMatch(heard -> heard.method().equals("GET"));
    }

    @Test
    void nothingGoesIntoAnEncryptedRoomInTheClear() {
        assertThatThrownBy(() -> send("@eve:example.org", "Hello")).hasMessageContaining("encrypted end to end");
        assertThat(transactions).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+49 30 1234567", "bob", "@bob", "@bob:exa mple", "@../x:y/z"})
    void whoIsNobodyOnMatrixIsRefused(String to) {
        assertThatThrownBy(() -> send(to, "Hello")).hasMessageContaining("nobody's name on Matrix");
    }

    @Test
    void whatIsNoMessageIsRefused() {
        assertThatThrownBy(() -> send("@bob:example.org", "  ")).isInstanceOf(DeviceFailure.class);
        assertThatThrownBy(() -> send("@bob:example.org", "x".repeat(10_001))).isInstanceOf(DeviceFailure.class);
    }

    @Test
    void wordsAreSearchedForByTheServer() {
        var found = kit.call("messages.search", "[{\"text\": \"key\", \"with\": \"@bob:example.org\"}]");

        assertThat(found.value().get(0).path("text").asText()).isEqualTo("The key is under the mat 🔑");
        assertThat(site.heard())
                .anyMatch(heard ->
                        heard.path().endsWith("/search") && heard.body().contains("\"!bob:example.org\""));
        assertThat(found.result().closed()).hasSize(1);
    }

    @Test
    void withoutWordsTheNewestAreShownFirst() {
        JsonNode found = kit.call("messages.search", "[{}]").value();

        assertThat(found.findValuesAsText("text")).containsExactly("new", "old");
        assertThat(found.get(0).path("with").asText()).isEqualTo("@bob:example.org");
        assertThat(found.get(0).path("sent").booleanValue()).isTrue();
        assertThat(kit.call("messages.search", "[{\"with\": \"@nobody:example.org\"}]")
                        .value())
                .isEmpty();
    }

    @Test
    void aTokenThatIsRefusedAndAServerThatIsDownAreSaid() throws IOException {
        kit.setting("messages.matrix.token", "file:" + Files.writeString(home.resolve("other"), "syt_wrong"));
        assertThatThrownBy(() -> send("@bob:example.org", "Hello"))
                .hasMessageContaining("401")
                .hasMessageNotContaining("syt_wrong");
        site.close();
        assertThatThrownBy(() -> send("@bob:example.org", "Hello")).hasMessageContaining("cannot be reached");
    }

    @Test
    void whoThePersonIsMustBeConfigured() {
        kit.setting("messages.matrix.user", "jane");

        assertThatThrownBy(() -> send("@bob:example.org", "Hello"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.remedy()).contains("messages.matrix.user"));
    }
}
