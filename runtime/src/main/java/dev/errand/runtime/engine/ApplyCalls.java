package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Draft;
import dev.errand.os.device.Storage;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Origin;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Entry.QuestionAsked;
import dev.errand.runtime.journal.Entry.Returned;
import dev.errand.runtime.journal.Entry.StepFinished;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.policy.EffectHash;
import dev.errand.runtime.policy.Judge;
import dev.errand.runtime.policy.Origins;
import dev.errand.sandbox.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers calls for real: executes the effects that were decided on, each exactly once, journaled before and after.
///
/// [Deeds] carries them out. An effect that nobody decided on is not executed; the run goes back to preview and
/// decision from there.
final class ApplyCalls extends LaneCalls {
    private final Lane decided;
    private final Judge judge;
    private final Repeats<StepFinished> previewed = new Repeats<>();
    private final Repeats<EffectProposed> expected = new Repeats<>();
    private final Deeds deeds;
    private boolean changed;

    /// @param decided the preview whose decisions are in force
    ApplyCalls(RunLog log, Surroundings world, Origins origins, Lane decided, Instant startOfRun) {
        super(log, world, origins, Entry.APPLY_LANE, startOfRun);
        this.decided = decided;
        this.deeds = new Deeds(this, decided);
        this.judge = world.judge(run);
        decided.steps.values().forEach(step -> previewed.add(step.operation(), step.arguments(), step));
        decided.proposals.values().forEach(p -> expected.add(p.operation(), p.proposed(), p));
    }

    @Override
    Optional<StepFinished> recorded(int step) {
        return Optional.ofNullable(run.apply().steps.get(step));
    }

    @Override
    Instant time() {
        return now();
    }

    @Override
    Answer answer(Step step) {
        requireSameKind(step);
        Optional<StepFinished> recorded = recorded(step.number());
        if (recorded.isPresent()) {
            if (step.number() > decided.started.afterStep()) {
                previewed.take(step.name(), step.arguments());
                expected.take(step.name(), step.arguments());
                changed |=
                        step.operation().effect().isEffect() && recorded.get().failure() == null;
            }
            return replay(recorded.get(), step);
        }
        Optional<EffectStarted> unclear = run.effectStarted(step.number());
        if (unclear.isPresent()) {
            requireSame(step, unclear.get());
            return deeds.settle(step.as(unclear.get().arguments()), unclear.get());
        }
        return switch (step.operation().effect()) {
            case PURE -> previewed(step).orElseGet(() -> look(step));
            case READ -> changed ? look(step) : previewed(step).orElseGet(() -> look(step));
            case FETCH -> previewed(step).orElseGet(() -> fetch(step));
            case ASK -> previewed(step).orElseGet(() -> within(() -> ask(step)));
            case SAY -> within(() -> say(step));
            case WAIT -> run.waiting(step.number()).isPresent() ? await(step) : within(() -> await(step));
            case WRITE, SEND, EXECUTE, DESTROY, SPEND -> effect(step);
        };
    }

    @Override
    boolean willBeKnown(int step) {
        return false;
    }

    private Optional<Answer> previewed(Step step) {
        return previewed.take(step.name(), step.arguments()).map(before -> {
            moveClock(before.clock());
            return finish(step, Done.known(before, now()));
        });
    }

    private Answer look(Step step) {
        return look(step, step.arguments());
    }

    private Answer look(Step step, ObjectNode arguments) {
        return within(() -> lookNow(step, arguments));
    }

    private Answer lookNow(Step step, ObjectNode arguments) {
        Done done = perform(step, arguments, new Draft(world.device().storage(), this::now), false);
        moveClock(now());
        return finish(step, done);
    }

    private Answer fetch(Step step) {
        Optional<EffectProposed> asked = expected.take(step.name(), step.arguments());
        if (asked.isPresent()) {
            if (isRefused(step, asked.get())) {
                return refuse(step, asked.get());
            }
            return isAsDecided(step, asked.get(), world.device().storage())
                    ? look(step, asked.get().arguments())
                    : stop(Ending.UNDECIDED_EFFECT);
        }
        Verdict verdict = judge.judge(
                        outflow(step, step.arguments(), world.device().storage())
                                .proposal(1),
                        step.arguments())
                .verdict();
        return verdict == Verdict.ALLOWED ? look(step) : stop(Ending.UNDECIDED_EFFECT);
    }

    private Answer ask(Step step) {
        Draft draft = new Draft(world.device().storage(), this::now);
        Done done = perform(step, step.arguments(), draft, false);
        if (done.value() == null) {
            return finish(step, done);
        }
        QuestionAsked question =
                Questions.ask(Entry.APPLY_LANE, step.number(), done.value().value(), List.of());
        QuestionAsked asked = run.apply().questions.get(step.number());
        if (asked == null) {
            log.write(question);
            return stop(Ending.QUESTION);
        }
        requireSame(step, asked, question);
        var answered = run.apply().answers.get(step.number());
        if (answered == null) {
            return stop(Ending.QUESTION);
        }
        moveClock(now());
        return finish(step, Done.returned(Questions.value(asked, answered), now()));
    }

