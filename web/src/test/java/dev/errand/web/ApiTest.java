package dev.errand.web;

import static dev.errand.web.Served.json;
import static dev.errand.web.Served.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The interface for programs, over real HTTP.
class ApiTest {
    @TempDir
    static Path temporary;

    private static Served served;

    @BeforeAll
    static void open() {
        served = Served.at(temporary);
    }

    @AfterAll
    static void close() {
        served.close();
    }

    @Test
    void aRunIsBegunSeenApprovedAndUndone() {
        long before = served.sent();
        HttpResponse<String> begun = served.post("/api/v1/runs", """
                {"code": "lists.add('Shopping', 'Milk'); mail.send({to: 'jane@example.com', subject: 'Hi', body: 'x'});"}""");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        String location = begun.headers().firstValue("Location").orElseThrow();
        JsonNode run = json(begun);
        assertThat(location).isEqualTo("/api/v1/runs/" + run.path("id").asText());
        assertThat(run.path("state").asText()).isIn("planning", "previewing", "awaiting_approval");

        JsonNode waiting = await(run, "awaiting_approval");
        assertThat(waiting.at("/waitingFor/kind").asText()).isEqualTo("approval");
        assertThat(served.sent()).isEqualTo(before);
        assertThat(json(served.get("/api/v1/inbox")).path("inbox").findValuesAsText("id"))
                .contains(run.path("id").asText());

        JsonNode done = served.decide(run, "approve", "{}");
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("succeeded");
        assertThat(served.sent()).isEqualTo(before + 1);

        JsonNode undone = served.decide(run, "undo", "{\"effects\": [1]}");
        assertThat(undone.at("/effects/0/status").asText()).isEqualTo("undone");
    }

