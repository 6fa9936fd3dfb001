package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.runtime.cli.ErrandProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What programs read: `--json`, `--jsonl`; and what a terminal must not be given.
class DocumentTest {
    private static final Set<String> EVENTS = Set.of(
            "run-started",
            "plan-token",
            "plan-ready",
            "effect",
            "step-started",
            "step-finished",
            "step-failed",
            "said",
            "approval-requested",
            "approval-resolved",
            "question-asked",
            "question-answered",
            "budget-updated",
            "run-parked",
            "run-finished",
            "heartbeat");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temporary;

    private DemoHome home;

    @BeforeEach
    void device() {
        home = DemoHome.in(temporary);
    }

    @Test
    void everyOutcomeIsOneDocumentThatKeepsTheContract() {
        JsonNode asked = document(3, "awaiting_answer", home.run("--json", DemoHome.CAR_TITLE));
        assertThat(asked.at("/waitingFor/kind").asText()).isEqualTo("answer");
        assertThat(asked.at("/waitingFor/choices")).hasSize(2);

        String run = asked.path("id").asText();
        JsonNode waiting = document(3, "awaiting_approval", home.run("answer", "--json", run, "Harbor"));
        assertThat(waiting.at("/waitingFor/kind").asText()).isEqualTo("approval");
        assertThat(waiting.at("/effects/0/decision").asText()).isEqualTo("asked");
        assertThat(waiting.at("/effects/0/provenance/to/origin").asText()).isEqualTo("OWNED");
        assertThat(waiting.path("said")).isEmpty();
        assertThat(waiting.path("withheld")).hasSize(1);

        JsonNode sent = document(0, "succeeded", home.run("approve", "--json", run));
        assertThat(sent.at("/effects/0/status").asText()).isEqualTo("executed");
        assertThat(sent.path("undoable").asBoolean()).isFalse();
        assertThat(sent.path("said")).hasSize(1);
        assertThat(document(0, "succeeded", home.run("show", "--json", run))).isEqualTo(sent);

        JsonNode failed = document(1, "failed", home.code("files.nope('x')", "--json"));
        assertThat(failed.at("/plan/findings/0/rule").asText()).isEqualTo("unknown-operation");
        assertThat(failed.at("/plan/findings/0/line").asInt()).isEqualTo(1);
        assertThat(failed.at("/error/kind").asText()).isEqualTo("guest");

        document(6, "declined", home.run("--json", "frobnicate the quux until it wibbles"));
        JsonNode unavailable = document(69, "failed", home.run("--json", "--planner", "openai", "hello"));
        assertThat(unavailable.at("/error/kind").asText()).isIn("service", "configuration");
    }

    private static JsonNode document(int exit, String state, Ended ended) {
        JsonNode document = ended.exits(exit).document();
        assertThat(document.path("state").asText()).as(ended.toString()).isEqualTo(state);
        RunContract.check(document);
        return document;
    }

    @Test
    void eventsComeLineByLineAndBeginWithTheRun() throws IOException {
        Ended ended = home.code(
                        "user.say('Adding.'); lists.add('shopping', 'candles'); try { files.read('nope') } catch (e) {}",
                        "--jsonl")
                .exits(0);

        List<JsonNode> events = new java.util.ArrayList<>();
        for (String line : ended.out().lines().toList()) {
            events.add(JSON.readTree(line));
        }
        assertThat(events.getFirst().path("event").asText()).isEqualTo("run-started");
        assertThat(events.getLast().path("event").asText()).isEqualTo("run-finished");
        assertThat(events.getLast().path("state").asText()).isEqualTo("succeeded");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.path("event").asText()).isIn(EVENTS);
            assertThat(event.path("run")).isEqualTo(events.getFirst().path("run"));
            assertThat(event.path("sequence").isIntegralNumber()).isTrue();
        });
        assertThat(events)
                .extracting(event -> event.path("event").asText())
                .contains("plan-ready", "effect", "step-started", "step-finished", "step-failed", "said");
    }

    @Test
    void hostileTextIsMadeVisibleAndNeverSteersTheTerminal() throws IOException {
        Files.writeString(
                home.path("mail/cur/1.hostile:2,"),
                "From: Mallory <m@evil.example>\nTo: alex.morgan@example.org\n"
                        + "Subject: =?utf-8?B?" + base64("\u001b]0;owned\u0007\u001b[31mred\u202egnp.exe\u009b2J")
                        + "?=\n"
                        + "Date: Mon, 2 Nov 2026 10:00:00 +0000\nMessage-ID: <1@evil.example>\n\nHello\n");
        Files.writeString(home.path("files/zz\u001b[2Jtop\u202esecret.txt"), "x");
        String workflow = """
                const subject = mail.search({from: "m@evil.example"})[0].subject;
                const name = files.list(".").find(f => f.name.startsWith("zz")).name;
                user.say(subject + " " + name);
                user.ask("Which\\u001b[1m one?", {choices: [name + "\\n  [2] Harbor", "no"]});
                """;

        Ended asked = home.code(workflow).exits(3);
        assertNothingSteers(asked);
        assertThat(asked.err())
                .contains("\\u{202e}gnp.exe", "zz\\u{1b}[2Jtop")
                .contains("(not done yet)")
                .contains("secret.txt\\n  [2] Harbor");

        Ended said = home.run("answer", asked.run(), "2").exits(0);
        assertNothingSteers(said);
        assertThat(said.out()).contains("\\u{202e}gnp.exe", "zz\\u{1b}[2Jtop");
        Ended document = home.run("show", "--json", asked.run()).exits(0);
        assertNothingSteers(document);
        assertThat(document.document().at("/said/0").asText()).contains("\u202egnp.exe", "zz\u001b[2Jtop");
        assertNothingSteers(home.run("show", asked.run()).exits(0));
    }

    private static String base64(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void assertNothingSteers(Ended ended) {
        (ended.out() + ended.err())
                .codePoints()
                .filter(c -> c != '\n' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT))
                .findFirst()
                .ifPresent(c -> {
                    throw new AssertionError("U+%04x in %s".formatted(c, ended));
                });
    }
}