    private Answer say(Step step) {
        previewed.take(step.name(), step.arguments());
        Draft draft = new Draft(world.device().storage(), this::now);
        Done done = perform(step, step.arguments(), draft, false);
        boolean wasSaid = run.wasSaid(step.number());
        if (done.value() != null && !wasSaid) {
            log.note(new Entry.Said(
                    Entry.APPLY_LANE, step.number(), done.value().value().asText()));
        }
        return finish(step, done);
    }

    private Answer await(Step step) {
        previewed.take(step.name(), step.arguments());
        var waiting = run.waiting(step.number());
        Instant until;
        if (waiting.isPresent()) {
            until = waiting.get().until();
        } else {
            Draft draft = new Draft(world.device().storage(), this::now);
            Done done = perform(step, step.arguments(), draft, false);
            if (done.value() == null) {
                return finish(step, done);
            }
            until = Instant.parse(done.value().value().asText());
            log.write(new Entry.WaitStarted(step.number(), until));
        }
        if (now().isBefore(until)) {
            return stop(Ending.TIMER);
        }
        moveClock(now());
        Returned over = new Returned(
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.textNode(until.toString()),
                new Origin(step.operation().provenance(), step.name()),
                Map.of(),
                List.of());
        return finish(step, Done.returned(over, now()));
    }

    private Answer effect(Step step) {
        Optional<EffectProposed> proposal = expected.take(step.name(), step.arguments());
        if (proposal.isEmpty()) {
            return foreseenFailure(step).orElseGet(() -> stop(Ending.UNDECIDED_EFFECT));
        }
        if (isRefused(step, proposal.get())) {
            return refuse(step, proposal.get());
        }
        moveClock(proposal.get().clock());
        return within(() -> deeds.execute(step.as(proposal.get().arguments()), proposal.get()));
    }

    /// The preview saw that this cannot be done, and nothing has changed since then.
    private Optional<Answer> foreseenFailure(Step step) {
        return changed
                ? Optional.empty()
                : previewed.take(step.name(), step.arguments()).map(before -> {
                    moveClock(before.clock());
                    return finish(step, Done.known(before, now()));
                });
    }

    /// Whether what is to run is what was decided on: the same files go along to the same recipients, and no label is
    /// another.
    ///
    /// @param storage the device's data as it is looked at for this effect
    boolean isAsDecided(Step step, EffectProposed proposal, Storage storage) {
        try {
            Outflow outflow = outflow(step, proposal.arguments(), storage);
            String hash = EffectHash.isFirst(proposal.hash())
                    ? EffectHash.first(step.operation(), proposal.arguments(), storage)
                    : outflow.hash(storage);
            return hash.equals(proposal.hash()) && !EarlierPreview.isWorse(outflow.provenance(), proposal.provenance());
        } catch (Impossible | DeviceFailure e) {
            return false;
        }
    }

    private Outflow outflow(Step made, ObjectNode arguments, Storage storage) {
        Step step = made.as(arguments);
        return Outflow.of(
                step, arguments, origins, storage, () -> foresee(step, arguments, new Draft(storage, this::now)));
    }

    private boolean isRefused(Step step, EffectProposed proposal) {
        boolean byPerson = proposal.settled() != null
                ? proposal.settled() == Verdict.DENIED
                : decided.isAsked(proposal) && !decided.isApproved(proposal);
        boolean byRule = decided.ruling(proposal.number())
                .filter(ruling -> ruling.verdict() == Verdict.DENIED)
                .isPresent();
        return byPerson || byRule || denial(step, proposal).isPresent();
    }

    /// A rule that refuses it, also one that was made after the effect was decided on.
    private Optional<Entry.RuleDenial> denial(Step step, EffectProposed proposal) {
        return Optional.ofNullable(proposal.denied())
                .or(() -> judge.denial(step.operation(), proposal.arguments())
                        .map(rule -> new Entry.RuleDenial(rule.id(), rule.sentence())));
    }

    private Answer refuse(Step step, EffectProposed proposal) {
        String reason = decided.resolved == null ? "" : decided.resolved.reason();
        return finish(
                step,
                Done.failed(denial(step, proposal).map(LaneCalls::denied).orElseGet(() -> denied(reason)), now()));
    }

    /// Something has really happened: reads are real from here on.
    void worldChanged() {
        changed = true;
    }

    private void requireSameKind(Step step) {
        boolean waited = run.waiting(step.number()).isPresent();
        if (waited && step.operation().effect() != EffectClass.WAIT) {
            throw new Diverged(step.number(), "a wait", step.name() + step.arguments());
        }
    }

    private void requireSame(Step step, EffectStarted started) {
        Optional<EffectProposed> proposal = expected.take(step.name(), step.arguments());
        if (proposal.filter(p -> p.number() == started.number()).isEmpty()) {
            throw new Diverged(
                    step.number(), started.operation() + started.arguments(), step.name() + step.arguments());
        }
    }
}
