package dev.errand.os.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.Scripts;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.operation.Recovery;
import dev.errand.os.phone.PhoneSkill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermuxMessagesTest {
    private static final String LIST = """
            [{"_id": 1, "threadid": 3, "type": "inbox", "read": true, "sender": "Bob", "number": "+493012345678",
              "received": "2026-03-01 12:00:00", "body": "The key is under the mat"},
             {"_id": 2, "threadid": 3, "type": "sent", "read": true, "number": "030 12345678",
              "received": "2026-03-01 12:05:00", "body": "Thanks, 見つけた"},
             {"_id": 3, "threadid": 4, "type": "inbox", "read": false, "number": "4477",
              "received": "2026-03-01 13:00", "body": "Your code is 1234"}]
            """;

    @TempDir
    Path home;

    @TempDir
    Path programs;

    private SkillKit kit;

    @BeforeEach
    void start() {
        kit = new SkillKit(home, new MessagesSkill(), new PhoneSkill()).setting("termux.bin", programs.toString());
    }

    private void install() throws IOException {
        Scripts.in(programs, "termux-sms-send", "printf '%s' \"$*\" > " + home + "/arguments; cat > " + home + "/text");
        Files.writeString(home.resolve("list.json"), LIST);
        Scripts.in(programs, "termux-sms-list", "cat " + home + "/list.json");
        Scripts.in(programs, "termux-telephony-call", "echo \"$@\" > " + home + "/called");
    }

    private JsonNode search(String query) {
        return kit.call("messages.search", "[" + query + "]").value();
    }

    @Test
    void aMessageGoesToTheNumberAndItsTextInByAPipe() throws IOException {
        install();
        var sent = kit.call("messages.send", "[{\"to\": \"+49 (30) 1234-5678\", \"text\": \"Ciao $(id) '👋'\"}]");

        assertThat(home.resolve("arguments")).hasContent("-n +493012345678");
        assertThat(home.resolve("text")).hasContent("Ciao $(id) '👋'");
        assertThat(sent.operation().recovery()).isEqualTo(Recovery.ONCE);
        assertThat(sent.value().path("by").asText()).isEqualTo("sms");
    }

    @Test
    void aContactMayStandForTheNumber() throws IOException {
        install();
        kit.call("messages.send", "[{\"to\": {\"phones\": [\"030 999\", \"1\"]}, \"text\": \"Hi\"}]");

        assertThat(home.resolve("arguments")).hasContent("-n 030999");
    }

    @Test
    void aPreviewSendsNothing() throws IOException {
        install();
        assertThat(kit.preview("messages.send", "[{\"to\": \"123\", \"text\": \"Hi\"}]")
                        .value()
                        .path("to")
                        .asText())
                .isEqualTo("123");
        assertThat(kit.preview("phone.call", "[\"123\"]").value().path("number").asText())
                .isEqualTo("123");
        assertThat(home.resolve("text")).doesNotExist();
        assertThat(home.resolve("called")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*#21#", "bob", "+", "12", "--help", "1234567890123456", "@bob:example.org"})
    void whatIsNoNumberIsNotDialled(String number) throws IOException {
        install();
        assertThatThrownBy(() -> kit.call("phone.call", "[\"" + number + "\"]"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.INVALID));
        assertThat(home.resolve("called")).doesNotExist();
    }

    @Test
    void aCallIsBegun() throws IOException {
        install();
        kit.call("phone.call", "[\"+49 30 12345\"]");

        assertThat(home.resolve("called")).hasContent("+493012345");
    }

    @Test
    void messagesAreFoundByWordsAndByNumber() throws IOException {
        install();

        assertThat(search("{\"text\": \"KEY\"}").get(0).path("with").asText()).isEqualTo("Bob");
        assertThat(search("{\"with\": \"030 12345678\"}").findValuesAsText("id"))
                .containsExactly("2", "1");
        assertThat(search("{\"with\": \"4477\"}")).hasSize(1);
        assertThat(search("{\"text\": \"見つけた\"}").get(0).path("sent").booleanValue())
                .isTrue();
        assertThat(search("{\"text\": \"nothing like it\"}")).isEmpty();
        assertThat(search("{}")).hasSize(3);
    }

    @Test
    void atMostFiftyAreReturned() throws IOException {
        install();
        StringBuilder many = new StringBuilder("[");
        for (int i = 0; i < 400; i++) {
            many.append(i == 0 ? "" : ",")
                    .append("{\"_id\": " + i
                            + ", \"type\": \"inbox\", \"number\": \"1\", \"body\": \"b\", \"received\":"
                            + " \"2026-03-01 12:00:00\"}");
        }
        Files.writeString(home.resolve("list.json"), many.append("]"));

        assertThat(search("{}")).hasSize(50);
    }

    @Test
    void aCommandThatFailsOrSpeaksNonsenseIsSaid() throws IOException {
        install();
        Scripts.in(programs, "termux-sms-send", "exit 3");
        Scripts.in(programs, "termux-sms-list", "echo Permission denied");

        assertThatThrownBy(() -> kit.call("messages.send", "[{\"to\": \"123\", \"text\": \"Hi\"}]"))
                .hasMessageContaining("ended with status 3");
        assertThatThrownBy(() -> search("{}")).hasMessageContaining("did not answer in JSON");
    }

    @Test
    void withoutAGatewayItSaysWhatToConfigure() {
        assertThatThrownBy(() -> search("{}")).isInstanceOfSatisfying(DeviceFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.NOT_CONFIGURED);
            assertThat(failure.remedy()).contains("[messages.matrix] url", "Termux:API");
        });
        assertThatThrownBy(() -> kit.call("phone.call", "[\"123\"]"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.remedy()).contains("Termux:API"));
    }
}
