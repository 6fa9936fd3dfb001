package dev.errand.runtime.engine;

import dev.errand.intents.Planner;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.journal.RunError;
import dev.errand.runtime.journal.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The course of a run's life: what comes next, as its journal stands. Keeps nothing itself.
///
/// What a preview finds and what follows from it by rule may be lost in a crash and is found again; whatever somebody
/// else has seen or done is durable first: the run's start, its plan, questions, decisions, effects, waits and its
/// end.
final class Course {
    /// Stages in which nothing was done and nobody decided anything, before the run is given up.
    private static final int MOST_IDLE_STAGES = 3;

    private final Surroundings world;
    private final Function<String, Planner> planners;
    private final Engine.Rules rules;
    private final RunListener listener;
    private final Executions executions;

    Course(
            Surroundings world,
            Function<String, Planner> planners,
            Engine.Rules rules,
            RunListener listener,
            Executions executions) {
        this.world = world;
        this.planners = planners;
        this.rules = rules;
        this.listener = listener;
        this.executions = executions;
    }

    /// Does what comes next. Returns whether there is more to do now.
    boolean next(RunLog log) {
        try {
            boolean more = go(log);
            if (!more && needsPerson(log.run())) {
                finishUnattended(log);
            }
            return more;
        } catch (Diverged e) {
            finish(
                    log,
                    RunState.FAILED,
                    RunError.of(RunError.Kind.INTERNAL, String.valueOf(e.getMessage()), "Start anew."));
            return false;
        }
    }

    /// One that is over its budget waits, whatever the person said about a run that nobody attends.
    private static boolean needsPerson(Run run) {
        return run.state() == RunState.AWAITING_ANSWER || run.state() == RunState.AWAITING_APPROVAL;
    }

    /// Nobody may be there for a standing intent: its run waits, or ends as the person said it should.
    private static void finishUnattended(RunLog log) {
        String needed = log.run().state() == RunState.AWAITING_ANSWER ? "an answer" : "a yes";
        String remedy = "Make a rule for what it does, or have it wait with --on-approval park.";
        switch (log.run().start().options().unattended()) {
            case PARK -> {}
            case SKIP ->
                finish(
                        log,
                        RunState.CANCELLED,
                        RunError.of(RunError.Kind.GUEST, "Skipped: it needed " + needed + ".", remedy));
            case FAIL ->
                finish(
                        log,
                        RunState.FAILED,
                        RunError.of(
                                RunError.Kind.GUEST, "It needed " + needed + ", and was not to wait for one.", remedy));
        }
    }

