package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Draft;
import dev.errand.os.device.Storage;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.StepContext;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.QuestionAsked;
import dev.errand.runtime.journal.Entry.Returned;
import dev.errand.runtime.journal.Entry.RuleDenial;
import dev.errand.runtime.journal.Entry.StepFinished;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.policy.EffectHash;
import dev.errand.runtime.policy.Judge;
import dev.errand.runtime.policy.Origins;
import dev.errand.runtime.policy.Policy;
import dev.errand.sandbox.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers calls in a preview: reads are real, effects are recorded, and later reads see what the recorded effects will
/// have done through a copy-on-write view of the device.
///
/// The preview stops where it would have to guess: at a field that is only known once the effect has happened, at a
/// read of what a recorded effect may have changed and no view covers, and at reads after a wait that was skipped.
final class PreviewCalls extends LaneCalls {
    private final Lane lane;
    private final EarlierPreview earlier;
    private final Judge judge;
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
        this.earlier = EarlierPreview.of(run, lane, world.catalogue());
        this.judge = world.judge(run);
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
            earlier.pass(step);
            if (!happened) {
                noteAgain(step, recorded.get());
            }
            return replay(recorded.get(), step);
        }
        return switch (effect) {
            case PURE -> known(step).orElseGet(() -> look(step));
            case READ -> isUncertain(step) ? rest() : known(step).orElseGet(() -> look(step));
            case FETCH -> isUncertain(step) ? rest() : known(step).orElseGet(() -> fetch(step));
            case ASK -> known(step).orElseGet(() -> within(() -> ask(step)));
            case SAY -> say(step);
            case WAIT -> skipWait(step);
            case WRITE, SEND, EXECUTE, DESTROY, SPEND -> propose(step);
        };
    }

    @Override
    boolean willBeKnown(int step) {
        return step > lane.started.afterStep();
    }

    private Answer rest() {
        return stop(Ending.REST_AT_RUN_TIME);
    }

    private Optional<Answer> known(Step step) {
        return earlier.step(step).map(before -> {
            moveClock(lane.started.fresh() ? now() : before.clock());
            return finish(step, Done.known(before, now()));
        });
    }

    private Answer look(Step step) {
        return within(() -> lookNow(step));
    }

    private Answer lookNow(Step step) {
        Done done = perform(step, step.arguments(), new Draft(view, this::clock), true);
        moveClock(time());
        return finish(step, done);
    }

    /// A wait that was skipped has moved the run's time on.
    @Override
    Instant time() {
        return waited ? clock() : now();
    }

    private Answer fetch(Step step) {
        Map<String, Origin> provenance = origins.of(step.operation(), step.arguments(), Set.of());
        Verdict verdict = judge.judge(new Policy.Proposal(step.operation(), provenance, 1), step.arguments())
                .verdict();
        return verdict == Verdict.ALLOWED ? look(step) : propose(step);
    }

    private Answer ask(Step step) {
        Done done = perform(step, step.arguments(), view, true);
        if (done.value() == null) {
            return finish(step, done);
        }
        QuestionAsked question =
                Questions.ask(lane.number(), step.number(), done.value().value(), List.copyOf(withheld));
        QuestionAsked asked = lane.questions.get(step.number());
        if (asked == null) {
            log.write(question);
            return stop(Ending.QUESTION);
        }
        requireSame(step, asked, question);
        var answered = lane.answers.get(step.number());
        if (answered == null) {
            return stop(Ending.QUESTION);
        }
        moveClock(time());
        return finish(step, Done.returned(Questions.value(asked, answered.answer()), now()));
    }

    private Answer say(Step step) {
        Done done = perform(step, step.arguments(), view, true);
        remember(done.value());
        return finish(step, done);
    }

    private void remember(@Nullable Returned said) {
        if (said != null) {
            withheld.add(said.value().asText());
        }
    }

    private Answer skipWait(Step step) {
        Done done = perform(step, step.arguments(), view, true);
        skipTo(done.value());
        return finish(step, done);
    }

    private void skipTo(@Nullable Returned until) {
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
        try {
            return propose(step, earlier.decision(step));
        } catch (DeviceFailure e) {
            // What fails now may not fail once what was recorded before it has happened.
            return isUncertain(step) ? rest() : finish(step, Done.failed(Done.failed(e), now()));
        }
    }

    private Answer propose(Step step, Optional<EarlierPreview.InForce> decision) {
        ObjectNode arguments = decision.map(EarlierPreview.InForce::arguments).orElse(step.arguments());
        Map<String, Origin> provenance =
                origins.of(step.operation(), arguments, EarlierPreview.edited(step.arguments(), arguments));
        String hash = EffectHash.of(step.operation(), arguments, view);
        Verdict settled = decision.filter(d ->
                        d.holds(EffectHash.of(step.operation(), d.proposal().arguments(), view), provenance))
                .map(EarlierPreview.InForce::verdict)
                .orElse(null);
        RuleDenial denial = judge.denial(step.operation(), arguments)
                .map(rule -> new RuleDenial(rule.id(), rule.sentence()))
                .orElse(null);
        boolean refusedByPerson = settled == Verdict.DENIED || (settled == null && run.isRefused(hash));
        boolean refused = denial != null || refusedByPerson;
        Returned preview = refused ? Foresight.ofRefused() : foresee(step, arguments);
        moveClock(time());
        EffectProposed proposal = new EffectProposed(
                lane.number(),
                step.number(),
                ++effects,
                step.name(),
                step.operation().calledWith(arguments).effect(),
                step.arguments(),
                arguments,
                hash,
                step.operation().describe(arguments),
                provenance,
                denial != null ? null : refusedByPerson ? Verdict.DENIED : settled,
                preview,
                step.line(),
                clock(),
                denial);
        log.note(proposal);
        return refused ? refuse(step, proposal, decision) : afterProposal(step, proposal);
    }

    private Answer refuse(Step step, EffectProposed proposal, Optional<EarlierPreview.InForce> decision) {
        RuleDenial denial = proposal.denied();
        return finish(
                step,
                Done.failed(
                        denial != null
                                ? denied(denial)
                                : denied(decision.map(EarlierPreview.InForce::reason)
                                        .orElse("")),
                        now()));
    }

    /// What the effect will return, as far as that is known beforehand. What goes through storage alone is simply
    /// done on a copy, which later reads of this preview then see.
    private Returned foresee(Step step, ObjectNode arguments) {
        Surroundings.Chance chance = world.chance(run, step.number());
        Draft next = new Draft(view, this::clock);
        StepContext context = world.context(run, step.number(), time(), next, chance, true);
        if (step.operation().recovery() == Recovery.JOURNALED) {
            Result result = step.operation().body().perform(arguments, context);
            view = next;
            return Done.returned(result, List.of());
        }
        return step.operation()
                .body()
                .preview(arguments, context)
                .map(result -> Foresight.partly(step.operation(), result))
                .orElseGet(() -> Foresight.nothingKnown(step.operation()));
    }

    private Answer replayProposal(Step step, EffectProposed proposal) {
        if (!step.isSameAs(proposal.operation(), proposal.proposed())) {
            throw new Diverged(
                    step.number(), proposal.operation() + proposal.proposed(), step.name() + step.arguments());
        }
        Optional<EarlierPreview.InForce> decision = earlier.decision(step);
        effects = Math.max(effects, proposal.number());
        moveClock(proposal.clock());
        if (proposal.settled() == Verdict.DENIED || proposal.denied() != null) {
            StepFinished refused = lane.steps.get(step.number());
            return refused == null ? refuse(step, proposal, decision) : replay(refused, step);
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
        return Foresight.isBlank(step.operation(), proposal.preview())
                        || step.operation().effect() == EffectClass.FETCH
                ? rest()
                : value(step, proposal.preview());
    }

    /// Whether the world may look different when this call is made for real: after a wait that was skipped, or after a
    /// recorded effect that the view does not show. A command may change everything, any other effect outside of
    /// storage what its own skill reads.
    private boolean isUncertain(Step step) {
        return waited
                || outsideView.stream()
                        .anyMatch(p -> p.effect() == EffectClass.EXECUTE
                                || p.operation().startsWith(step.operation().skill() + "."));
    }
}
