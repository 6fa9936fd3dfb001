package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.device.Hash;
import dev.errand.runtime.home.JournalKeep;
import dev.errand.runtime.journal.Archive;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.schedule.Retention;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that is forgotten is gone, to its last byte; that it was, and all other runs, still can be proven.
final class ForgetTest {
    private static final String SECRET = "the-tulips-are-in-the-greenhouse";

    @TempDir
    Path home;

    private TestDevice device;
    private Archive archive;

    @BeforeEach
    void device() {
        device = new TestDevice(home);
        archive = new Archive(device.journalFile());
    }

    @AfterEach
    void close() {
        device.close();
    }

    private Keeping keeping() {
        return keepingAt(TestDevice.START.plusSeconds(60));
    }

    private Keeping keepingAt(Instant now) {
        return new Keeping(device.journal, archive, device.device.objects(), () -> now);
    }

    private Seen secretRun() {
        return device.runYes("files.write('hidden.txt', '%s'); files.delete('hidden.txt'); user.say('%s')"
                .formatted(SECRET, SECRET));
    }

    /// Files below `state` that hold the text.
    private List<String> holding(String text) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("state"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, text))
                    .map(file -> home.relativize(file).toString())
                    .toList();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nothingOfItIsLeftInAnyFileAndTheChainStillHolds() throws IOException {
        Seen other = device.runYes("files.write('kept.txt', 'kept words')");
        Seen run = secretRun();
        assertThat(holding(SECRET)).isNotEmpty();
        String head = archive.audit(Optional.empty()).head();

        Keeping.Forgot forgot = keeping().forget(run.id());

        assertThat(forgot.runs()).containsExactly(run.id());
        assertThat(forgot.wiped()).isTrue();
        assertThat(forgot.contents()).isPositive();
        assertThat(holding(SECRET)).isEmpty();
        assertThat(archive.audit(Optional.of(head)).holds()).isTrue();
        assertThat(archive.audit(Optional.empty()).forgotten()).isEqualTo(1);
        assertThat(archive.stored(run.id()))
                .as("the hashes stay")
                .hasSize(run.run().entries().size() + 1);
        assertThat(device.engine.undo(other.id()).state().id()).isEqualTo("undone");
        assertThat(device.has("kept.txt")).isFalse();
    }

    @Test
    void aForgottenRunSaysSoAndHowItHadEnded() {
        Seen run = secretRun();
        keeping().forget(run.id());
        Seen forgotten = device.seen(run.id());
        assertThat(forgotten.state()).isEqualTo("succeeded");
        assertThat(forgotten.document().path("forgottenAt").asText()).isEqualTo("2026-03-02T09:01:00Z");
        assertThat(forgotten.document().path("startedAt").asText()).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(forgotten.document().path("intent").asText()).isEmpty();
        assertThat(forgotten.said()).isEmpty();
        assertThat(forgotten.document().path("undoable").asBoolean()).isFalse();
        assertThat(device.engine.runs().getFirst().intent()).isEmpty();
        assertThat(archive.forgotten()).containsKey(run.id());
    }

    @Test
    void aForgottenRunCannotBeUndoneNorForgottenAgain() {
        Seen run = secretRun();
        keeping().forget(run.id());
        assertThatThrownBy(() -> device.engine.undo(run.id()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("was forgotten at 2026-03-02T09:01:00Z");
        assertThatThrownBy(() -> keeping().forget(run.id()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("was forgotten at");
        assertThat(device.advance(run.id()).state()).isEqualTo("succeeded");
    }

    @Test
    void aRunThatWaitsIsNotForgottenBeforeItIsCancelled() {
        Seen waiting = device.run("courier.deliver('ada@b.example', 'x')");
        assertThatThrownBy(() -> keeping().forget(waiting.id()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has not ended (awaiting approval)")
                .hasMessageContaining("errand cancel " + waiting.id());
        assertThatThrownBy(() -> keeping().forget(new RunId("r-nothing2")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("There is no run r-nothing2");
        device.engine.cancel(waiting.id());
        assertThat(keeping().forget(waiting.id()).runs()).hasSize(1);
    }

    @Test
    void contentsThatAnotherRunNeedsStay() {
        Seen first = device.runYes("files.write('a.txt', 'shared words')");
        Seen second = device.runYes("files.write('b.txt', 'shared words'); files.write('a.txt', 'mine')");
        keeping().forget(first.id());
        assertThat(device.device.objects().content(Hash.of("shared words"))).isNotEmpty();
        device.engine.undo(second.id());
        assertThat(device.text("a.txt")).isEqualTo("shared words");
        assertThat(device.has("b.txt")).isFalse();
    }

    @Test
    void retentionForgetsWhatEndedLongAgoAndNeverWhatWaits() {
        Seen old = secretRun();
        Seen waiting = device.run("courier.deliver('ada@b.example', 'x')");
        device.pass(Duration.ofDays(91));
        Seen young = device.runYes("user.say('hello')");
        Keeping keeping = keepingAt(TestDevice.START.plus(Duration.ofDays(91)));
        assertThat(keeping.forgetEndedBefore(TestDevice.START.minusSeconds(1)).runs())
                .isEmpty();
        Keeping.Forgot forgot = keeping.forgetEndedBefore(TestDevice.START.plus(Duration.ofDays(1)));
        assertThat(forgot.runs()).containsExactly(old.id());
        assertThat(device.seen(young.id()).said()).containsExactly("hello");
        assertThat(device.seen(waiting.id()).state()).isEqualTo("awaiting_approval");
        assertThat(keeping.forgetEndedBefore(TestDevice.START.plus(Duration.ofDays(1)))
                        .runs())
                .isEmpty();
    }

    @Test
    void whoKeepsTheHomeForgetsAtTheFirstLookAndOnceADay() {
        Instant start = TestDevice.START;
        Seen old = secretRun();
        Retention retention = new Retention(
                new JournalKeep(Optional.of(Period.ofDays(90))), keepingAt(start.plus(Duration.ofDays(91))));
        assertThat(retention.isDue(start.plusSeconds(60))).isTrue();
        assertThat(retention.forget(start.plusSeconds(60)).runs()).isEmpty();
        assertThat(retention.isDue(start.plus(Duration.ofHours(24)))).isFalse();
        assertThat(retention.isDue(start.plus(Duration.ofHours(25)))).isTrue();
        assertThat(retention.forget(start.plus(Duration.ofDays(89))).runs()).isEmpty();
        assertThat(retention.forget(start.plus(Duration.ofDays(91))).runs()).containsExactly(old.id());
        assertThat(retention.isDue(start)).as("a clock that was put back by months").isTrue();
    }

    @Test
    void whatACrashLeftBehindIsRemovedLater() throws Exception {
        Seen run = secretRun();
        // As if the process had died right after the run could no longer be read.
        archive.forget(device.journal.summary(run.id()).orElseThrow(), TestDevice.START);
        Files.writeString(home.resolve("state/objects/incoming123"), SECRET);
        assertThat(holding(SECRET)).isNotEmpty();
        device = device.restarted();
        keeping().finish();
        assertThat(holding(SECRET)).isEmpty();
        assertThat(archive.audit(Optional.empty()).holds()).isTrue();
    }

    @Test
    void whileAnotherProcessReadsTheRestIsWipedTheNextTime() throws Exception {
        Seen run = secretRun();
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + device.journalFile());
                Statement look = reader.createStatement()) {
            look.execute("PRAGMA busy_timeout = 0");
            look.execute("BEGIN");
            look.executeQuery("SELECT COUNT(*) FROM entries").close();
            assertThat(keeping().forget(run.id()).wiped()).isFalse();
            look.execute("COMMIT");
        }
        assertThat(keeping().finish().wiped()).isTrue();
        assertThat(holding(SECRET)).isEmpty();
    }

    @Test
    void nothingIsCollectedWhileAnEntryCannotBeRead() throws Exception {
        Seen run = secretRun();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + device.journalFile());
                Statement each = connection.createStatement()) {
            each.executeUpdate("UPDATE entries SET version = 2 WHERE sequence = 2");
        }
        assertThatThrownBy(() -> keeping().finish()).hasMessageContaining("format 2");
        assertThat(device.device.objects().content(Hash.of(SECRET))).isNotEmpty();
        assertThat(run.state()).isEqualTo("succeeded");
    }
}
