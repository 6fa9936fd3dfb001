package dev.errand.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.device.Change;
import dev.errand.os.device.Changes;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is acknowledged is kept, in order, unforgeable; what cannot be kept is refused.
final class SqliteJournalTest {
    private static final RunId RUN = new RunId("r-sample22");
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    Path home;

    private SqliteJournal journal;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(file());
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private Path file() {
        return home.resolve("state/journal.db");
    }

    private static Journal.Summary summary(RunId run, RunState state) {
        return new Journal.Summary(run, "intent of " + run, state, AT, Instant.EPOCH);
    }

    private static Recorded said(long sequence) {
        return new Recorded(sequence, AT.plusSeconds(sequence), new Entry.Said(0, (int) sequence, "text " + sequence));
    }

    private void append(long... sequences) {
        List<Recorded> entries = new ArrayList<>();
        for (long sequence : sequences) {
            entries.add(said(sequence));
        }
        journal.append(summary(RUN, RunState.RUNNING), entries);
    }

    private void sql(String statement) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement each = connection.createStatement()) {
            each.executeUpdate(statement);
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }

    @Test
    void everyTypeOfEntryIsReadBackAsItWasWritten() {
        List<Recorded> written = new ArrayList<>();
        for (Entry entry : SampleEntries.all()) {
            written.add(new Recorded(written.size() + 1L, AT.plusNanos(written.size()), entry));
        }
        journal.append(summary(RUN, RunState.RUNNING), written);
        journal.close();
        journal = SqliteJournal.open(file());
        List<Recorded> read = journal.read(RUN);
        assertThat(read).hasSize(2 * Entry.class.getPermittedSubclasses().length);
        // Numbers come back as other Java types of the same value: what counts is what would be written again.
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).entry()).hasToString(written.get(i).entry().toString());
            assertThat(EntryCodec.write(read.get(i).entry()))
                    .isEqualTo(EntryCodec.write(written.get(i).entry()));
            assertThat(read.get(i).at()).isEqualTo(written.get(i).at());
        }
    }

    @Test
    void everyTypeOfChangeIsReadBackAsItWasWritten() {
        Changes changes = new Changes(List.of(
                new Change.Written("files/a", Optional.empty(), "hash"),
                new Change.Written("files/a", Optional.of("before"), "after"),
                new Change.Moved("files/a", "files/b", "hash"),
                new Change.Deleted("files/a", "hash"),
                new Change.FolderMade("files/f"),
                new Change.FolderRemoved("files/f")));
        assertThat(changes.changes().stream().map(Object::getClass).distinct())
                .hasSize(Change.class.getPermittedSubclasses().length);
        Entry.Returned nothing = new Entry.Returned(
                com.fasterxml.jackson.databind.node.NullNode.getInstance(),
                new dev.errand.os.operation.Origin(dev.errand.os.operation.Provenance.CODE, "x"),
                java.util.Map.of(),
                List.of());
        journal.append(
                summary(RUN, RunState.RUNNING),
                List.of(new Recorded(1, AT, new Entry.EffectDone(1, changes, nothing))));
        assertThat(((Entry.EffectDone) journal.read(RUN).getFirst().entry()).notes())
                .isEqualTo(changes);
    }

    @Test
    void whatWasAppendedLazilyIsThereOnceAnythingAfterItIs() {
        append(1);
        journal.appendLazily(summary(RUN, RunState.RUNNING), said(2));
        append(3);
        SqliteJournal other = SqliteJournal.open(file());
        assertThat(other.read(RUN)).extracting(Recorded::sequence).containsExactly(1L, 2L, 3L);
        other.close();
    }

    @Test
    void runsAreListedNewestFirstAsTheyStand() {
        append(1);
        RunId second = new RunId("r-second22");
        journal.append(summary(second, RunState.PLANNING), List.of(said(1)));
        journal.append(summary(RUN, RunState.SUCCEEDED), List.of(said(2)));
        assertThat(journal.runs()).extracting(Journal.Summary::id).containsExactly(second, RUN);
        assertThat(journal.summary(RUN)).map(Journal.Summary::state).contains(RunState.SUCCEEDED);
        assertThat(journal.summary(new RunId("r-nothing2"))).isEmpty();
        assertThat(journal.read(new RunId("r-nothing2"))).isEmpty();
    }

    @Test
    void theChainHoldsAndShowsWhateverIsChanged() {
        append(1, 2);
        append(3);
        journal.append(summary(new RunId("r-other222"), RunState.RUNNING), List.of(said(1)));
        append(4);
        assertThat(journal.brokenAt(RUN)).isEmpty();
        sql("UPDATE entries SET body = replace(body, 'text 3', 'text X') WHERE sequence = 3");
        assertThat(journal.brokenAt(RUN)).isEqualTo(OptionalLong.of(3));
    }

    @Test
    void theChainShowsAChangedTimeAndAMissingEntry() {
        append(1, 2, 3);
        sql("UPDATE entries SET at = '2026-01-01T00:00:00Z' WHERE sequence = 2");
        assertThat(journal.brokenAt(RUN)).isEqualTo(OptionalLong.of(2));
        sql("DELETE FROM entries WHERE sequence = 1");
        assertThat(journal.brokenAt(RUN)).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void aFormatOfTheFutureIsRefusedWithWords() {
        append(1);
        sql("UPDATE entries SET version = 2");
        assertThatThrownBy(() -> journal.read(RUN))
                .isInstanceOf(JournalFailure.class)
                .hasMessage("The journal was written in format 2; this Errand reads 1. Use a newer Errand.");
    }

    @Test
    void whatCannotBeReadIsRefusedWithWords() {
        append(1);
        sql("UPDATE entries SET body = '{\"type\":\"of-the-future\"}'");
        assertThatThrownBy(() -> journal.read(RUN))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("an entry that cannot be read");
        sql("UPDATE runs SET state = 'DREAMING'");
        assertThatThrownBy(() -> journal.runs())
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("from a newer Errand, or damaged");
    }

    @Test
    void membersOfTheFutureAreOverread() {
        append(1);
        sql("UPDATE entries SET body = replace(body, '{\"type\"', '{\"mood\":\"good\",\"type\"')");
        assertThat(journal.read(RUN).getFirst().entry()).isEqualTo(said(1).entry());
    }

    @Test
    void ofTwoWritersOfARunTheSecondIsRefused() {
        append(1);
        SqliteJournal other = SqliteJournal.open(file());
        other.append(summary(RUN, RunState.RUNNING), List.of(said(2)));
        assertThatThrownBy(() -> append(2))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("somebody else wrote this run");
        assertThat(other.read(RUN)).hasSize(2);
        other.close();
    }

    @Test
    void aConflictOfOneRunClosesTheJournalForNobody() {
        append(1);
        assertThatThrownBy(() -> append(1)).isInstanceOf(RunConflict.class);
        journal.appendLazily(summary(RUN, RunState.RUNNING), said(7));
        assertThat(journal.read(RUN)).hasSize(1);
        RunId other = new RunId("r-other222");
        journal.append(summary(other, RunState.RUNNING), List.of(said(1)));
        append(2);
        assertThat(journal.read(RUN)).hasSize(2);
        assertThat(journal.read(other)).hasSize(1);
    }

    @Test
    void runsAreListedByPagesAndByWhereTheyStand() {
        List<RunId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(new RunId("r-page222" + i));
            RunState state = i % 2 == 0 ? RunState.AWAITING_ANSWER : RunState.SUCCEEDED;
            journal.append(summary(ids.getFirst(), state), List.of(said(1)));
        }
        Set<RunState> all = EnumSet.allOf(RunState.class);
        assertThat(journal.runs(all, 2, Optional.empty()))
                .extracting(Journal.Summary::id)
                .isEqualTo(ids.subList(0, 2));
        assertThat(journal.runs(all, 9, Optional.of(ids.get(1))))
                .extracting(Journal.Summary::id)
                .isEqualTo(ids.subList(2, 5));
        assertThat(journal.runs(Set.of(RunState.AWAITING_ANSWER), 2, Optional.of(ids.get(0))))
                .extracting(Journal.Summary::id)
                .containsExactly(ids.get(2), ids.get(4));
        assertThat(journal.census()).containsEntry(RunState.AWAITING_ANSWER, 3L).containsEntry(RunState.SUCCEEDED, 2L);
    }

    @Test
    void whatIsDueIsFoundByTimeAndWhatIsActiveAlways() {
        record Parked(String id, RunState state, Instant until) {}
        for (Parked each : List.of(
                new Parked("r-later222", RunState.AWAITING_TIMER, AT.plusNanos(500)),
                new Parked("r-whole222", RunState.AWAITING_APPROVAL, AT),
                new Parked("r-never222", RunState.AWAITING_ANSWER, Instant.EPOCH),
                new Parked("r-far22222", RunState.AWAITING_TIMER, Instant.parse("+12000-01-01T00:00:00Z")),
                new Parked("r-active22", RunState.RUNNING, Instant.EPOCH))) {
            journal.append(
                    new Journal.Summary(new RunId(each.id()), "x", each.state(), AT, each.until()), List.of(said(1)));
        }
        assertThat(journal.due(AT, 9)).extracting(run -> run.id().value()).containsExactly("r-whole222", "r-active22");
        assertThat(journal.due(AT.minusSeconds(1), 9)).hasSize(1);
        assertThat(journal.due(AT.plusSeconds(1), 9)).hasSize(3);
        assertThat(journal.due(AT.plusSeconds(1), 1)).hasSize(1);
        assertThat(journal.nextDue(AT.minusSeconds(5))).contains(AT);
        assertThat(journal.nextDue(AT)).contains(AT.plusNanos(500));
    }

    @Test
    void aGapIsRefused() {
        append(1);
        assertThatThrownBy(() -> append(3)).isInstanceOf(JournalFailure.class).hasMessageContaining("does not follow");
    }

    @Test
    void whatAnyTimeTookIsTheSumOfItsEntries() {
        Random random = new Random(8);
        for (int call = 1; call <= 200; call++) {
            Instant begun = AT.plusSeconds(random.nextInt(4 * 3600));
            journal.append(
                    summary(RUN, RunState.PLANNING), List.of(new Recorded(2 * call - 1, begun, asked(call, 10))));
            if (call % 3 != 0) { // the others are on their way
                journal.append(
                        summary(RUN, RunState.PLANNING),
                        List.of(new Recorded(2 * call, begun.plusSeconds(40), answered(call, random.nextInt(5000)))));
            } else {
                journal.append(summary(RUN, RunState.PLANNING), List.of(said(2 * call)));
            }
        }
        Tally tally = Tally.of(journal.read(RUN));
        for (int i = 0; i < 300; i++) {
            Instant from = AT.plusMillis(random.nextInt(4 * 3_600_000) - 1_000_000L);
            Instant to = from.plusMillis(random.nextInt(i % 2 == 0 ? 1_000_000 : 3 * 3_600_000));
            assertThat(journal.spent(from, to)).as("%s to %s", from, to).isEqualTo(tally.between(from, to));
        }
        assertThat(journal.spent(AT, AT.plusSeconds(86400))).isEqualTo(tally.total());
    }

    private static Entry asked(int call, long tokens) {
        return new Entry.ModelCallStarted(call, "m", tokens, new BigDecimal("0.001"), new BigDecimal("0.01"));
    }

    private static Entry answered(int call, long tokens) {
        return new Entry.ModelCallFinished(
                call,
                "m",
                10,
                0,
                tokens,
                false,
                new BigDecimal("0.002").multiply(BigDecimal.valueOf(tokens)),
                new BigDecimal("0.02"));
    }

    @Test
    void appendsAreAllOrNothing() {
        append(1);
        sql("CREATE TRIGGER full BEFORE INSERT ON entries WHEN NEW.sequence = 3"
                + " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
        assertThatThrownBy(() -> append(2, 3)).isInstanceOf(JournalFailure.class);
        assertThat(journal.read(RUN)).hasSize(1);
        assertThat(journal.brokenAt(RUN)).isEmpty();
    }

    @Test
    void afterAFailedWriteNothingIsAcceptedAndNothingAcknowledgedIsLost() {
        append(1, 2);
        sql("CREATE TRIGGER full BEFORE INSERT ON entries WHEN NEW.sequence = 3"
                + " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
        assertThatThrownBy(() -> append(3))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("disk is full")
                .hasMessageContaining("`errand resume`");
        sql("DROP TRIGGER full");
        assertThatThrownBy(() -> append(3)).as("also once there is room again").isInstanceOf(JournalFailure.class);
        assertThatThrownBy(() -> journal.appendLazily(summary(RUN, RunState.RUNNING), said(3)))
                .isInstanceOf(JournalFailure.class);
        assertThat(journal.read(RUN)).hasSize(2);
        journal.close();
        journal = SqliteJournal.open(file());
        append(3);
        assertThat(journal.read(RUN)).hasSize(3);
    }

    @Test
    void aClosedJournalRefusesInsteadOfWaitingForEver() {
        append(1);
        journal.close();
        assertThatThrownBy(() -> append(2)).isInstanceOf(JournalFailure.class).hasMessageContaining("closed");
    }

    @Test
    void aJournalThatIsNoneIsRefusedWithWords() throws Exception {
        Path other = home.resolve("other/journal.db");
        java.nio.file.Files.createDirectories(other.getParent());
        java.nio.file.Files.writeString(other, "this is not a database, and long enough to be seen not to be one");
        assertThatThrownBy(() -> SqliteJournal.open(other))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("cannot be opened");
    }

    @Test
    void severalThreadsWriteTheirRunsAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                RunId run = new RunId("r-thread2" + i);
                all.add(threads.submit(() -> {
                    for (long sequence = 1; sequence <= 25; sequence++) {
                        if (sequence % 3 == 0) {
                            journal.append(summary(run, RunState.RUNNING), List.of(said(sequence)));
                        } else {
                            journal.appendLazily(summary(run, RunState.RUNNING), said(sequence));
                        }
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        for (Journal.Summary run : journal.runs()) {
            assertThat(journal.read(run.id())).hasSize(25);
            assertThat(journal.brokenAt(run.id())).isEmpty();
        }
    }
}
