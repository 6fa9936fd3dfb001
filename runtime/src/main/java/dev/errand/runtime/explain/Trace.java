package dev.errand.runtime.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Entry.PlanReady;
import dev.errand.runtime.journal.Entry.StepFinished;
import dev.errand.runtime.journal.Recorded;
import dev.errand.sandbox.syntax.ProgramFlow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The steps of a run and the code that made them: what really happened if anything did, else the last preview.
final class Trace {
    private final Map<Integer, Map<Integer, Deed>> lanes = new HashMap<>();
    private final Map<Integer, Integer> effects = new HashMap<>();
    private final Map<Integer, EffectProposed> proposals = new TreeMap<>();
    private final Set<Integer> refused = new HashSet<>();
    private List<Integer> asked = List.of();
    private final Set<String> rules = new LinkedHashSet<>();
    private Entry.@Nullable BudgetReached budget;
    private String reason = "";
    private int lane = 1;
    private int afterStep;
    private boolean applied;
    private boolean looksAhead = true;
    private @Nullable PlanReady plan;
    private final List<Deed> deeds;
    private final List<String> code;
    private final ProgramFlow flow;
    private final Map<Integer, List<Deed>> bySite = new HashMap<>();

    Trace(Run run) {
        run.entries().stream().map(Recorded::entry).forEach(this::add);
        this.deeds = List.copyOf(deedsInForce().values());
        this.code = plan == null ? List.of() : plan.code().lines().toList();
        this.flow = plan == null || !plan.language().equals("js") ? ProgramFlow.UNKNOWN : ProgramFlow.of(plan.code());
        for (Deed deed : deeds) {
            site(deed)
                    .ifPresent(site ->
                            bySite.computeIfAbsent(site, _ -> new ArrayList<>()).add(deed));
        }
    }

    private void add(Entry entry) {
        switch (entry) {
            case PlanReady e -> {
                plan = e;
                lanes.clear();
                proposals.clear();
            }
            case Entry.PreviewStarted e -> {
                lane = e.lane();
                afterStep = e.afterStep();
                looksAhead = true;
            }
            case EffectProposed e -> {
                proposals.put(e.number(), e);
                refused.remove(e.number());
                if (e.denied() != null) {
                    refused.add(e.number());
                    rules.add(e.denied().sentence());
                }
                lane(e.lane()).put(e.step(), proposed(e));
            }
            case Entry.ApplyStarted _ -> {
                applied = true;
                looksAhead = false;
            }
            case EffectStarted e -> {
                effects.put(e.step(), e.number());
                lane(Entry.APPLY_LANE).put(e.step(), started(e));
            }
            case StepFinished e -> lane(e.lane()).put(e.step(), finished(e));
            case Entry.BudgetReached e -> budget = e;
            case Entry.ApprovalRequested e -> asked = e.effects();
            case Entry.ApprovalResolved e -> resolved(e);
            case Entry.EffectsJudged e ->
                e.rulings().stream()
                        .filter(r -> r.verdict() == Entry.Verdict.DENIED)
                        .forEach(r -> refused.add(r.number()));
            case Entry.RunStarted _,
                    Entry.ModelCallStarted _,
                    Entry.ModelCallFinished _,
                    Entry.Worked _,
                    Entry.BudgetRaised _,
                    Entry.PlanDeclined _,
                    Entry.PlanFailed _,
                    Entry.PreviewFinished _,
                    Entry.PreviewKept _,
                    Entry.QuestionAsked _,
                    Entry.QuestionAnswered _,
                    Entry.EffectDone _,
                    Entry.WaitStarted _,
                    Entry.Said _,
                    Entry.RunFinished _,
                    Entry.ChangesMade _,
                    Entry.UndoStarted _,
                    Entry.EffectUndoStarted _,
                    Entry.EffectUndoDone _,
                    Entry.EffectUndone _,
                    Entry.RunUndone _,
                    Entry.Forgotten _ -> {}
        }
    }

    /// What really happened, and after that what a later stage's preview saw and nobody carried out.
    private Map<Integer, Deed> deedsInForce() {
        Map<Integer, Deed> inForce = new TreeMap<>(lane(Entry.APPLY_LANE));
        if (looksAhead) {
            lane(lane).forEach((step, deed) -> {
                if (!applied || step > afterStep) {
                    inForce.put(step, deed);
                }
            });
        }
        return inForce;
    }

    private Map<Integer, Deed> lane(int number) {
        return lanes.computeIfAbsent(number, _ -> new TreeMap<>());
    }

