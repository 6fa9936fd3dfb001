package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Draft;
import dev.errand.os.device.Storage;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.Shape;
import dev.errand.runtime.journal.Entry.EffectDecision;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.QuestionAsked;
import dev.errand.runtime.journal.Entry.Returned;
import dev.errand.runtime.journal.Entry.StepFinished;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.policy.EffectHash;
import dev.errand.runtime.policy.Origins;
import dev.errand.runtime.policy.Policy;
import dev.errand.sandbox.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Answers calls in a preview: reads are real, effects are recorded, and later reads see what the recorded effects will
/// have done through a copy-on-write view of the device.
///
/// The preview stops where it would have to guess: at a field that is only known once the effect has happened, at a
/// read of what a recorded effect may have changed and no view covers, and at reads after a wait that was skipped.
final class PreviewCalls extends LaneCalls {
    private record InForce(EffectProposed proposal, Verdict verdict, ObjectNode arguments, String reason) {}

    private final Lane lane;
    private final Repeats<StepFinished> earlier = new Repeats<>();
    private final Repeats<InForce> inForce = new Repeats<>();
    private final List<String> withheld = new ArrayList<>();
    private final List<EffectProposed> outsideView = new ArrayList<>();
    private Storage view;
    private boolean waited;
    private int effects;

    PreviewCalls(RunLog log, Surroundings world, Origins origins, Lane lane, Instant startOfRun) {
        super(log, world, origins, lane.number(), startOfRun);
        this.lane = lane;
        this.view = world.device().storage();
        this.effects = run.effectsBefore(lane);
        run.preview(lane.number() - 1)
                .filter(before -> before.started.afterStep() == lane.started.afterStep())
                .ifPresent(this::learnFrom);
    }

    /// The preview before this one of the same stage: what it found out, and what the person decided about it.
    private void learnFrom(Lane before) {
        for (StepFinished step : before.steps.values()) {
            boolean stays = step.chance() || before.questions.containsKey(step.step());
            if (stays || !lane.started.fresh()) {
                earlier.add(step.operation(), step.arguments(), step);
            }
        }
        Map<Integer, EffectDecision> decisions = new java.util.HashMap<>();
        if (before.resolved != null) {
            before.resolved.decisions().forEach(d -> decisions.put(d.number(), d));
        }
        for (EffectProposed proposal : before.proposals.values()) {
            decided(before, proposal, decisions.get(proposal.number()))
                    .ifPresent(d -> inForce.add(proposal.operation(), proposal.proposed(), d));
        }
    }

    private static Optional<InForce> decided(
            Lane before, EffectProposed proposal, @org.jspecify.annotations.Nullable EffectDecision decision) {
        Verdict ruled = before.ruling(proposal.number()).map(r -> r.verdict()).orElse(Verdict.ALLOWED);
        String reason = before.resolved == null ? "" : before.resolved.reason();
        boolean asked = ruled == Verdict.ASK || ruled == Verdict.ASK_PERSON;
        if (decision != null && decision.approved() && decision.arguments() != null) {
            return Optional.of(new InForce(proposal, Verdict.EDITED, decision.arguments(), reason));
        } else if (decision != null && decision.approved() && asked) {
            return Optional.of(new InForce(proposal, Verdict.APPROVED, proposal.arguments(), reason));
        } else if (before.resolved != null && asked) {
            return Optional.of(new InForce(proposal, Verdict.DENIED, proposal.arguments(), reason));
        } else if (proposal.settled() != null) {
            return Optional.of(new InForce(proposal, proposal.settled(), proposal.arguments(), reason));
        }
        return Optional.empty();
    }

    List<String> withheld() {
        return withheld;
    }

    boolean waits() {
        return waited;
    }

    @Override
    Optional<StepFinished> recorded(int step) {
        return step <= lane.started.afterStep()
                ? Optional.ofNullable(run.apply().steps.get(step))
                : Optional.ofNullable(lane.steps.get(step));
    }

