package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            assertThat(run.document().toPrettyString())
                    .isEqualTo(GoldenJournal.document(document).toPrettyString());
        }
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
    void thereAreJournalsToReplay() throws IOException {
        assertThat(journals()).hasSizeGreaterThanOrEqualTo(4);
    }
}
