package dev.errand.web;

import static dev.errand.web.Served.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Events of runs, as they happen and afterwards.
@Timeout(120)
class StreamTest {
    private static final String MAIL =
            "lists.add('Shopping', 'Milk'); mail.send({to: 'jane@example.com', subject: 'Hi', body: 'a\\nb'}); user.say('Sent.');";

    @TempDir
    Path temporary;

    /// An event as it stands in the stream.
    private record Event(String id, String name, JsonNode data) {}

    private static List<Event> events(Iterator<String> lines, String last) {
        List<Event> events = new ArrayList<>();
        String id = "";
        String name = "";
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                events.add(new Event(id, name, Served.parsed(line.substring(6))));
                if (name.equals(last)) {
                    return events;
                }
            }
        }
        return events;
    }

    private static List<String> names(List<Event> events) {
        return events.stream().map(Event::name).toList();
    }

    @Test
    void eventsComeAsTheyHappenAndTheStreamEndsWithTheRun() {
        try (Served served = Served.at(temporary)) {
            JsonNode run = served.run(MAIL);
            String path = "/api/v1/runs/" + run.path("id").asText();
            HttpResponse<Stream<String>> stream = served.stream(path + "/events");
            assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            Iterator<String> lines = stream.body().iterator();
            List<Event> first = events(lines, "run-parked");
            assertThat(names(first))
                    .contains("run-started", "plan-ready", "effect", "approval-requested", "run-parked");

            served.decide(run, "approve", "{}");
            List<Event> rest = events(lines, "");
            assertThat(names(rest))
                    .contains("approval-resolved", "step-started", "step-finished", "said", "run-finished");
            assertThat(rest.getLast().data().path("state").asText()).isEqualTo("succeeded");
        }
    }

    @Test
    void whoeverComesBackMissesNothingAndHearsNothingTwice() {
        try (Served served = Served.at(temporary)) {
            JsonNode run = served.run(MAIL);
            served.decide(run, "approve", "{}");
            String path = "/api/v1/runs/" + run.path("id").asText() + "/events";
            List<Event> all = events(served.stream(path).body().iterator(), "");
            assertThat(all).isNotEmpty();
            for (Event event : all) {
                List<Event> after = events(
                        served.stream(path, "Last-Event-ID", event.id()).body().iterator(), "");
                long known = Long.parseLong(event.id());
                assertThat(after)
                        .isEqualTo(all.stream()
                                .filter(each -> Long.parseLong(each.id()) > known)
                                .toList());
            }
            long end = json(served.get("/api/v1/runs/" + run.path("id").asText()))
                    .path("steps")
                    .size();
            assertThat(end).isPositive();
            assertThat(served.stream(path, "Last-Event-ID", "99999").statusCode())
                    .isEqualTo(204);
            assertThat(served.stream(path, "Last-Event-ID", "x").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aServerThatComesBackHasTheSameTokenRunsAnswersAndEvents() {
        JsonNode run;
        String token;
        String body = "{\"code\": \"return 1\"}";
        String once;
        List<Event> before;
        try (Served served = Served.at(temporary)) {
            token = served.token;
            run = served.run(MAIL);
            once = served.post("/api/v1/runs", body, "Idempotency-Key", "again").body();
            before = events(
                    served.stream("/api/v1/runs/" + run.path("id").asText() + "/events")
                            .body()
                            .iterator(),
                    "run-parked");
        }
        try (Served served = Served.at(temporary)) {
            long sent = served.sent();
            assertThat(served.token).isEqualTo(token);
            assertThat(served.post("/api/v1/runs", body, "Idempotency-Key", "again")
                            .body())
                    .isEqualTo(once);
            HttpResponse<Stream<String>> stream = served.stream(
                    "/api/v1/runs/" + run.path("id").asText() + "/events",
                    "Last-Event-ID",
                    before.getLast().id());
            Iterator<String> lines = stream.body().iterator();
            served.decide(run, "approve", "{}");
            assertThat(names(events(lines, ""))).startsWith("approval-resolved").endsWith("run-finished");
            assertThat(served.sent()).isEqualTo(sent + 1);
        }
    }

    @Test
    void clientsThatGoAwayOrDoNotReadKeepNobodyWaiting() {
        try (Served served = Served.at(temporary)) {
            JsonNode run = served.run(MAIL);
            String path = "/api/v1/runs/" + run.path("id").asText() + "/events";
            List<HttpResponse<Stream<String>>> idle = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                idle.add(served.stream(path));
            }
            idle.subList(0, 50).forEach(each -> each.body().close());
            assertThat(served.decide(run, "approve", "{}").path("state").asText())
                    .isEqualTo("succeeded");
            idle.subList(50, 100)
                    .forEach(each -> assertThat(names(events(each.body().iterator(), "")))
                            .endsWith("run-finished"));
        }
    }

    /// More than the system keeps for a client that does not read.
    private static final int MUCH = 1_000_000;

    @Test
    void aClientThatDoesNotReadDelaysNoOtherAndMissesNothing() throws IOException {
        String code = "for (let i = 0; i < 40; i++) user.say(('' + i).repeat(20000)); return user.ask('Enough?')";
        try (Served served = Served.at(temporary)) {
            JsonNode run = served.run(code);
            String path = "/api/v1/runs/" + run.path("id").asText();
            try (Socket slow = new Socket()) {
                slow.setReceiveBufferSize(2048);
                slow.connect(
                        new InetSocketAddress("127.0.0.1", served.address("/").getPort()));
                slow.setSoTimeout(30_000);
                slow.getOutputStream()
                        .write("GET %s/events HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                                .formatted(path, served.token)
                                .getBytes(StandardCharsets.US_ASCII));
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8));
                assertThat(reader.readLine()).contains("200"); // it is being served, and reads no more for now
                Iterator<String> quick = served.stream(path + "/events").body().iterator();
                List<Event> first = events(quick, "run-parked");
                served.decide(run, "answer", "{\"text\": \"Yes.\"}");
                List<Event> rest = events(quick, "");
                assertThat(names(rest)).endsWith("run-finished");
                List<String> slowly = reader.lines().toList();
                assertThat(slowly.stream().mapToLong(String::length).sum()).isGreaterThan(MUCH);
                assertThat(events(slowly.iterator(), "run-finished")).hasSize(first.size() + rest.size());
            }
        }
    }
}
