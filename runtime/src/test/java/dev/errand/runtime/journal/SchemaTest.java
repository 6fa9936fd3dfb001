package dev.errand.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A journal's file outlives the program that wrote it.
final class SchemaTest {
    private static final RunId RUN = new RunId("r-sample22");
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void folder() throws Exception {
        file = home.resolve("state/journal.db");
        Files.createDirectories(file.getParent());
    }

    private void sql(String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement each = connection.createStatement()) {
            for (String statement : statements) {
                each.executeUpdate(statement);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// A file as the first program wrote it, which did not count its tables.
    private void asWrittenAtFirst() {
        sql(
                "CREATE TABLE runs(id TEXT PRIMARY KEY, intent TEXT NOT NULL, state TEXT NOT NULL, started TEXT NOT NULL,"
                        + " until TEXT NOT NULL, number INTEGER NOT NULL) STRICT",
                "CREATE TABLE entries(run TEXT NOT NULL, sequence INTEGER NOT NULL, at TEXT NOT NULL,"
                        + " version INTEGER NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL, chain TEXT NOT NULL,"
                        + " PRIMARY KEY(run, sequence)) STRICT, WITHOUT ROWID");
        String body = "{\"type\":\"said\",\"lane\":0,\"step\":1,\"text\":\"old\"}";
        String hash = dev.errand.os.device.Hash.of(body);
        Spine.Last first = Spine.Last.NOTHING.followedBy(AT.toString(), hash);
        sql(
                "INSERT INTO runs VALUES('r-sample22', 'old words', 'RUNNING', '%s', '%s', 1)"
                        .formatted(AT, Instant.EPOCH),
                "INSERT INTO entries VALUES('r-sample22', 1, '%s', 1, '%s', '%s', '%s')"
                        .formatted(AT, body, hash, first.chain()));
    }

    private static void append(SqliteJournal journal, RunId run, long sequence) {
        Journal.Summary summary = new Journal.Summary(run, "old words", RunState.RUNNING, AT, Instant.EPOCH);
        journal.append(summary, List.of(new Recorded(sequence, AT, new Entry.Said(0, 1, "new"))));
    }

    @Test
    void aFileFromBeforeTablesWereCountedIsReadAndWrittenOn() {
        asWrittenAtFirst();
        SqliteJournal journal = SqliteJournal.open(file);
        append(journal, RUN, 2);
        assertThat(journal.read(RUN))
                .extracting(Recorded::entry)
                .containsExactly(new Entry.Said(0, 1, "old"), new Entry.Said(0, 1, "new"));
        assertThat(journal.brokenAt(RUN)).isEmpty();
        journal.close();
        SqliteJournal.open(file).close();
    }

    @Test
    void aFileOfANewerProgramIsRefusedAndLeftAsItIs() throws Exception {
        SqliteJournal.open(file).close();
        sql("PRAGMA user_version = 99");
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> SqliteJournal.open(file))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("last used by a newer Errand")
                .hasMessageContaining("version 99")
                .hasMessageContaining("Use the newer Errand");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aStepThatFailsLeavesTheFileAsItWas() {
        asWrittenAtFirst();
        sql("CREATE TABLE head(in_the_way TEXT)");
        assertThatThrownBy(() -> SqliteJournal.open(file))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("cannot be opened");
        sql("DROP TABLE head", "CREATE TABLE spine(must_not_be_there_yet TEXT)", "DROP TABLE spine");
        SqliteJournal journal = SqliteJournal.open(file);
        assertThat(journal.read(RUN)).hasSize(1);
        journal.close();
    }

    @Test
    void severalThatOpenAnOldFileAtOnceAllFindItBroughtUp() throws Exception {
        asWrittenAtFirst();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                RunId run = new RunId("r-thread2" + i);
                all.add(threads.submit(() -> {
                    SqliteJournal journal = SqliteJournal.open(file);
                    append(journal, run, 1);
                    journal.close();
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        SqliteJournal journal = SqliteJournal.open(file);
        assertThat(journal.runs()).hasSize(5);
        journal.close();
    }
}
