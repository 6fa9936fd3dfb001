package dev.errand.runtime.engine;

import dev.errand.intents.Planner;
import dev.errand.intents.WorkflowCheck;
import dev.errand.os.device.Device;
import dev.errand.os.operation.Catalogue;
import dev.errand.runtime.budget.Budgets;
import dev.errand.runtime.budget.Raise;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import dev.errand.runtime.policy.RuleFile;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
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
/// the order they came; of several who decide about the same thing the first wins, and the others get a [Refusal]
/// that names it. Different runs are worked on at once, and never overwrite each other's work ([Places]). One process
/// at a time works on a home. A listener must not call back for the run it hears of, but for [#cancel].
public final class Engine {
    /// The rules of an engine.
    ///
    /// @param freshness how old a preview may be when it is applied
    /// @param expiry    how long an approval is waited for
    /// @param budgets   what intents may take, unless they say otherwise themselves
    public record Rules(Limits limits, Duration freshness, Duration expiry, Budgets budgets) {
        public static final Rules STANDARD =
                new Rules(Limits.STANDARD, Duration.ofMinutes(15), Duration.ofHours(24), Budgets.NONE);

        /// The same with other budgets.
        public Rules with(Budgets other) {
            return new Rules(limits, freshness, expiry, other);
        }
    }

    private final Journal journal;
    private final Surroundings world;
    private final RunListener listener;
    private final Beginning beginning;
    private final Course course;
    private final Remembering remembering;
    private final Deciding deciding;
    private final Days days;
    private final Turns turns = new Turns();
    private final Unfinished unfinished;
    private final List<Keeper> keepers = new CopyOnWriteArrayList<>();

    /// @param ruleFile the person's rules about effects
    /// @param planners finds a planner by the name that was given on the command line
    public Engine(
            Journal journal,
            Device device,
            Catalogue catalogue,
            Sandbox sandbox,
            WorkflowCheck check,
            Function<String, Planner> planners,
            InstantSource clock,
            RuleFile ruleFile,
            Rules rules,
            RunListener listener) {
        this.journal = journal;
        this.world = new Surroundings(device, catalogue, clock, ruleFile, journal.history(), new Places());
        this.remembering = new Remembering(world);
        this.listener = listener;
        this.days = new Days(journal, rules.budgets(), clock);
        this.beginning = new Beginning(check, catalogue, rules.budgets());
        Executions executions = new Executions(sandbox, check, world, rules.limits());
        this.course = new Course(world, planners, rules, listener, executions);
        this.deciding = new Deciding(world, course, remembering, days);
        this.unfinished = new Unfinished(journal, world, this::working);
    }

    /// Starts a run with words. It is durable when this returns; [#advance] does the rest.
    public RunId start(RunStarted start) {
        return begin(beginning.withWords(start));
    }

    /// Starts a run with code in place of a planner.
    public RunId start(RunStarted start, Language language, String code) {
        return begin(beginning.withCode(start, language, code));
    }

    private RunId begin(List<Entry> entries) {
        RunId id;
        do {
            id = RunId.random(RandomGenerator.of("SecureRandom"));
        } while (!begin(id, entries)); // short names may meet
        return id;
    }

    private boolean begin(RunId id, List<Entry> entries) {
        try (Turns.Turn turn = turns.take(id)) {
            boolean isNew = !knows(id);
            if (isNew) {
                log(new Run(id, List.of()), turn).write(entries);
            }
            return isNew;
        }
    }

    /// Starts the run of an occasion, of which there is only one: nothing happens if it is there already.
    ///
    /// @param id   always the same for this occasion
    /// @param code the workflow; empty to have it planned
    /// @return whether it was started now
    public boolean startOnce(RunId id, RunStarted start, Language language, String code) {
        return begin(id, code.isEmpty() ? beginning.withWords(start) : beginning.withCode(start, language, code));
    }

    private RunLog log(Run run, Turns.Turn turn) {
        return new RunLog(journal, run, world.clock(), days, listener, turn);
    }

    /// Does something with a run when it is its turn.
    private void working(RunId id, Consumer<RunLog> work) {
        try (Turns.Turn turn = turns.take(id)) {
            work.accept(log(run(id), turn));
        }
    }

