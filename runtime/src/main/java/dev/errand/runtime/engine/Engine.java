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
import java.util.List;
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
    public record Rules(Limits limits, Duration freshness, Duration expiry) {
        public static final Rules STANDARD = new Rules(Limits.STANDARD, Duration.ofMinutes(15), Duration.ofHours(24));
    }

    private final Journal journal;
    private final Surroundings world;
    private final WorkflowCheck check;
    private final RunListener listener;
    private final Course course;

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
        this.world = new Surroundings(device, catalogue, clock);
        this.check = check;
        this.listener = listener;
        Executions executions = new Executions(sandbox, check, world, rules.limits());
        this.course = new Course(world, planners, rules, listener, executions);
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
        entries.add(Planning.ready(new Plan(language, code, "code", "", found, nothing), world.catalogue()));
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
        RunLog log = log(new Run(RunId.random(RandomGenerator.of("SecureRandom")), List.of()));
        log.write(entries);
        return log.run().id();
    }

    private RunLog log(Run run) {
        return new RunLog(journal, run, world.clock(), listener);
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

    /// Does what comes next in the life of a run, until it has ended or waits for a person or a time. Interrupting the
    /// thread makes it stop after the step it is at; the run can be taken up again.
    ///
    /// @throws Refusal if it was begun with operations that are not there any more; the run stays as it is
    public Run advance(RunId id) {
        RunLog log = log(able(id));
        while (!Thread.currentThread().isInterrupted() && course.next(log)) {
            // each round leaves a longer journal
        }
        return log.run();
    }

    /// Approves effects of a run that waits for it, or lets a dry run go on. [#advance] goes on from there.
    ///
    /// @throws Refusal if the run does not wait for it, or an edit does not fit
    public void approve(RunId id, Approval approval) {
        Run run = able(id);
        boolean waits = run.state() == RunState.AWAITING_APPROVAL || run.state() == RunState.PREVIEWED;
        if (!waits) {
            throw Refusal.wrongState(run, "approve");
        }
        Lane preview = run.preview().orElseThrow();
        if (course.isExpired(preview)) {
            throw new Refusal("The approval of run %s has expired; what it looked at may have changed. Start anew."
                    .formatted(id));
        }
        log(run).write(Decisions.resolve(preview, approval, world.catalogue()));
    }

    /// Refuses all effects of a run that waits for approval.
    ///
    /// @param reason in the person's words; may be empty
    public void deny(RunId id, String reason, String by) {
        Run run = run(id);
        if (run.state() != RunState.AWAITING_APPROVAL && run.state() != RunState.PREVIEWED) {
            throw Refusal.wrongState(run, "deny");
        }
        Lane preview = run.preview().orElseThrow();
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

    public List<Journal.Summary> runs() {
        return journal.runs();
    }
}