    private static Deed proposed(EffectProposed e) {
        return new Deed(e.step(), e.operation(), e.arguments(), e.preview().value(), null, e.line(), e.number());
    }

    private static Deed started(EffectStarted e) {
        return new Deed(e.step(), e.operation(), e.arguments(), null, null, e.line(), e.number());
    }

    private Deed finished(StepFinished e) {
        Deed before = lane(e.lane()).get(e.step());
        return new Deed(
                e.step(),
                e.operation(),
                before == null ? e.arguments() : before.arguments(), // as the person edited them
                e.value() == null ? null : e.value().value(),
                e.failure(),
                e.line(),
                before == null ? 0 : before.effect());
    }

    private void resolved(Entry.ApprovalResolved decision) {
        reason = decision.reason();
        Set<Integer> approved = new HashSet<>();
        decision.decisions().stream().filter(Entry.EffectDecision::approved).forEach(d -> approved.add(d.number()));
        asked.stream().filter(number -> !approved.contains(number)).forEach(refused::add);
    }

    List<Deed> deeds() {
        return deeds;
    }

    ProgramFlow flow() {
        return flow;
    }

    Optional<PlanReady> plan() {
        return Optional.ofNullable(plan);
    }

    Optional<Deed> step(int number) {
        return deeds.stream().filter(deed -> deed.step() == number).findFirst();
    }

    Optional<Deed> effect(int number) {
        return deeds.stream()
                .filter(deed -> deed.effect() == number)
                .findFirst()
                .or(() -> Optional.ofNullable(proposals.get(number))
                        .flatMap(p -> step(p.step()).filter(d -> d.operation().equals(p.operation()))));
    }

    /// What the person refused, or nobody approved in time.
    List<Deed> refusals() {
        return proposals.values().stream()
                .filter(p -> refused.contains(p.number()))
                .map(Trace::proposed)
                .toList();
    }

    /// What the person's rules say that refused something.
    List<String> rules() {
        return List.copyOf(rules);
    }

    /// The budget that was reached last.
    Optional<Entry.BudgetReached> budget() {
        return Optional.ofNullable(budget);
    }

    /// Why the person refused, in their words.
    String reason() {
        return reason;
    }

    /// The text of a line of the code; empty if there is none.
    String line(int number) {
        return number < 1 || number > code.size() ? "" : code.get(number - 1).strip();
    }

    /// Where in the code this step was called. Of several calls of an operation on one line, the next one is the next
    /// in the text.
    OptionalInt site(Deed deed) {
        List<Integer> sites = sites(deed);
        long before = deeds.stream()
                .filter(d -> d.step() < deed.step()
                        && d.line() == deed.line()
                        && d.operation().equals(deed.operation()))
                .count();
        return sites.isEmpty() ? OptionalInt.empty() : OptionalInt.of(sites.get((int) (before % sites.size())));
    }

    private List<Integer> sites(Deed deed) {
        List<Integer> around = new ArrayList<>();
        List<Integer> exact = new ArrayList<>();
        for (int i = 0; i < flow.calls().size(); i++) {
            ProgramFlow.CallSite site = flow.calls().get(i);
            if (!site.operation().equals(deed.operation())) {
                continue;
            }
            if (site.line() == deed.line()) {
                exact.add(i);
            } else if (site.line() < deed.line() && deed.line() <= site.lastLine()) {
                around.add(i);
            }
        }
        List<Integer> sites = exact.isEmpty() ? around : exact;
        sites.sort(Comparator.comparingInt(i -> flow.calls().get(i).offset()));
        return sites;
    }

    List<Deed> at(int site) {
        return bySite.getOrDefault(site, List.of());
    }

    /// Other steps of the same operation.
    List<Deed> neighbours(Deed deed) {
        return deeds.stream()
                .filter(other ->
                        other.step() != deed.step() && other.operation().equals(deed.operation()))
                .toList();
    }

    /// What all other steps returned.
    List<JsonNode> valuesOfOthers(Deed deed) {
        List<JsonNode> values = new ArrayList<>();
        for (Deed other : deeds) {
            if (other.step() != deed.step() && other.value() != null) {
                values.add(other.value());
            }
        }
        return values;
    }

    /// What the last preview saw where this step came to something else.
    Optional<JsonNode> foreseen(Deed deed) {
        return !applied
                ? Optional.empty()
                : Optional.ofNullable(lane(lane).get(deed.step()))
                        .filter(before -> before.operation().equals(deed.operation()) && before.effect() == 0)
                        .flatMap(before -> Optional.ofNullable(before.value()));
    }
}