    /// Whether there is such a run.
    public boolean knows(RunId id) {
        return journal.summary(id).isPresent();
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

    /// Tells a listener what the journal of a run holds after an entry, as it was told when it happened.
    ///
    /// @param after the sequence number of the last entry that is known; 0 for all
    /// @return the run as it stands
    /// @throws Refusal if there is no such run
    public Run tell(RunId id, long after, RunListener listener) {
        Run run = new Run(id, List.of());
        for (Recorded recorded : run(id).entries()) {
            run.add(recorded);
            if (recorded.sequence() > after) {
                listener.recorded(run, recorded);
            }
        }
        return run;
    }

    /// Somebody who reads a run's journal as it grows.
    public Following follow(RunId id) {
        return new Following(journal, id);
    }

    /// Does what comes next in the life of a run, until it has ended or waits for a person or a time; waits for
    /// whoever works on it already. Interrupting the thread makes it stop after the step it is at; the run can be
    /// taken up again.
    ///
    /// @throws Refusal if it was begun with operations that are not there any more; the run stays as it is
    public Run advance(RunId id) {
        unfinished.complete();
        Run run;
        try (Turns.Turn turn = turns.take(id)) {
            RunLog log = log(run(id), turn);
            run = log.run();
            if (!run.undo().open().isEmpty()) {
                new Undo(log, world).goOn();
            }
            Compatibility.require(run, world.catalogue());
            advance(log);
        }
        Instant due = run.summary().until();
        if (due.isAfter(Instant.EPOCH)) {
            keepers.forEach(keeper -> keeper.parked(due));
        }
        return run;
    }

    private void advance(RunLog log) {
        long length = log.run().length();
        log.turn().advance();
        log.workBegins();
        while (!log.turn().isCancelled() && !Thread.currentThread().isInterrupted() && course.next(log)) {
            // each round leaves a longer journal
        }
        log.turn().rest();
        if (log.turn().isCancelled()) {
            Course.cancel(log);
        }
        log.workEnds(length);
    }

    /// Approves effects of a run that waits for it, or lets a dry run go on. [#advance] goes on from there.
    ///
    /// @throws Refusal if the run does not wait for it, somebody else was first, or an edit does not fit
    public void approve(RunId id, Approval approval) {
        working(id, log -> deciding.approve(log, approval));
    }

    /// What a person is asked at this moment, oldest first.
    public List<ApprovalCard> approvals() {
        return journal.runs(Set.of(RunState.AWAITING_APPROVAL), Integer.MAX_VALUE, Optional.empty()).stream()
                .flatMap(s -> approval(s.id()).stream())
                .sorted(Comparator.comparing(ApprovalCard::requestedAt))
                .toList();
    }

    /// What the run waits for a person to approve, if it does.
    public Optional<ApprovalCard> approval(RunId id) {
        return ApprovalCard.open(run(id), world.catalogue());
    }

    /// What a run that was only looked ahead at would ask a person about if it went on; nothing of other runs.
    public List<ApprovalCard.Asked> foreseen(RunId id) {
        return ApprovalCard.foreseen(run(id), world.catalogue());
    }

    /// Rules that could be made of an effect that a person is asked about, narrow first.
    ///
    /// @throws Refusal if none can be
    public List<RuleOffer> offers(RunId id, int effect) {
        Run run = run(id);
        return remembering.offers(run, Deciding.open(run, Optional.empty(), "remember"), effect);
    }

    /// Rules that would have spared the person what they approved again and again.
    ///
    /// @param by who would make them
    public List<RuleOffer> suggestions(String by) {
        return new Suggestions(world, this::run).all(by);
    }

    /// Lets a run go on that had reached its budget, or the day's. [#advance] goes on from there.
    ///
    /// @param raises limits to be raised; none where there is room by now, as on the next day
    /// @throws Refusal if the run is not over its budget, or would stop again at once
    public void raise(RunId id, List<Raise> raises, String by) {
        working(id, log -> deciding.raise(log, raises, by));
    }

    /// What all runs took today, where a run began, and what they may take.
    public Today today(Run run) {
        return days.today(run);
    }

    /// The same on this day of a zone, without what single runs were allowed beyond it.
    public Today today(ZoneId zone) {
        return days.today(zone);
    }

    /// Refuses all effects of a run that waits for approval.
    ///
    /// @param reason in the person's words; may be empty
    public void deny(RunId id, String reason, String by) {
        working(id, log -> Deciding.deny(log, Optional.empty(), reason, by));
    }

    /// The same, if this is the approval that the run waits for.
    public void deny(ApprovalId approval, String reason, String by) {
        working(approval.run(), log -> Deciding.deny(log, Optional.of(approval), reason, by));
    }

    /// Answers the question that a run waits with.
    ///
    /// @throws Refusal if there is none, somebody else was first, or the answer is none of its choices
    public void answer(RunId id, String text, String by) {
        answer(id, text, by, LookedAt.NOW);
    }

    /// The same for somebody who has looked at the run before: their answer is to the question they saw.
    public void answer(RunId id, String text, String by, LookedAt seen) {
        working(id, log -> deciding.answer(log, text, by, seen));
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
                Course.cancel(log);
                return log.run();
            }
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
        run.forgottenAt().ifPresent(at -> {
            throw Refusal.forgotten(run.id().value(), at);
        });
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
                log.write(new Entry.UndoStarted(plan.open(), by));
            }
            new Undo(log, world).goOn();
            return log.run();
        }
    }

    /// Runs that a crash or a shutdown cut short, and waits that are over: timers, and approvals that expired. Oldest
    /// first.
    public List<RunId> interrupted() {
        return due(now(), Integer.MAX_VALUE);
    }

    /// The same at some time, but not more than these.
    public List<RunId> due(Instant now, int limit) {
        return journal.due(now, limit).stream().map(Journal.Summary::id).toList();
    }

    /// When the next run goes on by itself, of those that do not yet.
    public Optional<Instant> nextDue() {
        return nextDue(now());
    }

    /// The next time after this one at which a run goes on by itself.
    public Optional<Instant> nextDue(Instant after) {
        return journal.nextDue(after);
    }

    /// Whether somebody works on a run just now, in this process.
    public boolean isTaken(RunId id) {
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
        return journal.runs(RunState.where(_ -> true), limit, before);
    }

    /// Some of the runs that wait for a person, newest first.
    public List<Journal.Summary> inbox(int limit, Optional<RunId> before) {
        return journal.runs(RunState.where(RunState::waitsForPerson), limit, before);
    }

    /// How many runs stand where.
    public Map<RunState, Long> census() {
        return journal.census();
    }
}
