package dev.errand.runtime.engine;

import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Entry.EffectUndone;
import dev.errand.runtime.journal.Entry.PlanReady;
import dev.errand.runtime.journal.Entry.PreviewStarted;
import dev.errand.runtime.journal.Entry.RunFinished;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.Entry.RunUndone;
import dev.errand.runtime.journal.Entry.Said;
import dev.errand.runtime.journal.Entry.WaitStarted;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A run as its journal tells it. Reading the same entries always gives the same run; nothing else changes it.
public final class Run {
    private final RunId id;
    private final List<Recorded> entries = new ArrayList<>();
    private final List<Lane> previews = new ArrayList<>();
    private final Map<Integer, EffectStarted> effectsStarted = new TreeMap<>();
    private final Map<Integer, Entry.EffectDone> effectsDone = new TreeMap<>();
    private final Set<Integer> changesMade = new HashSet<>();
    private final Map<Integer, WaitStarted> waits = new TreeMap<>();
    private final Plans plans = new Plans();
    private final List<Said> said = new ArrayList<>();
    private final Undoing undo = new Undoing();
    private final Set<String> refused = new HashSet<>();
    private final RunBudget budget = new RunBudget();
    private Lane apply = lane(Entry.APPLY_LANE, Instant.EPOCH);
    private @Nullable RunStarted started;
    private Entry.@Nullable PlanDeclined declined;
    private Entry.@Nullable PlanFailed planFailed;
    private @Nullable RunFinished finished;
    private @Nullable RunUndone runUndone;
    private @Nullable Recorded forgotten;
    private @Nullable Lane lastAnswered;
    private int appliedPreview;
    private RunState state = RunState.PLANNING;
    private Instant until = Instant.EPOCH;

    private static final RunStarted NOTHING_KNOWN =
            new RunStarted("", "", "", "UTC", 0, new Entry.RunOptions("", "", false, false));

    /// A proposed effect, and the preview whose decisions count for it.
    record Proposed(Lane lane, EffectProposed effect) {}

    Run(RunId id, List<Recorded> entries) {
        this.id = id;
        entries.forEach(this::add);
    }

    private static Lane lane(int number, Instant now) {
        return new Lane(new PreviewStarted(number, 0, false, now, null), now);
    }

    /// The next entry takes its place in the run.
    void add(Recorded recorded) {
        entries.add(recorded);
        budget.add(recorded, state);
        switch (recorded.entry()) {
            case RunStarted e -> started = e;
            case PlanReady e -> {
                plans.add(e, failure());
                previews.clear(); // nothing was executed yet, or there would be no new plan
                state = RunState.PREVIEWING;
            }
            case Entry.PlanDeclined e -> declined = e;
            case Entry.PlanFailed e -> planFailed = e;
            case Entry.BudgetReached _ -> state = RunState.OVER_BUDGET;
            case Entry.BudgetRaised _ -> state = budget.stateBefore();
            case Entry.ModelCallStarted _, Entry.ModelCallFinished _, Entry.Worked _ -> {}
            case PreviewStarted e -> {
                previews.add(new Lane(e, recorded.at()));
                state = RunState.PREVIEWING;
            }
            case Entry.StepFinished e -> {
                laneOf(e.lane()).steps.put(e.step(), e);
                state = e.lane() == Entry.APPLY_LANE ? RunState.RUNNING : state;
            }
            case EffectProposed e -> laneOf(e.lane()).proposals.put(e.step(), e);
            case Entry.EffectsJudged e -> laneOf(e.lane()).judge(e);
            case Entry.PreviewFinished e -> laneOf(e.lane()).finished = e;
            case Entry.PreviewKept e -> {
                laneOf(e.lane()).kept = true;
                state = RunState.PREVIEWED;
            }
            case Entry.ApprovalRequested e -> {
                laneOf(e.lane()).requested = e;
                laneOf(e.lane()).request = recorded;
                state = RunState.AWAITING_APPROVAL;
            }
            case Entry.ApprovalResolved e -> resolved(e, recorded.at());
            case Entry.QuestionAsked e -> {
                laneOf(e.lane()).questions.put(e.step(), e);
                state = RunState.AWAITING_ANSWER;
            }
            case Entry.QuestionAnswered e -> {
                laneOf(e.lane()).answers.put(e.step(), e);
                state = e.lane() == Entry.APPLY_LANE ? RunState.RUNNING : RunState.PREVIEWING;
            }
            case Entry.ApplyStarted e -> {
                appliedPreview = e.previewLane();
                apply = apply.steps.isEmpty() ? lane(Entry.APPLY_LANE, e.now()) : apply;
                state = RunState.RUNNING;
            }
            case EffectStarted e -> {
                effectsStarted.put(e.step(), e);
                changesMade.remove(e.step());
                apply.questions.remove(e.step()); // what was asked about an earlier attempt says nothing about this one
                apply.answers.remove(e.step());
            }
            case Entry.EffectDone e -> effectsDone.put(e.step(), e);
            case Entry.ChangesMade e -> changesMade.add(e.step());
            case WaitStarted e -> {
                waits.put(e.step(), e);
                until = e.until();
                state = RunState.AWAITING_TIMER;
            }
            case Said e -> {
                said.add(e);
                laneOf(e.lane()).said.add(e.step());
            }
            case RunFinished e -> {
                finished = e;
                state = e.state();
            }
            case Entry.UndoStarted e -> undo.add(e, recorded.at());
            case Entry.EffectUndoStarted e -> undo.add(e);
            case Entry.EffectUndoDone e -> undo.add(e);
            case EffectUndone e -> undo.add(e);
            case RunUndone e -> {
                runUndone = e;
                state = RunState.UNDONE;
            }
            case Entry.Forgotten e -> {
                forgotten = recorded;
                started = started == null ? NOTHING_KNOWN : started;
                state = e.state() == null ? state : e.state();
            }
        }
    }

