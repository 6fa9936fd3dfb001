package dev.errand.runtime.engine;

import dev.errand.intents.Plan;
import dev.errand.intents.PlanFinding;
import dev.errand.intents.Planner;
import dev.errand.intents.Usage;
import dev.errand.intents.WorkflowCheck;
import dev.errand.os.device.Device;
import dev.errand.os.operation.Catalogue;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunError;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Sandbox;
import dev.errand.sandbox.check.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Leads runs through their lives. A run that waits holds nothing here: all there is of it is its journal.
///
/// Methods block and may be called by any thread, a virtual one too. Threads that work on the same run take turns, in
/// the order they came; of several who decide about the same thing the first wins, and the others get a [Refusal] that
/// names it. Different runs are worked on at once, and never overwrite each other's work ([Places]). One process at a
/// time works on a home. A listener must not call back for the run it hears of, but for [#cancel].
public final class Engine {
    /// The rules of an engine.
    ///
    /// @param freshness how old a preview may be when it is applied
    /// @param expiry    how long an approval is waited for
    public record Rules(Limits limits, Duration freshness, Duration expiry) {
        public static final Rules STANDARD = new Rules(Limits.STANDARD, Duration.ofMinutes(15), Duration.ofHours(24));
    }

    private final Journal journal;
    private final Surroundings world;
    private final WorkflowCheck check;
    private final RunListener listener;
    private final Course course;
    private final Turns turns = new Turns();
    private final Unfinished unfinished;
    private final List<Keeper> keepers = new CopyOnWriteArrayList<>();

    /// @param planners finds a planner by the name that was given on the command line
    public Engine(
            Journal journal,
            Device device,
            Catalogue catalogue,
            Sandbox sandbox,
            WorkflowCheck check,
            Function<String, Planner> planners,
            InstantSource clock,
            Rules rules,
            RunListener listener) {
        this.journal = journal;
        this.world = new Surroundings(device, catalogue, clock, new Places());
        this.check = check;
        this.listener = listener;
        Executions executions = new Executions(sandbox, check, world, rules.limits());
        this.course = new Course(world, planners, rules, listener, executions);
        this.unfinished = new Unfinished(journal, world, (id, work) -> decide(id, LookedAt.NOW, work));
    }

    /// Starts a run with words. It is durable when this returns; [#advance] does the rest.
    public RunId start(RunStarted start) {
        return begin(List.of(start));
    }

    /// Starts a run with code in place of a planner.
    public RunId start(RunStarted start, Language language, String code) {
        List<Finding> findings =
                check.inspect(language, code, world.catalogue()).findings();
        Usage nothing = new Usage(0, 0, 0, Duration.ZERO, Duration.ZERO);
        List<PlanFinding> found =
                findings.stream().map(f -> new PlanFinding(f, 1)).toList();
        List<Entry> entries = new ArrayList<>();
        entries.add(start);
        entries.add(Planning.ready(new Plan(language, code, "code", "", found, nothing)));
        // Code that calls nothing may still compute something; everything else that is found would fail when it runs.
        findings.stream()
                .filter(f -> !f.rule().equals("no-call"))
                .findFirst()
                .ifPresent(first -> entries.add(new Entry.RunFinished(RunState.FAILED, null, wrong(first), List.of())));
        return begin(entries);
    }

    private static RunError wrong(Finding finding) {
        String where = finding.line() > 0 ? "Line " + finding.line() + ": " : "";
        return new RunError(
                RunError.Kind.GUEST,
                where + finding.message(),
                "Correct the code; all findings are listed with the plan.",
                "",
                finding.line());
    }

    private RunId begin(List<Entry> entries) {
        RunId id = RunId.random(RandomGenerator.of("SecureRandom"));
        try (Turns.Turn turn = turns.take(id)) {
            log(new Run(id, List.of()), turn).write(entries);
            return id;
        }
    }

    private RunLog log(Run run, Turns.Turn turn) {
        return new RunLog(journal, run, world.clock(), listener, turn);
    }

    /// The run as its journal tells it.
    ///
    /// @throws Refusal if there is no such run
    public Run run(RunId id) {
        List<Recorded> entries = journal.read(id);
        if (entries.isEmpty()) {
            throw Refusal.noSuchRun(id.value());
        }
        return new Run(id, entries);
    }

