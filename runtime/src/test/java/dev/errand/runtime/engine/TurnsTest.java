package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunConflict;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Several threads at one run: they take turns, the first decision wins, and cancelling reaches whoever is at it.
@Timeout(60)
final class TurnsTest {
    @TempDir
    Path home;

    private TestDevice device;
    private ExecutorService threads;

    @BeforeEach
    void open() {
        device = new TestDevice(home);
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterEach
    void close() {
        device.listener = RunListener.silent();
        threads.close();
        device.close();
    }

    private static <T> T of(Future<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    @Test
    void ofTwoWhoDecideAtOnceOneWinsAndTheOtherIsToldWho() throws Exception {
        Seen asked = device.run("courier.deliver('a@b.example', 'hi');");
        ApprovalId id = device.engine.approval(asked.id()).orElseThrow().id();
        List<Callable<Optional<String>>> deciders = new ArrayList<>();
        for (String name : List.of("ann", "bob", "cid")) {
            Approval approval = new Approval(Set.of(), java.util.Map.of(), name).answering(id);
            deciders.add(() -> refusalOf(() -> device.engine.approve(asked.id(), approval)));
            deciders.add(() -> refusalOf(() -> device.engine.deny(id, "", name)));
        }
        List<String> refusals = new ArrayList<>();
        for (Future<Optional<String>> each : threads.invokeAll(deciders)) {
            of(each).ifPresent(refusals::add);
        }
        assertThat(refusals).hasSize(5).allMatch(text -> text.matches("(?s).*by (ann|bob|cid) at 2026-03-02T09.*"));
        Seen decided = device.advance(asked.id());
        assertThat(decided.entries(Entry.ApprovalResolved.class)).hasSize(1);
        assertThat(decided.state()).isIn("succeeded", "denied");
    }

    private static Optional<String> refusalOf(Runnable decision) {
        try {
            decision.run();
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of(e.getMessage());
        }
    }

    @Test
    void anAnswerIsToTheQuestionThatWasSeenAndToNoLaterOne() {
        Seen first = device.run("return [user.ask('Keep it?'), user.ask('Delete it?')];");
        LookedAt seen = LookedAt.of(first.run());
        device.engine.answer(first.id(), "yes", "ann", seen);
        Seen second = device.advance(first.id());
        assertThat(second.question()).isEqualTo("Delete it?");
        assertThatThrownBy(() -> device.engine.answer(first.id(), "yes", "bob", seen))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has gone on since you looked at it")
                .hasMessageContaining("answered by ann at");
        assertThat(device.seen(first.id()).question()).isEqualTo("Delete it?");
    }

    @Test
    void twoThatAdvanceTheSameRunTakeTurns() throws Exception {
        RunId id = device.start("files.write('a.txt', 'A'); lamps.turnOn('hall'); return 1;");
        List<Callable<Run>> both = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            both.add(() -> device.engine.advance(id));
        }
        for (Future<Run> each : threads.invokeAll(both)) {
            assertThat(of(each).state()).isEqualTo(RunState.SUCCEEDED);
        }
        assertThat(device.seen(id).entries(Entry.EffectStarted.class)).hasSize(2);
        assertThat(device.engine.isTaken(id)).isFalse();
    }

    @Test
    void cancellingStopsCodeThatNeverEnds() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        device.listener = (_, recorded) -> {
            if (recorded.entry() instanceof Entry.StepFinished) {
                started.countDown();
            }
        };
        RunId id = device.start("random.integer(1, 6); while (true) { }");
        Future<Run> advancing = threads.submit(() -> device.engine.advance(id));
        assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(device.engine.cancel(id).state()).isEqualTo(RunState.CANCELLED);
        assertThat(of(advancing).state()).isEqualTo(RunState.CANCELLED);
        assertThat(device.engine.isTaken(id)).isFalse();
    }

