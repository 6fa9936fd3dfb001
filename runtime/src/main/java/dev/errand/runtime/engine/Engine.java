package dev.errand.runtime.engine;

import dev.errand.intents.Plan;
import dev.errand.intents.PlanFinding;
import dev.errand.intents.Planner;
import dev.errand.intents.Usage;
import dev.errand.intents.WorkflowCheck;
import dev.errand.os.device.Device;
import dev.errand.os.operation.Catalogue;
import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Budgets;
import dev.errand.runtime.budget.Raise;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.RunOptions;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunError;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import dev.errand.runtime.policy.RuleFile;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Sandbox;
import dev.errand.sandbox.check.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Leads runs through their lives. A run that waits holds nothing here: all there is of it is its journal.
///
/// Methods block; one thread at a time may work on a run, and one process at a time on a home. Several runs may be
/// worked on at once.
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
    private final WorkflowCheck check;
    private final RunListener listener;
    private final Course course;
    private final Remembering remembering;
    private final Days days;

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
        this.world = new Surroundings(device, catalogue, clock, ruleFile, journal.history());
        this.remembering = new Remembering(world);
        this.check = check;
        this.listener = listener;
        this.days = new Days(journal, rules.budgets(), clock);
        Executions executions = new Executions(sandbox, check, world, rules.limits());
        this.course = new Course(world, planners, rules, listener, executions);
    }

    /// Starts a run with words. It is durable when this returns; [#advance] does the rest.
    public RunId start(RunStarted start) {
        return begin(newId(), List.of(withBudget(start)));
    }

    /// Starts a run with code in place of a planner.
    public RunId start(RunStarted start, Language language, String code) {
        return begin(newId(), withCode(start, language, code));
    }

    /// Starts the run of an occasion, of which there is only one: nothing happens if it is there already.
    ///
    /// @param id   always the same for this occasion
    /// @param code the workflow; empty to have it planned
    /// @return whether it was started now
    public boolean startOnce(RunId id, RunStarted start, Language language, String code) {
        if (journal.summary(id).isPresent()) {
            return false;
        }
        begin(id, code.isEmpty() ? List.of(withBudget(start)) : withCode(start, language, code));
        return true;
    }

    private List<Entry> withCode(RunStarted start, Language language, String code) {
        List<Finding> findings =
                check.inspect(language, code, world.catalogue()).findings();
        Usage nothing = new Usage(0, 0, 0, Duration.ZERO, Duration.ZERO);
        List<PlanFinding> found =
                findings.stream().map(f -> new PlanFinding(f, 1)).toList();
        List<Entry> entries = new ArrayList<>();
        entries.add(withBudget(start));
        Plan plan = new Plan(language, code, "code", "", found, nothing);
        entries.add(Planning.ready(plan, world.catalogue(), null));
        // Code that calls nothing may still compute something; everything else that is found would fail when it runs.
        findings.stream()
                .filter(f -> !f.rule().equals("no-call"))
                .findFirst()
                .ifPresent(first -> entries.add(new Entry.RunFinished(RunState.FAILED, null, wrong(first), List.of())));
        return entries;
    }

    /// What the intent does not limit itself is limited as the person has configured it.
    private RunStarted withBudget(RunStarted start) {
        RunOptions options = start.options();
        Budget own = options.budget();
        Budget budget = days.budgets().intent().overriddenBy(own == null ? Budget.NONE : own);
        return new RunStarted(
                start.intent(),
                start.channel(),
                start.locale(),
                start.zone(),
                start.seed(),
                new RunOptions(
                        options.planner(),
                        options.language(),
                        options.yes(),
                        options.dryRun(),
                        options.unattended(),
                        budget.isEmpty() ? null : budget),
                start.occasion());
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

    private static RunId newId() {
        return RunId.random(RandomGenerator.of("SecureRandom"));
    }

    private RunId begin(RunId id, List<Entry> entries) {
        log(new Run(id, List.of())).write(entries);
        return id;
    }

    private RunLog log(Run run) {
        return new RunLog(journal, run, world.clock(), days, listener);
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

    /// The same for going on with it.
    private Run able(RunId id) {
        Run run = run(id);
        Compatibility.require(run, world.catalogue());
        return run;
    }

    /// Tells a listener what the journal of a run holds after an entry, as it was told when it happened.
    ///
    /// @param after the sequence number of the last entry that is known; 0 for all
    /// @return the run as it stands
    /// @throws Refusal if there is no such run
    public Run tell(RunId id, long after, RunListener listener) {
        List<Recorded> entries = journal.read(id);
        if (entries.isEmpty()) {
            throw Refusal.noSuchRun(id.value());
        }
        Run run = new Run(id, List.of());
        for (Recorded recorded : entries) {
            run.add(recorded);
            if (recorded.sequence() > after) {
                listener.recorded(run, recorded);
            }
        }
        return run;
    }

    /// Does what comes next in the life of a run, until it has ended or waits for a person or a time. Interrupting the
    /// thread makes it stop after the step it is at; the run can be taken up again.
    ///
    /// @throws Refusal if it was begun with operations that are not there any more; the run stays as it is
    public Run advance(RunId id) {
        RunLog log = log(able(id));
        long length = log.run().length();
        log.workBegins();
        while (!Thread.currentThread().isInterrupted() && course.next(log)) {
            // each round leaves a longer journal
        }
        log.workEnds(length);
        return log.run();
    }

    /// Approves effects of a run that waits for it, or lets a dry run go on. [#advance] goes on from there.
    ///
    /// @throws Refusal if the run does not wait for it, or an edit does not fit
    public void approve(RunId id, Approval approval) {
        Run run = able(id);
        if (run.state() == RunState.OVER_BUDGET) {
            throw new Refusal("%s Raise it: errand approve %s --raise %s"
                    .formatted(Shortage.inWords(run), run.id(), Shortage.suggestion(run)));
        }
        Lane preview = open(run, approval.answers(), "approve");
        if (course.isExpired(preview)) {
            throw new Refusal("The approval of run %s has expired; what it looked at may have changed. Start anew."
                    .formatted(id));
        }
        Entry.ApprovalResolved resolved = Decisions.resolve(preview, approval, world.catalogue());
        if (approval.remember().isEmpty()) {
            log(run).write(resolved);
            return;
        }
        Remembering.Rules made =
                remembering.rules(run, preview, resolved, approval.remember().get());
        // First that it was decided: a rule that nobody can trace must not be, one that got lost is only asked again.
        log(run).write(Decisions.remembering(resolved, made.remembered()));
        remembering.keep(made);
    }

    /// The preview that waits for a decision. The first answer wins.
    private static Lane open(Run run, Optional<ApprovalId> answers, String wanted) {
        if (run.state() != RunState.AWAITING_APPROVAL && run.state() != RunState.PREVIEWED) {
            throw Refusal.notOpen(run, wanted);
        }
        Lane preview = run.preview().orElseThrow();
        ApprovalId open = preview.request == null ? null : new ApprovalId(run.id(), preview.request.sequence());
        answers.filter(given -> !given.equals(open)).ifPresent(given -> {
            throw Refusal.otherApproval(run, given);
        });
        return preview;
    }

    /// What a person is asked at this moment, oldest first.
    public List<ApprovalCard> approvals() {
        return journal.runs().stream()
                .filter(s -> s.state() == RunState.AWAITING_APPROVAL)
                .flatMap(s -> approval(s.id()).stream())
                .sorted(Comparator.comparing(ApprovalCard::requestedAt))
                .toList();
    }

    /// What the run waits for a person to approve, if it does.
    public Optional<ApprovalCard> approval(RunId id) {
        return ApprovalCard.open(run(id), world.catalogue());
    }

    /// Rules that could be made of an effect that a person is asked about, narrow first.
    ///
    /// @throws Refusal if none can be
    public List<RuleOffer> offers(RunId id, int effect) {
        Run run = run(id);
        return remembering.offers(run, open(run, Optional.empty(), "remember"), effect);
    }

    /// Lets a run go on that had reached its budget, or the day's. [#advance] goes on from there.
    ///
    /// @param raises limits to be raised; none where there is room by now, as on the next day
    /// @throws Refusal if the run is not over its budget, or would stop again at once
    public void raise(RunId id, List<Raise> raises, String by) {
        Run run = run(id);
        if (run.state() != RunState.OVER_BUDGET) {
            throw Refusal.wrongState(run, "raise");
        }
        log(run).write(Shortage.raised(run, days.today(run), raises, by));
    }

    /// What all runs took today, where a run began, and what they may take.
    public Today today(Run run) {
        return days.today(run);
    }

    /// Refuses all effects of a run that waits for approval.
    ///
    /// @param reason in the person's words; may be empty
    public void deny(RunId id, String reason, String by) {
        deny(id, Optional.empty(), reason, by);
    }

    /// The same, if this is the approval that the run waits for.
    public void deny(ApprovalId approval, String reason, String by) {
        deny(approval.run(), Optional.of(approval), reason, by);
    }

    private void deny(RunId id, Optional<ApprovalId> answers, String reason, String by) {
        Run run = run(id);
        Lane preview = open(run, answers, "deny");
        List<Entry> denial = new ArrayList<>();
        denial.add(Decisions.refuseAll(preview, reason, by));
        // Decided and written at once: a crash must not leave a refused run that plans again.
        if (preview.asked().isEmpty() || !run.mayReplan(reason)) {
            denial.add(Course.finished(run, RunState.DENIED, Course.denial(reason)));
        }
        log(run).write(denial);
    }

    /// Answers the question that a run waits with.
    ///
    /// @throws Refusal if there is none, or the answer is none of its choices
    public void answer(RunId id, String text, String by) {
        Run run = able(id);
        Entry.QuestionAsked question = run.question().orElseThrow(() -> Refusal.wrongState(run, "answer"));
        String answer = Questions.understand(question, text)
                .orElseThrow(() -> new Refusal("\"%s\" does not answer \"%s\". %s"
                        .formatted(text.strip(), question.question(), Questions.hint(question))));
        log(run).write(new Entry.QuestionAnswered(question.lane(), question.step(), answer, by));
    }

    /// Ends a run that has not ended. What was done stays done.
    public void cancel(RunId id) {
        Run run = run(id);
        if (run.state().isTerminal()) {
            throw Refusal.wrongState(run, "cancel");
        }
        Course.finish(log(run), RunState.CANCELLED, RunError.of(RunError.Kind.GUEST, "Cancelled.", ""));
    }

    /// Takes back what a run did, as far as that is possible.
    public Run undo(RunId id) {
        Run run = run(id);
        run.forgottenAt().ifPresent(at -> {
            throw Refusal.forgotten(id.value(), at);
        });
        boolean hasEnded = run.state().isTerminal() && run.state() != RunState.UNDONE;
        if (!hasEnded || run.effectsStarted().isEmpty()) {
            throw Refusal.wrongState(run, "undo");
        }
        RunLog log = log(run);
        log.write(new Undo(log, world).undo());
        return run;
    }

    /// Runs that a crash or a shutdown cut short, and waits that are over: timers, and approvals that expired.
    public List<RunId> interrupted() {
        Instant now = world.clock().instant();
        return journal.runs().stream()
                .filter(s -> s.state().isActive() || isDue(s, now))
                .map(Journal.Summary::id)
                .toList()
                .reversed();
    }

    private static boolean isDue(Journal.Summary run, Instant now) {
        boolean waits = run.state() == RunState.AWAITING_TIMER || run.state() == RunState.AWAITING_APPROVAL;
        return waits && run.until().isAfter(Instant.EPOCH) && !run.until().isAfter(now);
    }

    /// When the next waiting run goes on by itself; empty if none does.
    public Optional<Instant> nextDue() {
        return journal.runs().stream()
                .filter(run ->
                        run.until().isAfter(Instant.EPOCH) && !run.state().isTerminal())
                .map(Journal.Summary::until)
                .min(Instant::compareTo);
    }

    public List<Journal.Summary> runs() {
        return journal.runs();
    }
}
