package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What was journaled once can be read for ever, and means the same.
final class GoldenJournalTest {
    private static final Path JOURNALS = Path.of("src/test/resources/journal");

    @TempDir
    Path home;

    static List<Path> journals() throws IOException {
        try (Stream<Path> files = Files.walk(JOURNALS)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("journals")
    void aRecordedJournalIsTheRunThatItWas(Path lines) throws IOException {
        Path document = Path.of(lines.toString().replace(".jsonl", ".document.json"));
        try (TestDevice device = new TestDevice(home)) {
            Seen run = device.seen(GoldenJournal.restore(lines, device));
            JsonNode recorded = GoldenJournal.document(document);
            assertThat(asFarAs(recorded, run.document()).toPrettyString()).isEqualTo(recorded.toPrettyString());
        }
    }

    /// What a document says without the members that came to be since: they may be added, not changed or left out.
    private static JsonNode asFarAs(JsonNode recorded, JsonNode now) {
        if (recorded instanceof ObjectNode members && now.isObject()) {
            ObjectNode known = JsonNodeFactory.instance.objectNode();
            members.properties().stream()
                    .filter(member -> now.has(member.getKey()))
                    .forEach(
                            member -> known.set(member.getKey(), asFarAs(member.getValue(), now.get(member.getKey()))));
            return known;
        }
        if (recorded.isArray() && now.isArray()) {
            ArrayNode known = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < now.size(); i++) {
                known.add(i < recorded.size() ? asFarAs(recorded.get(i), now.get(i)) : now.get(i));
            }
            return known;
        }
        return now;
    }

    @Test
    void aRunThatWasParkedLongAgoIsTakenUp() throws IOException {
        try (TestDevice device = new TestDevice(home)) {
            Seen parked = device.seen(GoldenJournal.restore(JOURNALS.resolve("v1/parked.jsonl"), device));
            String text = parked.effect(1).at("/arguments/text").asText();
            Seen done = device.approve(parked);
            assertThat(done.state()).isEqualTo("succeeded");
            assertThat(done.said()).containsExactly("sent");
            assertThat(device.outside.delivered).containsExactly(text + " → ada@b.example");
        }
    }

    @Test
    void aRunThatWaitedLongAgoForAnAnswerIsTakenUp() throws IOException {
        try (TestDevice device = new TestDevice(home)) {
            Seen parked =
                    device.seen(GoldenJournal.restore(JOURNALS.resolve("v1/parked-with-a-question.jsonl"), device));
            assertThat(parked.question()).isEqualTo("Who?");
            Seen asked = device.answer(parked, "2");
            assertThat(asked.state()).isEqualTo("awaiting_approval");
            Seen done = device.approve(asked);
            assertThat(done.state()).isEqualTo("succeeded");
            assertThat(device.outside.delivered).containsExactly("hello → bob@b.example");
            assertThat(done.operations()).containsExactly("lists.add", "user.ask", "courier.deliver");
        }
    }

    @Test
    void aRunThatWaitedLongAgoForATimeGoesOnWhereItWas() throws IOException {
        try (TestDevice device = new TestDevice(home)) {
            Seen parked = device.seen(GoldenJournal.restore(JOURNALS.resolve("v1/parked-until-a-time.jsonl"), device));
            assertThat(device.advance(parked.id()).state()).isEqualTo("awaiting_timer");
            device.pass(Duration.ofDays(400));
            Seen done = device.advance(parked.id());
            assertThat(done.state()).isEqualTo("succeeded");
            assertThat(done.said()).containsExactly("good morning");
            assertThat(device.text("slept.txt")).isEqualTo("well");
            assertThat(device.outside.lamps)
                    .as("what was done before the wait is not done again")
                    .isEmpty();
        }
    }

    @Test
    void thereAreJournalsToReplay() throws IOException {
        assertThat(journals()).hasSizeGreaterThanOrEqualTo(6);
    }
}