    /// Whether there is such a run.
    public boolean knows(RunId id) {
        return journal.summary(id).isPresent();
    }

    /// Does what comes next in the life of a run, until it has ended or waits for a person or a time; waits for whoever
    /// works on it already. Interrupting the thread makes it stop after the step it is at; the run can be taken up
    /// again.
    public Run advance(RunId id) {
        unfinished.complete();
        Run run;
        try (Turns.Turn turn = turns.take(id)) {
            RunLog log = log(run(id), turn);
            run = log.run();
            turn.advance();
            if (!run.undo().open().isEmpty()) {
                new Undo(log, world).goOn();
            }
            while (!turn.isCancelled() && !Thread.currentThread().isInterrupted() && course.next(log)) {
                // each round leaves a longer journal
            }
            turn.rest();
            if (turn.isCancelled()) {
                cancel(log);
            }
        }
        Instant due = run.summary().until();
        if (due.isAfter(Instant.EPOCH)) {
            keepers.forEach(keeper -> keeper.parked(due));
        }
        return run;
    }

    /// Approves effects of a run that waits for it, or lets a dry run go on. [#advance] goes on from there.
    ///
    /// @throws Refusal if the run does not wait for it, somebody else was first, or an edit does not fit
    public void approve(RunId id, Approval approval) {
        approve(id, approval, LookedAt.NOW);
    }

    /// The same for somebody who has looked at the run before: what they approve is what they saw.
    ///
    /// @throws Refusal also if the run has gone on since then
    public void approve(RunId id, Approval approval, LookedAt seen) {
        decide(id, seen, log -> {
            Run run = log.run();
            requireWaiting(run, "approve");
            Lane preview = run.preview().orElseThrow();
            if (course.isExpired(preview)) {
                throw new Refusal("The approval of run %s has expired; what it looked at may have changed. Start anew."
                        .formatted(id));
            }
            log.write(Decisions.resolve(preview, approval, world.catalogue()));
        });
    }

    private static void requireWaiting(Run run, String wanted) {
        if (run.state() != RunState.AWAITING_APPROVAL && run.state() != RunState.PREVIEWED) {
            throw Refusal.wrongState(run, wanted);
        }
    }

    private void decide(RunId id, LookedAt seen, Consumer<RunLog> decision) {
        try (Turns.Turn turn = turns.take(id)) {
            Run run = run(id);
            if (!seen.isStill(run)) {
                throw Refusal.goneOn(run);
            }
            decision.accept(log(run, turn));
        }
    }

    /// Refuses all effects of a run that waits for approval.
    ///
    /// @param reason in the person's words; may be empty
    public void deny(RunId id, String reason, String by) {
        deny(id, reason, by, LookedAt.NOW);
    }

    /// The same for somebody who has looked at the run before.
    public void deny(RunId id, String reason, String by, LookedAt seen) {
        decide(id, seen, log -> {
            Run run = log.run();
            requireWaiting(run, "deny");
            Lane preview = run.preview().orElseThrow();
            List<Entry> denial = new ArrayList<>();
            denial.add(Decisions.refuseAll(preview, reason, by));
            // Decided and written at once: a crash must not leave a refused run that plans again.
            if (preview.asked().isEmpty() || !run.mayReplan(reason)) {
                denial.add(Course.finished(run, RunState.DENIED, Course.denial(reason)));
            }
            log.write(denial);
        });
    }

    /// Answers the question that a run waits with.
    ///
    /// @throws Refusal if there is none, somebody else was first, or the answer is none of its choices
    public void answer(RunId id, String text, String by) {
        answer(id, text, by, LookedAt.NOW);
    }

    /// The same for somebody who has looked at the run before: their answer is to the question they saw.
    public void answer(RunId id, String text, String by, LookedAt seen) {
        decide(id, seen, log -> {
            Entry.QuestionAsked question =
                    log.run().question().orElseThrow(() -> Refusal.wrongState(log.run(), "answer"));
            String answer = Questions.understand(question, text)
                    .orElseThrow(() -> new Refusal("\"%s\" does not answer \"%s\". %s"
                            .formatted(text.strip(), question.question(), Questions.hint(question))));
            log.write(new Entry.QuestionAnswered(question.lane(), question.step(), answer, by));
        });
    }