    private static JsonNode await(JsonNode run, String state) {
        for (int i = 0; i < 600; i++) {
            JsonNode now = json(served.get("/api/v1/runs/" + run.path("id").asText()));
            if (now.path("state").asText().equals(state)) {
                return now;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("It never was " + state);
    }

    @Test
    void wordsArePlannedHere() {
        JsonNode run = json(served.post(
                "/api/v1/runs", "{\"intent\": \"what time is it\", \"planner\": \"offline\"}", "Prefer", "wait=30"));
        assertThat(run.path("state").asText()).isEqualTo("succeeded");
        assertThat(run.path("said")).isNotEmpty();
    }

    @Test
    void whatIsSaidAfterARunIsUnderstoodByIt() {
        JsonNode first = json(served.post(
                "/api/v1/runs",
                "{\"intent\": \"what is on my calendar today\", \"planner\": \"offline\"}",
                "Prefer",
                "wait=30"));
        String follow = "{\"intent\": \"and tomorrow?\", \"planner\": \"offline\", \"after\": \"%s\"}";
        JsonNode next = json(
                served.post("/api/v1/runs", follow.formatted(first.path("id").asText()), "Prefer", "wait=30"));
        assertThat(next.path("state").asText()).as(next.toString()).isEqualTo("succeeded");
        assertThat(next.at("/plan/code").asText()).contains("calendar.events");
        problem(served.post("/api/v1/runs", follow.formatted("r-00000000")), 422);
        problem(served.post("/api/v1/runs", follow.formatted("nonsense")), 422);
    }

    @Test
    void anArgumentIsEditedBeforeItIsApproved() {
        JsonNode run = served.run("mail.send({to: 'jane@example.com', subject: 'Hi', body: 'x'});");
        JsonNode done = served.decide(
                run, "approve", "{\"effects\": [{\"number\": 1, \"arguments\": {\"subject\": \"Hello Jane\"}}]}");
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("succeeded");
        assertThat(done.at("/effects/0/arguments/subject").asText()).isEqualTo("Hello Jane");
        assertThat(done.at("/effects/0/decision").asText()).isEqualTo("edited");
    }

    @Test
    void someAreApprovedAndTheOthersAreNot() {
        JsonNode run = served.run("""
                mail.send({to: 'jane@example.com', subject: 'One', body: 'x'});
                try { mail.send({to: 'jane@example.com', subject: 'Two', body: 'x'}); } catch (e) { user.say('not two'); }
                """);
        JsonNode done = served.decide(run, "approve", "{\"effects\": [{\"number\": 1}]}");
        assertThat(done.path("said").toString()).contains("not two");
    }

    @Test
    void anEmptyListOfEffectsIsNotTakenForAllOfThem() {
        JsonNode run = served.run("mail.send({to: 'jane@example.com', subject: 'Hi', body: 'x'});");
        String path = "/api/v1/runs/" + run.path("id").asText();
        problem(served.post(path + "/approve", "{\"effects\": []}"), 422);
        assertThat(json(served.get(path)).path("state").asText()).isEqualTo("awaiting_approval");
    }

    @Test
    void aRunIsDeniedWithAReasonAndTheSecondAnswerIsAConflict() {
        JsonNode run = served.run("mail.send({to: 'jane@example.com', subject: 'Hi', body: 'x'});");
        assertThat(served.decide(run, "deny", "{\"reason\": \"not today\"}")
                        .path("state")
                        .asText())
                .isEqualTo("denied");
        JsonNode late = problem(served.post("/api/v1/runs/" + run.path("id").asText() + "/approve", "{}"), 409);
        assertThat(late.path("detail").asText()).contains("refused by http");
    }

    @Test
    void aQuestionIsAnswered() {
        JsonNode run = served.run("user.say('You said ' + user.ask('Tea or coffee?', {choices: ['tea', 'coffee']}));");
        assertThat(run.at("/waitingFor/question").asText()).isEqualTo("Tea or coffee?");
        JsonNode wrong = problem(
                served.post("/api/v1/runs/" + run.path("id").asText() + "/answer", "{\"text\": \"beer\"}"), 409);
        assertThat(wrong.path("detail").asText()).contains("tea");
        JsonNode done = served.decide(run, "answer", "{\"text\": \"2\"}");
        assertThat(done.path("said").get(0).asText()).isEqualTo("You said coffee");
    }

    @Test
    void aRunIsCancelledAndADryRunOnlyShows() {
        JsonNode run = served.run("user.ask('Now?');");
        assertThat(served.decide(run, "cancel", "").path("state").asText()).isEqualTo("cancelled");
        JsonNode dry = json(served.post(
                "/api/v1/runs",
                "{\"code\": \"lists.add('Shopping', 'Salt')\", \"dryRun\": true}",
                "Prefer",
                "wait=30"));
        assertThat(dry.path("state").asText()).isEqualTo("previewed");
    }

    @Test
    void runsAreListedPageByPage() {
        for (int i = 0; i < 3; i++) {
            served.run("return " + i + ";");
        }
        JsonNode first = json(served.get("/api/v1/runs?limit=2"));
        assertThat(first.path("runs")).hasSize(2);
        JsonNode second = json(
                served.get("/api/v1/runs?limit=2&before=" + first.path("next").asText()));
        assertThat(second.path("runs").findValuesAsText("id"))
                .doesNotContainAnyElementsOf(first.path("runs").findValuesAsText("id"));
        problem(served.get("/api/v1/runs?limit=0"), 422);
        problem(served.get("/api/v1/runs?limit=9999"), 422);
        problem(served.get("/api/v1/runs?before=nonsense"), 422);
    }

    @Test
    void whatTheDeviceHoldsIsListed() {
        assertThat(json(served.get("/api/v1/skills")).path("skills").findValuesAsText("name"))
                .contains("mail", "files");
        assertThat(json(served.get("/api/v1/rules")).path("rules").isArray()).isTrue();
        assertThat(json(served.get("/api/v1/schedules")).path("schedules").isArray())
                .isTrue();
        assertThat(served.get("/metrics").body()).contains("errand_parked_runs");
        assertThat(json(served.send(served.request("/health").build()))
                        .path("status")
                        .asText())
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/runs",
                "/api/v1/runs/r-00000000",
                "/api/v1/runs/r-00000000/events",
                "/api/v1/inbox",
                "/api/v1/rules",
                "/api/v1/schedules",
                "/api/v1/skills",
                "/api/v1/nothing",
                "/metrics",
                "/openapi.json"
            })
    void nothingIsToldWithoutTheToken(String path) {
        assertThat(problem(served.send(served.request(path).build()), 401).toString())
                .doesNotContain(served.token);
        HttpRequest wrong = served.request(path)
                .header("Authorization", "Bearer " + "x".repeat(43))
                .build();
        assertThat(served.send(wrong).statusCode()).isIn(401, 429);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"code": "1"                        | 400
            [1]                                 | 400
            {"code": "1", "code": "2"}          | 400
            {}                                  | 422
            {"intent": "  "}                    | 422
            {"intent": 7}                       | 422
            {"code": "1", "yes": true}          | 422
            {"code": "1", "language": "cobol"}  | 422
            {"intent": "hi", "planner": "x"}    | 422
            {"intent": "hi", "planner": "replay:/etc/passwd"} | 422
            {"code": "1", "budget": {"usd": -1}}| 422
            {"code": "1", "budget": {"gold": 1}}| 422
            {"code": "1", "budget": 3}          | 422
            {"code": "1", "dryRun": "no"}       | 422
            """)
    void badRequestsAreProblemsOfTheirSender(String body, int status) {
        problem(served.post("/api/v1/runs", body), status);
    }

    @Test
    void whatIsTooLargeOrOfAnotherTypeIsRefused() {
        problem(served.post("/api/v1/runs", "{\"code\": \"" + "1;".repeat(1_100_000) + "\"}"), 413);
        problem(served.post("/api/v1/runs", "{\"intent\": \"" + "a".repeat(10_001) + "\"}"), 422);
        problem(served.post("/api/v1/runs", "[".repeat(5000)), 400);
        HttpRequest form = served.request("/api/v1/runs")
                .header("Authorization", "Bearer " + served.token)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"code\": \"1\"}"))
                .build();
        problem(served.send(form), 415);
    }

    @Test
    void whatIsNotThereIsSaid() {
        problem(served.get("/api/v1/runs/r-00000000"), 404);
        problem(served.get("/api/v1/runs/..%2f..%2fetc"), 404);
        problem(served.get("/api/v1/runs/<script>".replace("<", "%3C").replace(">", "%3E")), 404);
        problem(served.get("/api/v1/nothing"), 404);
        problem(served.post("/api/v1/inbox", "{}"), 405);
        HttpRequest delete = served.request("/api/v1/rules")
                .header("Authorization", "Bearer " + served.token)
                .DELETE()
                .build();
        problem(served.send(delete), 405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1"
            })
    void aNameThatIsNotOursIsRefused(String host) {
        String withToken =
                "GET /api/v1/runs HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                        .formatted(host, served.token);
        assertThat(served.raw(withToken)).startsWith("HTTP/1.1 403").contains("not a name of this server");
        assertThat(served.raw("GET /health HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host)))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void itsOwnNamesAreAll() {
        for (String host : java.util.List.of("localhost", "127.0.0.1", "[::1]")) {
            assertThat(served.raw("GET /health HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host)))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0\0\0\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET /api/v1/runs/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /a?x=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\nConnection: close\r\n\r\n",
                "BREW /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
            })
    void nonsenseIsNotOurFault(String request) {
        assertThat(served.raw(request)).matches("(?s)HTTP/1.1 4\\d\\d.*").doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1", "http://127.0.0.1"})
    void aPageOfSomebodyElseIsRefused(String origin) {
        problem(served.post("/api/v1/runs", "{\"code\": \"1\"}", "Origin", origin), 403);
    }

    @Test
    void theSameKeyWithTheSameBodyDoesNothingTwice() {
        String body = "{\"code\": \"notes.create('Once', 'only')\"}";
        HttpResponse<String> first = served.post("/api/v1/runs", body, "Idempotency-Key", "abc-1");
        HttpResponse<String> second = served.post("/api/v1/runs", body, "Idempotency-Key", "abc-1");
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        problem(served.post("/api/v1/runs", "{\"code\": \"2\"}", "Idempotency-Key", "abc-1"), 422);
        problem(served.post("/api/v1/runs", body, "Idempotency-Key", "k".repeat(256)), 400);
    }

    private HttpResponse<String> recording(byte[] audio) {
        return served.send(served.request("/api/v1/transcriptions")
                .header("Authorization", "Bearer " + served.token)
                .header("Content-Type", "audio/wav")
                .POST(HttpRequest.BodyPublishers.ofByteArray(audio))
                .build());
    }

    @Test
    void whatIsNoRecordingIsRefusedWithAWayToMakeOne() {
        assertThat(problem(recording(new byte[100]), 422).path("detail").asText())
                .contains("WAV");
    }

    @Test
    void aRecordingIsWrittenDown(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/flite")), "needs flite");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/pocketsphinx_continuous")), "needs pocketsphinx");
        Path said = folder.resolve("said.wav");
        new ProcessBuilder("/usr/bin/flite", "-voice", "rms", "-t", "what time is it", "-o", said.toString())
                .start()
                .waitFor();
        HttpResponse<String> response = recording(Files.readAllBytes(said));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains("what time is it").contains("pocketsphinx");
    }

    @Test
    void answersAreNotForOtherPages() {
        HttpResponse<String> response = served.get("/api/v1/runs");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("Server")).isEmpty();
    }
}