    private void resolved(Entry.ApprovalResolved resolution, Instant at) {
        Lane lane = laneOf(resolution.lane());
        lane.resolve(resolution);
        lane.resolvedAt = at;
        lastAnswered = lane;
        Set<Integer> approved = new HashSet<>();
        resolution.decisions().stream().filter(Entry.EffectDecision::approved).forEach(d -> approved.add(d.number()));
        List<EffectProposed> denied = lane.asked().stream()
                .filter(proposal -> !approved.contains(proposal.number()))
                .toList();
        denied.forEach(proposal -> refused.add(proposal.hash()));
        if (!denied.isEmpty() && approved.isEmpty()) {
            plans.denied(resolution.reason());
        }
        state = RunState.PREVIEWING;
    }

    private Lane laneOf(int number) {
        if (number == Entry.APPLY_LANE) {
            return apply;
        }
        return previews.stream()
                .filter(lane -> lane.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Run %s has no preview %d".formatted(id, number)));
    }

    /// At a glance.
    public Journal.Summary summary() {
        return new Journal.Summary(id, start().intent(), state, startedAt(), due());
    }

    /// When the run goes on by itself; the epoch if it does not.
    private Instant due() {
        if (!undo.open().isEmpty()) {
            return undo.requested();
        }
        if (state == RunState.AWAITING_TIMER) {
            return until;
        }
        Entry.ApprovalRequested asked =
                state != RunState.AWAITING_APPROVAL || previews.isEmpty() ? null : previews.getLast().requested;
        return asked == null || asked.expires() == null ? Instant.EPOCH : asked.expires();
    }

    public RunId id() {
        return id;
    }

    public RunState state() {
        return state;
    }

    public RunStarted start() {
        if (started == null) {
            throw new IllegalStateException("Run %s has no beginning".formatted(id));
        }
        return started;
    }

    /// What the run may take and took.
    RunBudget budget() {
        return budget;
    }

    /// The number of the last entry. Whoever decides on a run says with it which state of the run they looked at.
    public long length() {
        return entries.size();
    }

    public List<Recorded> entries() {
        return List.copyOf(entries);
    }

    public Optional<PlanReady> plan() {
        return plans.last();
    }

    /// Whether a refusal with this reason would lead to another plan: only a model can make one, only from words, and
    /// only while nothing has been done.
    boolean mayReplan(String reason) {
        return !reason.isBlank() && effectsStarted.isEmpty() && plans.mayBeMore();
    }

    /// Whether the person refused the last plan, or it failed in its preview, and another one is to be made.
    boolean replans() {
        boolean isRefused = plans.isDenied() && preview().stream().anyMatch(l -> l.resolved != null);
        return (isRefused && effectsStarted.isEmpty() && plans.mayBeMore())
                || failure().isPresent();
    }

    /// Where the last plan failed, before anybody decided anything.
    private Optional<Plans.Failure> failure() {
        return plans.failing(preview()
                .filter(lane -> lane.started.afterStep() == 0 && effectsStarted.isEmpty())
                .filter(_ -> previews.stream().allMatch(each -> each.resolved == null))
                .flatMap(PreviewFault::of));
    }

    /// All plans that failed in their previews and were, or are to be, replaced.
    List<Plans.Failure> failures() {
        return Stream.concat(plans.failures().stream(), failure().stream()).toList();
    }

    /// The question that the run waits with.
    public Optional<Entry.QuestionAsked> question() {
        return state != RunState.AWAITING_ANSWER
                ? Optional.empty()
                : apply.openQuestion().or(() -> preview().flatMap(Lane::openQuestion));
    }

    /// The preview that somebody decided on last.
    Optional<Lane> lastAnswered() {
        return Optional.ofNullable(lastAnswered);
    }

    Optional<Entry.PlanDeclined> declined() {
        return Optional.ofNullable(declined);
    }

    Optional<Entry.PlanFailed> planFailed() {
        return Optional.ofNullable(planFailed);
    }

    public Optional<RunFinished> finished() {
        return Optional.ofNullable(finished);
    }

    Optional<RunUndone> runUndone() {
        return Optional.ofNullable(runUndone);
    }

    /// The newest preview.
    Optional<Lane> preview() {
        return previews.isEmpty() ? Optional.empty() : Optional.of(previews.getLast());
    }

    Optional<Lane> preview(int number) {
        return previews.stream().filter(lane -> lane.number() == number).findFirst();
    }

    List<Lane> previews() {
        return List.copyOf(previews);
    }

    /// The lane of all that really happened.
    Lane apply() {
        return apply;
    }

    /// Whether code has run, or is to run, for real with the decisions of this preview.
    boolean isApplying(Lane preview) {
        return appliedPreview == preview.number();
    }

    int appliedPreview() {
        return appliedPreview;
    }

    Optional<EffectStarted> effectStarted(int step) {
        return Optional.ofNullable(effectsStarted.get(step));
    }

    Optional<Entry.EffectDone> effectDone(int step) {
        return Optional.ofNullable(effectsDone.get(step));
    }

    /// Whether an effect that was cut short has been completed meanwhile.
    boolean areChangesMade(int step) {
        return changesMade.contains(step);
    }

    List<EffectStarted> effectsStarted() {
        return List.copyOf(effectsStarted.values());
    }

    Optional<WaitStarted> waiting(int step) {
        return Optional.ofNullable(waits.get(step));
    }

    /// When the wait of a waiting run is over.
    public Instant until() {
        return until;
    }

    List<Said> said() {
        return List.copyOf(said);
    }

    /// Whether a step of applying has said its text.
    boolean wasSaid(int step) {
        return apply.said.contains(step);
    }

    /// What is known about taking back its effects.
    Undoing undo() {
        return undo;
    }

    List<Plans.Denial> denials() {
        return plans.denials();
    }

    /// When the run's content was removed, if it was: then all there is to know is how it ended.
    public Optional<Instant> forgottenAt() {
        return Optional.ofNullable(forgotten).map(Recorded::at);
    }

    /// When the run began.
    public Instant startedAt() {
        Instant kept = forgotten != null && forgotten.entry() instanceof Entry.Forgotten f ? f.startedAt() : null;
        return kept == null ? entries.getFirst().at() : kept;
    }

    /// Whether the person refused exactly this before, in this run.
    boolean isRefused(String effectHash) {
        return refused.contains(effectHash);
    }

    /// What was proposed: the last preview of each stage, without what a later stage looked at again; in the order of
    /// the code.
    List<Proposed> proposals() {
        List<Proposed> proposals = new ArrayList<>();
        for (int i = 0; i < previews.size(); i++) {
            Lane lane = previews.get(i);
            int upTo = i + 1 < previews.size() ? previews.get(i + 1).started.afterStep() : Integer.MAX_VALUE;
            lane.proposals.values().stream()
                    .filter(proposal -> proposal.step() <= upTo)
                    .forEach(proposal -> proposals.add(new Proposed(lane, proposal)));
        }
        proposals.sort(Comparator.comparingInt(p -> p.effect().step()));
        return proposals;
    }

    /// The number of the last effect before the stage that this preview looks at; effects are numbered over all
    /// stages.
    int effectsBefore(Lane preview) {
        return proposals().stream()
                .map(Proposed::effect)
                .filter(proposal -> proposal.step() <= preview.started.afterStep())
                .mapToInt(EffectProposed::number)
                .max()
                .orElse(0);
    }
}