    /// Ends a run that has not ended, whoever is working on it: their [#advance] stops after the step at hand and
    /// returns. What was done stays done. Returns the run as it ended, by itself perhaps, at the last moment.
    public Run cancel(RunId id) {
        Run before = run(id);
        if (before.state().isTerminal()) {
            throw Refusal.wrongState(before, "cancel");
        }
        try (Turns.Cancelling cancelling = turns.cancel(id)) {
            if (cancelling.isOwnWish()) {
                return before;
            }
            unfinished.complete();
            try (Turns.Turn turn = turns.take(id)) {
                RunLog log = log(run(id), turn);
                cancel(log);
                return log.run();
            }
        }
    }

    private static void cancel(RunLog log) {
        if (!log.run().state().isTerminal()) {
            Course.finish(log, RunState.CANCELLED, RunError.of(RunError.Kind.GUEST, "Cancelled.", ""));
        }
    }

    /// What taking back a run would do, as the world stands now. Nothing is changed.
    ///
    /// @param effects numbers of effects; empty means all
    /// @throws Refusal if the run has not ended, or did nothing of the kind
    public UndoPlan undoPlan(RunId id, Set<Integer> effects) {
        return undoPlan(run(id), effects);
    }

    private UndoPlan undoPlan(Run run, Set<Integer> effects) {
        if (!run.state().isTerminal() || UndoPlanning.done(run).isEmpty()) {
            throw Refusal.wrongState(run, "undo");
        }
        return UndoPlanning.of(run, world, effects);
    }

    /// Takes back what a run did, as far as that is possible.
    public Run undo(RunId id) {
        return undo(id, Set.of(), "");
    }

    /// Takes back effects of a run, last first.
    ///
    /// @param effects numbers of effects; empty means all
    /// @param by      who wants it
    /// @throws Refusal if the run has not ended, or nothing can be taken back; the reasons are given
    public Run undo(RunId id, Set<Integer> effects, String by) {
        unfinished.complete();
        try (Turns.Turn turn = turns.take(id)) {
            RunLog log = log(run(id), turn);
            if (log.run().undo().open().isEmpty()) {
                UndoPlan plan = undoPlan(log.run(), effects);
                if (!plan.isPossible()) {
                    throw Refusal.nothingToUndo(log.run(), plan);
                }
                List<Integer> open = plan.items().stream()
                        .filter(item -> item.status() != UndoPlan.Status.UNDONE)
                        .map(UndoPlan.Item::effect)
                        .toList();
                log.write(new Entry.UndoStarted(open, by));
            }
            new Undo(log, world).goOn();
            return log.run();
        }
    }

    /// Runs that a crash or a shutdown cut short, and waits that are over: timers, and approvals that expired. Oldest
    /// first.
    public List<RunId> interrupted() {
        return due(Integer.MAX_VALUE);
    }

    /// The same, but not more than these.
    public List<RunId> due(int limit) {
        return journal.due(world.clock().instant(), limit).stream()
                .map(Journal.Summary::id)
                .toList();
    }

    /// When the next run goes on by itself, of those that do not yet.
    public Optional<Instant> nextDue() {
        return journal.nextDue(world.clock().instant());
    }

    /// Whether somebody works on a run just now, in this process.
    boolean isTaken(RunId id) {
        return turns.isTaken(id);
    }

    /// Lets a keeper know when runs are parked that go on by themselves.
    void tell(Keeper keeper) {
        keepers.add(keeper);
    }

    void forget(Keeper keeper) {
        keepers.remove(keeper);
    }

    Instant now() {
        return world.clock().instant();
    }

    /// All runs, newest first.
    public List<Journal.Summary> runs() {
        return journal.runs();
    }

    /// Some runs, newest first.
    ///
    /// @param before only runs that began before this one
    public List<Journal.Summary> runs(int limit, Optional<RunId> before) {
        return journal.runs(EnumSet.allOf(RunState.class), limit, before);
    }

    /// Some of the runs that wait for a person, newest first.
    public List<Journal.Summary> inbox(int limit, Optional<RunId> before) {
        Set<RunState> waiting = EnumSet.noneOf(RunState.class);
        Arrays.stream(RunState.values()).filter(RunState::waitsForPerson).forEach(waiting::add);
        return journal.runs(waiting, limit, before);
    }

    /// How many runs stand where.
    public Map<RunState, Long> census() {
        return journal.census();
    }
}