    @Override
    Answer answer(Step step) {
        boolean happened = step.number() <= lane.started.afterStep();
        EffectProposed proposed = lane.proposals.get(step.number());
        if (!happened && proposed != null) {
            return replayProposal(step, proposed);
        }
        EffectClass effect = step.operation().effect();
        Optional<StepFinished> recorded = recorded(step.number());
        if (recorded.isPresent()) {
            if (!happened) {
                earlier.take(step.name(), step.arguments());
                inForce.take(step.name(), step.arguments());
                noteAgain(step, recorded.get());
            }
            return replay(recorded.get(), step);
        }
        return switch (effect) {
            case PURE -> known(step).orElseGet(() -> look(step));
            case READ -> waited || isOutsideView(step) ? rest() : known(step).orElseGet(() -> look(step));
            case FETCH -> waited ? rest() : known(step).orElseGet(() -> fetch(step));
            case ASK -> known(step).orElseGet(() -> ask(step));
            case SAY -> say(step);
            case WAIT -> skipWait(step);
            case WRITE, SEND, EXECUTE, DESTROY, SPEND -> propose(step);
        };
    }

    private Answer rest() {
        return stop(Ending.REST_AT_RUN_TIME);
    }

    private Optional<Answer> known(Step step) {
        return earlier.take(step.name(), step.arguments()).map(before -> {
            moveClock(lane.started.fresh() ? now() : before.clock());
            return finish(step, new Done(before.value(), before.failure(), before.chance(), now(), 0));
        });
    }

    private Answer look(Step step) {
        Done done = perform(step, step.arguments(), new Draft(view, this::clock), true);
        moveClock(later());
        return finish(step, done);
    }

    /// Real time, as far as no wait was skipped.
    private Instant later() {
        return waited ? clock() : now();
    }

    private Answer fetch(Step step) {
        Map<String, Origin> provenance = origins.of(step.operation(), step.arguments(), Set.of());
        Verdict verdict = Policy.judge(new Policy.Proposal(step.operation(), provenance, 1))
                .verdict();
        return verdict == Verdict.ALLOWED ? look(step) : propose(step);
    }

    private Answer ask(Step step) {
        var answered = lane.answers.get(step.number());
        QuestionAsked asked = lane.questions.get(step.number());
        if (answered != null && asked != null) {
            moveClock(later());
            return finish(step, Done.returned(Questions.value(asked, answered.answer()), now()));
        }
        Returned question = Objects.requireNonNull(
                perform(step, step.arguments(), view, true).value());
        if (asked == null) {
            log.write(Questions.ask(lane.number(), step.number(), question.value(), List.copyOf(withheld)));
        }
        return stop(Ending.QUESTION);
    }

    private Answer say(Step step) {
        Done done = perform(step, step.arguments(), view, true);
        remember(done.value());
        return finish(step, done);
    }

    private void remember(@org.jspecify.annotations.Nullable Returned said) {
        if (said != null) {
            withheld.add(said.value().asText());
        }
    }

    private Answer skipWait(Step step) {
        Done done = perform(step, step.arguments(), view, true);
        skipTo(done.value());
        return finish(step, done);
    }

    private void skipTo(@org.jspecify.annotations.Nullable Returned until) {
        if (until != null) {
            waited = true;
            moveClock(Instant.parse(until.value().asText()));
        }
    }

    private void noteAgain(Step step, StepFinished recorded) {
        switch (step.operation().effect()) {
            case SAY -> remember(recorded.value());
            case WAIT -> skipTo(recorded.value());
            case PURE, READ, ASK, FETCH, WRITE, SEND, EXECUTE, DESTROY, SPEND -> {}
        }
    }

    private Answer propose(Step step) {
        Optional<InForce> decision = inForce.take(step.name(), step.arguments());
        Verdict settled = decision.map(InForce::verdict).orElse(null);
        ObjectNode arguments = decision.map(InForce::arguments).orElse(step.arguments());
        Map<String, Origin> provenance = origins.of(step.operation(), arguments, changed(step.arguments(), arguments));
        String hash = hash(step, arguments);
        if (settled == Verdict.APPROVED && !decision.get().proposal().hash().equals(hash)) {
            settled = null; // what goes along has changed since it was approved
        }
        boolean refused = settled == Verdict.DENIED || run.isRefused(hash);
        Returned preview = nothing();
        if (!refused) {
            try {
                preview = foresee(step, arguments);
            } catch (DeviceFailure e) {
                return finish(step, Done.failed(Done.failed(e), now()));
            }
        }
        moveClock(later());
        EffectProposed proposal = new EffectProposed(
                lane.number(),
                step.number(),
                ++effects,
                step.name(),
                step.operation().effect(),
                step.arguments(),
                arguments,
                hash,
                step.operation().describe(arguments),
                provenance,
                refused ? Verdict.DENIED : settled,
                preview,
                step.line(),
                clock());
        log.note(proposal);
        return refused
                ? finish(step, Done.failed(denied(decision.map(InForce::reason).orElse("")), now()))
                : afterProposal(step, proposal);
    }

