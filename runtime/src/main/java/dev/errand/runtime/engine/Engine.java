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
import dev.errand.runtime.journal.Entry.Verdict;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

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
    private final Function<String, Planner> planners;
    private final Rules rules;
    private final RunListener listener;
    private final Executions executions;

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
        this.planners = planners;
        this.rules = rules;
        this.listener = listener;
        this.executions = new Executions(sandbox, check, world, rules.limits());
    }

    /// Starts a run with words. It is durable when this returns; [#advance] does the rest.
    public RunId start(RunStarted start) {
        return begin(start).run().id();
    }

    /// Starts a run with code in place of a planner.
    public RunId start(RunStarted start, Language language, String code) {
        RunLog log = begin(start);
        List<Finding> findings =
                check.inspect(language, code, world.catalogue()).findings();
        Usage nothing = new Usage(0, 0, 0, Duration.ZERO, Duration.ZERO);
        log.write(Planning.ready(new Plan(
                language,
                code,
                "code",
                "",
                findings.stream().map(f -> new PlanFinding(f, 1)).toList(),
                nothing)));
        // Code that calls nothing may still compute something; everything else that is found would fail when it runs.
        findings.stream().filter(f -> !f.rule().equals("no-call")).findFirst().ifPresent(first -> {
            String where = first.line() > 0 ? "Line " + first.line() + ": " : "";
            finish(
                    log,
                    RunState.FAILED,
                    new RunError(
                            RunError.Kind.GUEST,
                            where + first.message(),
                            "Correct the code; all findings are listed with the plan.",
                            "",
                            first.line()));
        });
        return log.run().id();
    }

    private RunLog begin(RunStarted start) {
        RunLog log = log(new Run(RunId.random(RandomGenerator.of("SecureRandom")), List.of()));
        log.write(start);
        return log;
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

    /// Does what comes next in the life of a run, until it has ended or waits for a person or a time. Interrupting the
    /// thread makes it stop after the step it is at; the run can be taken up again.
    public Run advance(RunId id) {
        RunLog log = log(run(id));
        try {
            while (!Thread.currentThread().isInterrupted() && next(log)) {
                // each round leaves a longer journal
            }
        } catch (Diverged e) {
            finish(
                    log,
                    RunState.FAILED,
                    RunError.of(RunError.Kind.INTERNAL, String.valueOf(e.getMessage()), "Start anew."));
        }
        return log.run();
    }

    /// Whether there is more to do now.
    private boolean next(RunLog log) {
        Run run = log.run();
        if (run.state().isTerminal()) {
            return false;
        }
        if (run.state() == RunState.AWAITING_TIMER && world.clock().instant().isBefore(run.until())) {
            return false;
        }
        if (run.plan().isEmpty() || replans(run)) {
            return plan(log);
        }
        Lane preview = run.preview().orElse(null);
        if (preview == null) {
            log.write(previewStart(1, 0, false));
            return true;
        }
        if (preview.isOpen()) {
            return preview.openQuestion().isEmpty() && afterPreview(log, executions.preview(log, preview));
        }
        if (run.isApplying(preview)) {
            return run.apply().openQuestion().isEmpty() && afterApply(log, executions.apply(log, preview));
        }
        return decide(log, preview);
    }

    private Entry.PreviewStarted previewStart(int lane, int afterStep, boolean fresh) {
        return new Entry.PreviewStarted(lane, afterStep, fresh, world.clock().instant());
    }

    private boolean replans(Run run) {
        return run.preview().isPresent()
                && run.preview().get().resolved != null
                && run.denials().size() == run.plans()
                && run.effectsStarted().isEmpty();
    }

    private boolean plan(RunLog log) {
        Run run = log.run();
        if (run.planFailed().isEmpty() && run.declined().isEmpty()) {
            Planning.plan(log, planners.apply(run.start().options().planner()), world, listener);
        }
        run.declined()
                .ifPresent(
                        d -> finish(log, RunState.DECLINED, RunError.of(RunError.Kind.GUEST, d.reason(), d.remedy())));
        run.planFailed()
                .ifPresent(f -> finish(
                        log,
                        RunState.FAILED,
                        RunError.of(
                                f.service() ? RunError.Kind.SERVICE : RunError.Kind.GUEST, f.message(), f.remedy())));
        return true;
    }

    private boolean afterPreview(RunLog log, Ended ended) {
        return switch (ended) {
            case Ended.Finished(Ended.Account account) -> {
                log.write(account.asPreview(log.run().preview().orElseThrow().number()));
                yield true;
            }
            case Ended.Stopped(Ending why, PreviewCalls calls)
            when why == Ending.REST_AT_RUN_TIME -> {
                log.write(new Entry.PreviewFinished(
                        log.run().preview().orElseThrow().number(), calls.withheld(), calls.waits(), true, null, null));
                yield true;
            }
            case Ended.Stopped _ -> false;
        };
    }

    private boolean afterApply(RunLog log, Ended ended) {
        Run run = log.run();
        return switch (ended) {
            case Ended.Finished(Ended.Account account) -> {
                RunError error = account.error();
                RunState state =
                        error == null ? RunState.SUCCEEDED : account.denied() ? RunState.DENIED : RunState.FAILED;
                log.write(new Entry.RunFinished(state, account.result(), error, List.of()));
                yield false;
            }
            case Ended.Stopped(Ending why, var _)
            when why == Ending.UNDECIDED_EFFECT -> {
                int lane = run.preview().orElseThrow().number() + 1;
                int afterStep = run.apply().steps.keySet().stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0);
                log.write(previewStart(lane, afterStep, false));
                yield true;
            }
            case Ended.Stopped _ -> false;
        };
    }

    /// A preview is over: what now?
    private boolean decide(RunLog log, Lane preview) {
        Run run = log.run();
        Entry.PreviewFinished end = java.util.Objects.requireNonNull(preview.finished);
        if (preview.judged == null) {
            log.write(Decisions.judge(preview, world.catalogue()));
            return true;
        }
        boolean someGoAhead = preview.rulings().stream().anyMatch(r -> r.verdict() != Verdict.DENIED);
        if (end.error() != null && !(Executions.isDenial(preview) && someGoAhead)) {
            RunState state = Executions.isDenial(preview) ? RunState.DENIED : RunState.FAILED;
            log.write(new Entry.RunFinished(state, null, end.error(), end.withheld()));
            return false;
        }
        if (run.start().options().dryRun() && preview.resolved == null && preview.started.afterStep() == 0) {
            if (!preview.kept) {
                log.write(new Entry.PreviewKept(preview.number()));
            }
            return false;
        }
        if (wasTheRun(preview, end)) {
            end.withheld().forEach(text -> log.note(new Entry.Said(preview.number(), 0, text)));
            log.write(new Entry.RunFinished(RunState.SUCCEEDED, end.result(), null, List.of()));
            return false;
        }
        return preview.resolved != null ? afterDecision(log, preview) : ask(log, preview);
    }

    private static boolean wasTheRun(Lane preview, Entry.PreviewFinished end) {
        return preview.started.afterStep() == 0 && preview.proposals.isEmpty() && !end.waits() && !end.open();
    }

    private boolean ask(RunLog log, Lane preview) {
        List<Integer> asked =
                preview.asked().stream().map(Entry.EffectProposed::number).toList();
        boolean onlyThePerson = preview.rulings().stream().anyMatch(r -> r.verdict() == Verdict.ASK_PERSON);
        if (asked.isEmpty()) {
            log.write(new Entry.ApplyStarted(preview.number(), startOfRun(log.run(), preview)));
            return true;
        }
        if (preview.requested == null) {
            log.write(new Entry.ApprovalRequested(
                    preview.number(), asked, world.clock().instant().plus(rules.expiry())));
        }
        if (log.run().start().options().yes() && !onlyThePerson) {
            log.write(Decisions.resolve(preview, Approval.ofAll("--yes"), world.catalogue()));
            return true;
        }
        return expired(log, preview);
    }

    private boolean expired(RunLog log, Lane preview) {
        Instant expires = preview.requested == null ? null : preview.requested.expires();
        if (expires == null || world.clock().instant().isBefore(expires)) {
            return false;
        }
        log.write(Decisions.refuseAll(preview, "expired", "time"));
        finish(log, RunState.DENIED, RunError.of(RunError.Kind.GUEST, "Nobody approved this in time: expired.", ""));
        return false;
    }

    private boolean afterDecision(RunLog log, Lane preview) {
        Entry.ApprovalResolved resolved = java.util.Objects.requireNonNull(preview.resolved);
        List<Entry.EffectProposed> asked = preview.asked();
        boolean anyApproved = resolved.decisions().stream().anyMatch(Entry.EffectDecision::approved);
        if (!asked.isEmpty() && !anyApproved) {
            finish(log, RunState.DENIED, denial(resolved.reason()));
            return false;
        }
        boolean asProposed = resolved.decisions().stream().allMatch(d -> d.approved() && d.arguments() == null)
                && asked.stream().allMatch(p -> resolved.decisions().stream().anyMatch(d -> d.number() == p.number()));
        boolean stale =
                preview.startedAt.plus(rules.freshness()).isBefore(world.clock().instant());
        if (asProposed && !stale) {
            log.write(new Entry.ApplyStarted(preview.number(), startOfRun(log.run(), preview)));
        } else {
            log.write(previewStart(preview.number() + 1, preview.started.afterStep(), stale));
        }
        return true;
    }

    static RunError denial(String reason) {
        String why = reason.isBlank() ? "" : ": " + reason;
        return RunError.of(RunError.Kind.GUEST, "You refused this" + why + ".", "");
    }

    private static Instant startOfRun(Run run, Lane preview) {
        return preview.started.afterStep() == 0
                ? preview.started.now()
                : run.apply().started.now();
    }

    private void finish(RunLog log, RunState state, @Nullable RunError error) {
        List<String> withheld = log.run()
                .preview()
                .flatMap(p -> Optional.ofNullable(p.finished))
                .map(Entry.PreviewFinished::withheld)
                .orElse(List.of());
        log.write(new Entry.RunFinished(state, null, error, withheld));
    }

    /// Approves effects of a run that waits for it, or lets a dry run go on. [#advance] goes on from there.
    ///
    /// @throws Refusal if the run does not wait for it, or an edit does not fit
    public void approve(RunId id, Approval approval) {
        Run run = run(id);
        boolean waits = run.state() == RunState.AWAITING_APPROVAL || run.state() == RunState.PREVIEWED;
        if (!waits) {
            throw Refusal.wrongState(run, "approve");
        }
        Lane preview = run.preview().orElseThrow();
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
        RunLog log = log(run);
        log.write(Decisions.refuseAll(run.preview().orElseThrow(), reason, by));
        boolean mayReplan =
                replans(run) && run.plan().filter(p -> !p.model().isEmpty()).isPresent() && !reason.isBlank();
        if (!mayReplan || run.plans() >= Executions.MOST_PLANS) {
            finish(log, RunState.DENIED, denial(reason));
        }
    }

    /// Answers the question that a run waits with.
    ///
    /// @throws Refusal if there is none, or the answer is none of its choices
    public void answer(RunId id, String text, String by) {
        Run run = run(id);
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
        finish(log(run), RunState.CANCELLED, RunError.of(RunError.Kind.GUEST, "Cancelled.", ""));
    }

    /// Takes back what a run did, as far as that is possible.
    public Run undo(RunId id) {
        Run run = run(id);
        boolean hasEnded = run.state().isTerminal() && run.state() != RunState.UNDONE;
        if (!hasEnded || run.effectsStarted().isEmpty()) {
            throw Refusal.wrongState(run, "undo");
        }
        RunLog log = log(run);
        log.write(new Undo(log, world).undo());
        return run;
    }

    /// Runs that a crash or a shutdown cut short, and waits that are over.
    public List<RunId> interrupted() {
        Instant now = world.clock().instant();
        return journal.runs().stream()
                .filter(s -> s.state().isActive()
                        || (s.state() == RunState.AWAITING_TIMER && !s.until().isAfter(now)))
                .map(Journal.Summary::id)
                .toList()
                .reversed();
    }

    public List<Journal.Summary> runs() {
        return journal.runs();
    }
}
