package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.intents.model.OpenAiServer;
import dev.errand.runtime.cli.ErrandProcess.Ended;
import dev.errand.runtime.cli.ErrandProcess.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program with a language model behind a real HTTP server on the loopback interface.
class ModelServerTest {
    private static final String KEY = "sk-very-secret-1234567890";
    private static final String GOOD = """
            const insurer = contacts.find("Harbor Mutual Insurance")[0];
            const title = files.find("car title")[0];
            mail.send({to: insurer, subject: "Car title", body: "Please find it attached.", attachments: title});
            user.say("Sent to " + insurer.name + ".");
            """;
    private static final String WRONG = GOOD.replace("mail.send", "mail.sendMail");

    @TempDir
    Path temporary;

    private DemoHome home;

    @BeforeEach
    void device() {
        home = DemoHome.in(temporary);
    }

    private ErrandProcess errand(OpenAiServer server) {
        return home.errand()
                .with("OPENAI_BASE_URL", server.baseUrl())
                .with("OPENAI_API_KEY", KEY)
                .with("OPENAI_MODEL", "scripted");
    }

    private Ended ask(OpenAiServer server, String... more) {
        Ended ended = errand(server)
                .run(Stream.concat(Stream.of("--planner", "openai", DemoHome.CAR_TITLE), Stream.of(more))
                        .toArray(String[]::new));
        assertThat(ended.out() + ended.err()).doesNotContain(KEY).doesNotContain("\tat ");
        return ended;
    }

    @Test
    void aStreamedPlanGoesThroughTheSameApproval() {
        try (OpenAiServer server = new OpenAiServer(OpenAiServer.code(GOOD))) {
            Ended parked = ask(server).exits(3);
            assertThat(parked.err()).contains("claims@harbormutual.example.com", "yours");
            assertThat(home.sent()).isEmpty();
            assertThat(server.requests()).singleElement().satisfies(request -> {
                assertThat(request.streaming()).isTrue();
                assertThat(request.authorization()).contains("Bearer " + KEY);
            });

            Ended sent = home.run("approve", parked.run(), "--json").exits(0);

            assertThat(sent.document().at("/plan/model").asText()).isEqualTo("scripted");
            assertThat(sent.document().at("/plan/tokens").asInt()).isEqualTo(120);
            RunContract.check(sent.document());
            assertThat(home.sent()).hasSize(1);
        }
    }

    @Test
    void aPlanWithAFaultIsMendedAndTheFindingKept() {
        try (OpenAiServer server = new OpenAiServer(OpenAiServer.code(WRONG), OpenAiServer.code(GOOD))) {
            JsonNode document = ask(server, "--json").exits(3).document();

            JsonNode findings = document.at("/plan/findings");
            assertThat(findings).hasSize(1);
            assertThat(findings.at("/0/rule").asText()).isEqualTo("unknown-operation");
            assertThat(findings.at("/0/attempt").asInt()).isEqualTo(1);
            assertThat(findings.at("/0/line").asInt()).isEqualTo(3);
            assertThat(document.at("/plan/code").asText()).doesNotContain("sendMail");
        }
    }

    @Test
    void aRefusedKeyIsSixtyNine() {
        try (OpenAiServer server = new OpenAiServer(OpenAiServer.status(401, "Incorrect API key: " + KEY))) {
            assertThat(ask(server).exits(69).err()).contains("OPENAI_API_KEY");
        }
    }