    private String hash(Step step, ObjectNode arguments) {
        return EffectHash.of(step.operation(), arguments, view);
    }

    private static Set<String> changed(ObjectNode proposed, ObjectNode arguments) {
        Set<String> changed = new HashSet<>();
        arguments.properties().forEach(member -> {
            if (!member.getValue().equals(proposed.get(member.getKey()))) {
                changed.add(member.getKey());
            }
        });
        return changed;
    }

    private static Returned nothing() {
        return new Returned(
                JsonNodeFactory.instance.nullNode(),
                new Origin(dev.errand.os.operation.Provenance.CODE, "nothing"),
                Map.of(),
                List.of());
    }

    /// What the effect will return, as far as that is known beforehand. What goes through storage alone is simply
    /// done on a copy, which later reads of this preview then see.
    private Returned foresee(Step step, ObjectNode arguments) {
        Surroundings.Chance chance = world.chance(run, step.number());
        if (step.operation().recovery() == Recovery.JOURNALED) {
            Draft next = new Draft(view, this::clock);
            Result result = step.operation()
                    .body()
                    .perform(arguments, world.context(run, step.number(), now(), next, chance, true));
            view = next;
            return Done.returned(result, List.of());
        }
        Draft glance = new Draft(view, this::clock);
        Optional<Result> result = step.operation()
                .body()
                .preview(arguments, world.context(run, step.number(), now(), glance, chance, true));
        return result.map(r -> Done.returned(r, missing(step.operation().result(), r)))
                .orElseGet(() -> unknown(step));
    }

    private static List<String> missing(Shape shape, Result result) {
        return shape instanceof Shape.Structure structure
                ? structure.fields().stream()
                        .filter(field -> result.value().path(field.name()).isNull())
                        .map(field -> "/" + field.name())
                        .toList()
                : List.of();
    }

    private Returned unknown(Step step) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<String> unknown = new ArrayList<>();
        if (step.operation().result() instanceof Shape.Structure structure) {
            for (Shape.Field field : structure.fields()) {
                object.putNull(field.name());
                unknown.add("/" + field.name());
            }
        }
        return new Returned(object, new Origin(step.operation().provenance(), step.name()), Map.of(), unknown);
    }

    private Answer replayProposal(Step step, EffectProposed proposal) {
        if (!proposal.operation().equals(step.name()) || !proposal.proposed().equals(step.arguments())) {
            throw new Diverged(
                    step.number(), proposal.operation() + proposal.proposed(), step.name() + step.arguments());
        }
        inForce.take(step.name(), step.arguments());
        effects = Math.max(effects, proposal.number());
        moveClock(proposal.clock());
        StepFinished refused = lane.steps.get(step.number());
        if (refused != null) {
            return replay(refused, step);
        }
        if (step.operation().recovery() == Recovery.JOURNALED) {
            foresee(step, proposal.arguments());
        }
        return afterProposal(step, proposal);
    }

    private Answer afterProposal(Step step, EffectProposed proposal) {
        if (step.operation().recovery() != Recovery.JOURNALED) {
            outsideView.add(proposal);
        }
        boolean isWhollyUnknown = proposal.preview().value().isObject()
                && proposal.preview().value().isEmpty()
                && !(step.operation().result() instanceof Shape.Nothing);
        return isWhollyUnknown || step.operation().effect() == EffectClass.FETCH
                ? rest()
                : value(step, proposal.preview());
    }

    /// Whether a recorded effect may have changed what this call reads, and the view does not show it: a command may
    /// change everything, any other effect outside of storage what its own skill reads.
    private boolean isOutsideView(Step step) {
        return outsideView.stream()
                .anyMatch(p -> p.effect() == EffectClass.EXECUTE
                        || p.operation().startsWith(step.operation().skill() + "."));
    }
}