    @Test
    void theThreadThatWasStoppedByACancelIsNotInterruptedAfterwards() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        device.listener = (_, recorded) -> {
            if (recorded.entry() instanceof Entry.StepFinished) {
                started.countDown();
            }
        };
        RunId id = device.start("random.integer(1, 6); while (true) { }");
        Future<Boolean> interrupted = threads.submit(() -> {
            device.engine.advance(id);
            return Thread.currentThread().isInterrupted();
        });
        assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
        device.engine.cancel(id);
        assertThat(of(interrupted)).isFalse();
    }

    private static final String WORK = """
            files.write("a.txt", "A");
            lamps.turnOn("hall");
            files.append("a.txt", "B");
            user.say("done");
            telegraph.wire("x@y.example", "one");
            return files.read("a.txt");
            """;

    /// Cancels from another thread as each entry is journaled.
    @Test
    void cancellingAtAnyEntryLeavesAConsistentJournalAndNothingHalfDone() throws Exception {
        boolean cancelled = true;
        int boundary = 1;
        while (cancelled) {
            int at = boundary;
            TestDevice each = new TestDevice(home.resolve("at-" + at));
            List<Future<RunState>> cancelling = new ArrayList<>();
            each.listener = (run, recorded) -> {
                if (recorded.sequence() == at && at > 2 && !run.state().isTerminal()) {
                    CountDownLatch wanted = new CountDownLatch(1);
                    cancelling.add(threads.submit(() -> {
                        wanted.countDown();
                        try {
                            return each.engine.cancel(run.id()).state();
                        } catch (Refusal tooLate) { // it ended while this thread waited for its turn
                            assertThat(tooLate).hasMessageContaining("is succeeded; there is nothing to cancel");
                            return RunState.SUCCEEDED;
                        }
                    }));
                    await(wanted);
                }
            };
            RunId id = each.engine.start(
                    TestDevice.started("code", true, false, "terminal"), dev.errand.sandbox.Language.JAVASCRIPT, WORK);
            each.engine.advance(id);
            cancelled = at <= 2 || !cancelling.isEmpty();
            RunState ended = cancelling.isEmpty() ? RunState.SUCCEEDED : of(cancelling.getFirst());
            consistent(each, id, ended);
            each.close();
            boundary++;
        }
        assertThat(boundary).isGreaterThan(15);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void consistent(TestDevice device, RunId id, RunState ended) {
        Seen run = device.seen(id);
        assertThat(run.run().state()).isEqualTo(ended).isIn(RunState.CANCELLED, RunState.SUCCEEDED);
        List<Entry> entries = run.run().entries().stream().map(Recorded::entry).toList();
        assertThat(entries.stream()
                        .filter(entry -> !(entry instanceof Entry.Worked))
                        .reduce((_, last) -> last)
                        .orElseThrow())
                .isInstanceOf(Entry.RunFinished.class);
        assertThat(entries.stream().filter(Entry.RunFinished.class::isInstance)).hasSize(1);
        // Every effect that was begun was finished first, and is there.
        Set<Integer> started = new java.util.TreeSet<>();
        run.entries(Entry.EffectStarted.class).forEach(effect -> started.add(effect.step()));
        Set<Integer> finished = new java.util.TreeSet<>(run.run().apply().steps.keySet());
        assertThat(finished).containsAll(started);
        assertThat(device.has("a.txt")).isEqualTo(!started.isEmpty());
        assertThat(device.outside.lamps.contains("hall")).isEqualTo(started.size() > 1);
        assertThat(device.outside.delivered).hasSize(started.size() > 3 ? 1 : 0);
        assertThat(device.engine.interrupted()).isEmpty();
    }

    @Test
    void aListenerMayCancelTheRunItHearsOf() {
        device.listener = (run, recorded) -> {
            if (recorded.entry() instanceof Entry.EffectStarted) {
                device.engine.cancel(run.id());
            }
        };
        Seen cancelled = device.run("files.write('a.txt', 'A'); files.write('b.txt', 'B');");
        assertThat(cancelled.state()).isEqualTo("cancelled");
        assertThat(device.text("a.txt")).isEqualTo("A");
        assertThat(device.has("b.txt")).isFalse();
        assertThat(device.engine.isTaken(cancelled.id())).isFalse();
    }

    @Test
    void aListenerMustNotWorkOnTheRunItHearsOf() {
        device.listener = (run, _) -> device.engine.advance(run.id());
        assertThatThrownBy(() -> device.start("return 1;"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("by this very thread");
    }

    @Test
    void aRunThatSomebodyElseWritesStopsAndKeepsNoOtherFromGoingOn() {
        RunId id = device.start("files.write('a.txt', 'A'); return 1;");
        device.listener = (run, recorded) -> {
            if (run.id().equals(id) && recorded.entry() instanceof Entry.ApplyStarted) {
                Recorded foreign = new Recorded(recorded.sequence() + 1, TestDevice.START, new Entry.Said(0, 9, "x"));
                device.journal.append(run.summary(), List.of(foreign));
            }
        };
        assertThatThrownBy(() -> device.engine.advance(id)).isInstanceOf(RunConflict.class);
        assertThat(device.has("a.txt")).isFalse();
        assertThat(device.run("files.write('b.txt', 'B');").state()).isEqualTo("succeeded");
        assertThat(device.advance(id).state()).isEqualTo("succeeded");
        assertThat(device.text("a.txt")).isEqualTo("A");
    }

    @Test
    void cancellingWhatHasEndedIsRefusedAlsoAtOnce() throws Exception {
        Seen waiting = device.run("clock.sleep(60);");
        List<Callable<Boolean>> cancels = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            cancels.add(() -> device.engine.cancel(waiting.id()).state() == RunState.CANCELLED);
        }
        for (Future<Boolean> each : threads.invokeAll(cancels)) {
            try {
                assertThat(of(each)).isTrue();
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(Refusal.class);
            }
        }
        assertThat(device.seen(waiting.id()).entries(Entry.RunFinished.class)).hasSize(1);
    }
}
