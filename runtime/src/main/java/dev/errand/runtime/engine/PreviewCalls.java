package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Draft;
import dev.errand.os.device.Storage;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Recovery;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.Failed;
import dev.errand.runtime.journal.Entry.QuestionAsked;
import dev.errand.runtime.journal.Entry.Returned;
import dev.errand.runtime.journal.Entry.RuleDenial;
import dev.errand.runtime.journal.Entry.StepFinished;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.policy.EffectHash;
import dev.errand.runtime.policy.Judge;
import dev.errand.runtime.policy.Origins;
import dev.errand.sandbox.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers calls in a preview: reads are real, effects are recorded, and later reads see what the recorded effects
/// will have done through a copy-on-write view of the device.
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
        Outflow outflow = Outflow.of(step, step.arguments(), origins, view, () -> foresee(step, step.arguments()));
        Verdict verdict = judge.judge(outflow.proposal(1), step.arguments()).verdict();
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
        return finish(step, Done.returned(Questions.value(asked, answered), now()));
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
        } catch (Impossible e) {
            return failing(step, e.failed());
        } catch (DeviceFailure e) {
            return failing(step, Done.failed(e));
        }
    }

    /// What fails now may not fail once what was recorded before it has happened.
    private Answer failing(Step step, Failed failed) {
        return isUncertain(step) ? rest() : finish(step, Done.failed(failed, now()));
    }

    private Answer propose(Step made, Optional<EarlierPreview.InForce> decision) {
        ObjectNode arguments = decision.map(EarlierPreview.InForce::arguments).orElse(made.arguments());
        Step step = made.as(arguments);
        RuleDenial denial = judge.denial(step.operation(), arguments)
                .map(rule -> new RuleDenial(rule.id(), rule.sentence()))
                .orElse(null);
        boolean refusedBefore = denial != null
                || decision.filter(EarlierPreview.InForce::isRefusal).isPresent();
        Foreseen foreseen = refusedBefore ? new Foreseen(Foresight.ofRefused(), view) : foreseen(step, arguments, view);
        Outflow outflow = Outflow.of(step, arguments, origins, view, foreseen::result);
        String hash = outflow.hash(view);
        Verdict settled = denial != null ? null : settled(made, decision, outflow);
        boolean refusedByPerson =
                denial == null && (settled == Verdict.DENIED || (settled == null && isRefused(outflow, hash)));
        boolean refused = denial != null || refusedByPerson;
        EffectProposed proposal = proposal(
                step,
                outflow,
                hash,
                refusedByPerson ? Verdict.DENIED : settled,
                refused ? Foresight.ofRefused() : foreseen.result(),
                denial);
        if (!refused) {
            view = foreseen.after();
        }
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

    /// What the person decided about the call before, as far as that holds for what it is now.
    private @Nullable Verdict settled(Step made, Optional<EarlierPreview.InForce> decision, Outflow outflow) {
        return decision.filter(d -> d.isRefusal() || d.holds(hashOfWhatWasSeen(made, d), outflow.provenance()))
                .map(EarlierPreview.InForce::verdict)
                .orElse(null);
    }

    private String hashOfWhatWasSeen(Step made, EarlierPreview.InForce decision) {
        ObjectNode seen = decision.proposal().arguments();
        Step step = made.as(seen);
        return EffectHash.isFirst(decision.proposal().hash())
                ? EffectHash.first(step.operation(), seen, view)
                : Outflow.of(step, seen, origins, view, () -> foresee(step, seen))
                        .hash(view);
    }

    private boolean isRefused(Outflow outflow, String hash) {
        return run.isRefused(hash)
                || run.isRefused(EffectHash.first(outflow.step().operation(), outflow.arguments(), view));
    }

    private EffectProposed proposal(
            Step step,
            Outflow outflow,
            String hash,
            @Nullable Verdict settled,
            Returned preview,
            @Nullable RuleDenial denial) {
        moveClock(time());
        return new EffectProposed(
                lane.number(),
                step.number(),
                ++effects,
                step.name(),
                step.operation().effect(),
                step.arguments(),
                outflow.arguments(),
                hash,
                step.operation().describe(outflow.arguments()),
                outflow.provenance(),
                settled,
                preview,
                step.line(),
                clock(),
                denial,
                outflow.found(),
                outflow.disclosures(),
                origins.outsideWords(step.operation(), outflow.arguments()));
    }

    /// @param after the view of the device once the effect has happened
    private record Foreseen(Returned result, Storage after) {}

    private Returned foresee(Step step, ObjectNode arguments) {
        return foreseen(step, arguments, view).result();
    }

    /// What the effect will return, as far as that is known beforehand. What goes through storage alone is simply
    /// done on a copy, which later reads of this preview then see.
    private Foreseen foreseen(Step step, ObjectNode arguments, Storage before) {
        Draft next = new Draft(before, this::clock);
        boolean isShown = step.operation().recovery() == Recovery.JOURNALED;
        return new Foreseen(foresee(step, arguments, next), isShown ? next : before);
    }

    private Answer replayProposal(Step made, EffectProposed proposal) {
        Step step = made.as(proposal.arguments());
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
            view = foreseen(step, proposal.arguments(), view).after();
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

    /// Whether the world may look different when this call is made for real: after a wait that was skipped, or after
    /// a recorded effect that the view does not show. A command may change everything, any other effect outside of
    /// storage what its own skill reads.
    private boolean isUncertain(Step step) {
        return waited
                || outsideView.stream()
                        .anyMatch(p -> p.effect() == EffectClass.EXECUTE
                                || p.operation().startsWith(step.operation().skill() + "."));
    }
}