    private boolean go(RunLog log) {
        Run run = log.run();
        if (run.state().isTerminal() || run.state() == RunState.OVER_BUDGET) {
            return false;
        }
        if (run.state() == RunState.AWAITING_TIMER && world.clock().instant().isBefore(run.until())) {
            return false;
        }
        if (run.plan().isEmpty() || run.replans()) {
            return plan(log);
        }
        Lane preview = run.preview().orElse(null);
        if (preview == null) {
            log.note(previewStart(1, 0, false));
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
        return new Entry.PreviewStarted(lane, afterStep, fresh, world.clock().instant(), executions.walls());
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
                log.note(account.asPreview(log.run().preview().orElseThrow().number()));
                yield true;
            }
            case Ended.Stopped(Ending why, PreviewCalls calls)
            when why == Ending.REST_AT_RUN_TIME -> {
                log.note(new Entry.PreviewFinished(
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
                if (isStuck(run, afterStep)) {
                    throw new Diverged(afterStep + 1, "decided on", "another call each time it is looked at");
                }
                log.note(previewStart(lane, afterStep, false));
                yield true;
            }
            case Ended.Stopped _ -> false;
        };
    }

    /// Whether previews and attempts to apply them follow each other, and neither anything is done nor anybody asked.
    private static boolean isStuck(Run run, int afterStep) {
        return run.previews().reversed().stream()
                        .takeWhile(lane -> lane.started.afterStep() == afterStep && lane.resolved == null)
                        .count()
                > MOST_IDLE_STAGES;
    }

    /// A preview is over: what now?
    private boolean decide(RunLog log, Lane preview) {
        Run run = log.run();
        Entry.PreviewFinished end = Objects.requireNonNull(preview.finished);
        if (preview.judged == null) {
            log.note(Decisions.judge(run, preview, world));
            return true;
        }
        boolean someGoAhead = preview.rulings().stream().anyMatch(r -> r.verdict() != Verdict.DENIED);
        if (end.error() != null && !(Executions.isDenial(preview) && someGoAhead)) {
            RunState state = Executions.isDenial(preview) ? RunState.DENIED : RunState.FAILED;
            log.write(new Entry.RunFinished(state, null, end.error(), end.withheld()));
            return false;
        }
        if (run.start().options().dryRun() && run.previews().stream().allMatch(lane -> lane.resolved == null)) {
            if (!preview.kept) {
                log.write(new Entry.PreviewKept(preview.number()));
            }
            return false;
        }
        if (wasTheRun(preview, end)) {
            List<Entry> report = new ArrayList<>();
            end.withheld().forEach(text -> report.add(new Entry.Said(preview.number(), 0, text)));
            report.add(new Entry.RunFinished(RunState.SUCCEEDED, end.result(), null, List.of()));
            log.write(report);
            return false;
        }
        return preview.resolved != null ? afterDecision(log, preview) : ask(log, preview);
    }

    /// Only if nothing was called that waits or has an effect, even if such a call came to nothing.
    private boolean wasTheRun(Lane preview, Entry.PreviewFinished end) {
        return preview.started.afterStep() == 0
                && preview.proposals.isEmpty()
                && !end.waits()
                && !end.open()
                && preview.steps.values().stream()
                        .map(step -> world.catalogue().operation(step.operation()))
                        .flatMap(Optional::stream)
                        .map(Operation::effect)
                        .noneMatch(effect -> effect.isEffect() || effect == EffectClass.WAIT);
    }

    private boolean ask(RunLog log, Lane preview) {
        List<Integer> asked =
                preview.asked().stream().map(Entry.EffectProposed::number).toList();
        boolean onlyThePerson = preview.rulings().stream().anyMatch(r -> r.verdict() == Verdict.ASK_PERSON);
        if (asked.isEmpty()) {
            log.note(applyOrLookAgain(log.run(), preview));
            return true;
        }
        List<Entry> asking = new ArrayList<>();
        if (preview.requested == null) {
            Instant expires = world.clock().instant().plus(rules.expiry());
            asking.add(new Entry.ApprovalRequested(preview.number(), asked, expires));
        }
        boolean approves = log.run().start().options().yes() && !onlyThePerson;
        if (approves) {
            asking.add(Decisions.resolve(preview, Approval.ofAll("--yes"), world.catalogue()));
        }
        log.write(asking);
        return approves || expire(log, preview);
    }

    /// Ends a run for which nobody decided in time. Returns that there is nothing more to do.
    private boolean expire(RunLog log, Lane preview) {
        if (isExpired(preview)) {
            RunError error = RunError.of(RunError.Kind.GUEST, "Nobody approved this in time: expired.", "");
            log.write(Decisions.refuseAll(preview, "expired", "time"), finished(log.run(), RunState.DENIED, error));
        }
        return false;
    }

    /// Whether it is too late to approve.
    boolean isExpired(Lane preview) {
        Instant expires = preview.requested == null ? null : preview.requested.expires();
        return expires != null && !world.clock().instant().isBefore(expires);
    }

    private boolean afterDecision(RunLog log, Lane preview) {
        Entry.ApprovalResolved resolved = Objects.requireNonNull(preview.resolved);
        List<Entry.EffectProposed> asked = preview.asked();
        boolean anyApproved = resolved.decisions().stream().anyMatch(Entry.EffectDecision::approved);
        if (!asked.isEmpty() && !anyApproved) {
            finish(log, RunState.DENIED, denial(resolved.reason()));
            return false;
        }
        boolean asProposed = resolved.decisions().stream().allMatch(d -> d.approved() && d.arguments() == null)
                && asked.stream().allMatch(preview::isApproved);
        log.write(
                asProposed
                        ? applyOrLookAgain(log.run(), preview)
                        : previewStart(preview.number() + 1, preview.started.afterStep(), isStale(preview)));
        return true;
    }

    private Entry applyOrLookAgain(Run run, Lane preview) {
        return isStale(preview)
                ? previewStart(preview.number() + 1, preview.started.afterStep(), true)
                : new Entry.ApplyStarted(preview.number(), startOfRun(run, preview));
    }

    private boolean isStale(Lane preview) {
        return preview.startedAt.plus(rules.freshness()).isBefore(world.clock().instant());
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

    static void finish(RunLog log, RunState state, @Nullable RunError error) {
        log.write(finished(log.run(), state, error));
    }

    /// Ends a run that has not ended.
    static void cancel(RunLog log) {
        if (!log.run().state().isTerminal()) {
            finish(log, RunState.CANCELLED, RunError.of(RunError.Kind.GUEST, "Cancelled.", ""));
        }
    }

    /// The end of a run from outside of its code. Texts of a preview that was applied are not withheld: they were
    /// said, or never came to be.
    static Entry.RunFinished finished(Run run, RunState state, @Nullable RunError error) {
        List<String> withheld = run.preview()
                .filter(preview -> !run.isApplying(preview))
                .flatMap(preview -> Optional.ofNullable(preview.finished))
                .map(Entry.PreviewFinished::withheld)
                .orElse(List.of());
        return new Entry.RunFinished(state, null, error, withheld);
    }
}