    @Test
    void aBusyServerIsWaitedFor() {
        OpenAiServer.Response busy = new OpenAiServer.Response.Raw(429, Map.of("Retry-After", "1"), "{}");
        try (OpenAiServer server = new OpenAiServer(busy, OpenAiServer.code(GOOD))) {
            Ended parked = ask(server).exits(3);
            assertThat(parked.err()).contains("…");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aBrokenServerIsSixtyNineAndNonsenseIsAFailure() {
        try (OpenAiServer server = new OpenAiServer(_ -> OpenAiServer.status(500, "boom"))) {
            configure("retries = 1");
            assertThat(ask(server).exits(69).err()).contains("500").contains("scripted");
        }
        try (OpenAiServer server = new OpenAiServer(
                _ -> new OpenAiServer.Response.Raw(200, Map.of("Content-Type", "text/html"), "<html>Log in</html>"))) {
            assertThat(ask(server).exits(69).err()).contains("scripted");
        }
        try (OpenAiServer server = new OpenAiServer(_ -> OpenAiServer.text("I would rather talk about cats."))) {
            configure("repairs = 1");
            assertThat(ask(server).exits(1).err()).contains("holds no workflow", "other words");
        }
        try (OpenAiServer server = new OpenAiServer(_ -> OpenAiServer.code(WRONG))) {
            assertThat(ask(server).exits(1).err())
                    .contains("failed: ", "line 3")
                    .doesNotContain("\n  line 3");
        }
    }

    @Test
    void whatIsConfiguredIsDoneAndWhatWasRecordedIsPlayedBack() {
        Path recording = temporary.resolve("recording.jsonl");
        OpenAiServer.Response boom = new OpenAiServer.Response.Raw(500, Map.of(), "{}");
        try (OpenAiServer server = new OpenAiServer(boom, OpenAiServer.code(WRONG), OpenAiServer.code(GOOD))) {
            configure("""
                    protocol = "responses"
                    retries = 0
                    record = "%s"
                    fallback = "standby"

                    [planner]
                    about = ["My insurer is Harbor Mutual."]
                    """.formatted(recording));
            JsonNode planned = ask(server, "--json").exits(3).document();

            assertThat(planned.at("/plan/model").asText()).isEqualTo("standby");
            assertThat(server.requests()).hasSize(3).allSatisfy(request -> {
                assertThat(request.path()).isEqualTo("/v1/responses");
                assertThat(request.body().path("store").asBoolean(true)).isFalse();
            });
            assertThat(server.requests().getLast().message(1)).contains("My insurer is Harbor Mutual.");

            JsonNode again = home.run("--planner", "replay:" + recording, "--json", DemoHome.CAR_TITLE)
                    .exits(3)
                    .document();
            assertThat(again.at("/plan/code")).isEqualTo(planned.at("/plan/code"));
            assertThat(again.at("/plan/planner").asText()).isEqualTo("replay");
            assertThat(server.requests()).hasSize(3);
        }
    }

    private void configure(String line) {
        try {
            Files.writeString(home.path("config.toml"), "[model]\n" + line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ctrlCWhileTheModelThinksParksTheRunAndItPlansAnewLater() {
        OpenAiServer.Response slow = OpenAiServer.code(GOOD).every(Duration.ofMillis(200));
        try (OpenAiServer server = new OpenAiServer(slow, OpenAiServer.code(GOOD));
                Running running = errand(server).start("--planner", "openai", "--jsonl", DemoHome.CAR_TITLE)) {
            running.awaitLine("\"plan-token\"");
            running.interrupt("Stopping");
            running.end().exits(3);

            Ended resumed = errand(server).run("resume").exits(0);

            assertThat(resumed.out()).contains("awaits your approval");
        }
    }

    private Ended code(OpenAiServer server, String code, String... more) {
        return errand(server)
                .typing(code)
                .run(Stream.concat(Stream.of("run", "--code", "-", "--json"), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void whatCodeAsksOfTheModelIsTakenFromTheRunsBudgetOnce() {
        String code = "const said = llm.ask('How are you?').text; lists.add('said', said); user.say(said)";
        try (OpenAiServer server = new OpenAiServer(OpenAiServer.text("Fine."))) {
            JsonNode done = code(server, code, "--yes").exits(0).document();
            assertThat(server.requests()).hasSize(1);
            assertThat(done.at("/budget/spent/tokens").asInt()).isEqualTo(120);
            assertThat(done.at("/budget/spent/modelCalls").asInt()).isEqualTo(1);
        }
    }

    @Test
    void codeThatAsksTheModelForMoreThanAllowedParksUntilTheLimitIsRaised() {
        String code = "const said = [1, 2, 3].map((each) => llm.ask('Say ' + each).text); user.say(said.join())";
        try (OpenAiServer server =
                new OpenAiServer(OpenAiServer.text("one"), OpenAiServer.text("two"), OpenAiServer.text("three"))) {
            Ended parked = code(server, code, "--yes", "--max-tokens", "200").exits(5);
            JsonNode document = parked.document();
            assertThat(document.path("state").asText()).isEqualTo("over_budget");
            assertThat(document.at("/budget/spent/tokens").asInt()).isEqualTo(240);
            assertThat(server.requests()).hasSize(2);

            JsonNode done = errand(server)
                    .run("approve", document.path("id").asText(), "--raise", "tokens=1000", "--json")
                    .exits(0)
                    .document();
            assertThat(done.path("said").toString()).contains("one,two,three");
            assertThat(done.at("/budget/spent/tokens").asInt()).isEqualTo(360);
            assertThat(server.requests())
                    .as("what was answered before is not asked again")
                    .hasSize(3);
        }
    }
}
