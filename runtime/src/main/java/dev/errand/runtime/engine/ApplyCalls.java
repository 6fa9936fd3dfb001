package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Changes;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Draft;
import dev.errand.os.device.Storage;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Recovery;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.EffectDone;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Entry.Failed;
import dev.errand.runtime.journal.Entry.QuestionAsked;
import dev.errand.runtime.journal.Entry.Returned;
import dev.errand.runtime.journal.Entry.StepFinished;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.policy.EffectHash;
import dev.errand.runtime.policy.Judge;
import dev.errand.runtime.policy.Origins;
import dev.errand.runtime.policy.Policy;
import dev.errand.sandbox.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers calls for real: executes the effects that were decided on, each exactly once, journaled before and after.
///
/// An effect that nobody decided on is not executed; the run goes back to preview and decision from there.
final class ApplyCalls extends LaneCalls {
    private static final String HAPPENED = "It happened";
    private static final String DID_NOT_HAPPEN = "It did not happen";

    private final Lane decided;
    private final Judge judge;
    private final Repeats<StepFinished> previewed = new Repeats<>();
    private final Repeats<EffectProposed> expected = new Repeats<>();
    private boolean changed;

    /// @param decided the preview whose decisions are in force
    ApplyCalls(RunLog log, Surroundings world, Origins origins, Lane decided, Instant startOfRun) {
        super(log, world, origins, Entry.APPLY_LANE, startOfRun);
        this.decided = decided;
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
            return settle(step, unclear.get());
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
            return isAsDecided(step, asked.get()) ? look(step, asked.get().arguments()) : stop(Ending.UNDECIDED_EFFECT);
        }
        Verdict verdict = judge.judge(outflow(step, step.arguments()).proposal(1), step.arguments())
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
        return finish(step, Done.returned(Questions.value(asked, answered.answer()), now()));
    }

    private Answer say(Step step) {
        previewed.take(step.name(), step.arguments());
        Draft draft = new Draft(world.device().storage(), this::now);
        Done done = perform(step, step.arguments(), draft, false);
        boolean wasSaid = run.said().stream().anyMatch(s -> s.lane() == Entry.APPLY_LANE && s.step() == step.number());
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
        return isAsDecided(step, proposal.get())
                ? within(() -> execute(step, proposal.get()))
                : stop(Ending.UNDECIDED_EFFECT);
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
    private boolean isAsDecided(Step step, EffectProposed proposal) {
        Storage storage = world.device().storage();
        try {
            Outflow outflow = outflow(step, proposal.arguments());
            String hash = EffectHash.isFirst(proposal.hash())
                    ? EffectHash.first(step.operation(), proposal.arguments(), storage)
                    : outflow.hash(storage);
            return hash.equals(proposal.hash()) && !EarlierPreview.isWorse(outflow.provenance(), proposal.provenance());
        } catch (Impossible | DeviceFailure e) {
            return false;
        }
    }

    private Outflow outflow(Step step, ObjectNode arguments) {
        Storage storage = world.device().storage();
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

    private Answer execute(Step step, EffectProposed proposal) {
        moveClock(proposal.clock());
        if (step.operation().recovery() != Recovery.JOURNALED) {
            log.write(started(step, proposal, now(), Changes.NONE, null));
            return outside(step, proposal.arguments());
        }
        Draft draft = new Draft(world.device().storage(), this::now);
        Done done = perform(step, proposal.arguments(), draft, false);
        if (done.value() == null) {
            return finish(step, done);
        }
        Changes changes;
        try {
            changes = draft.changes(world.device().objects());
        } catch (DeviceFailure e) {
            return finish(step, Done.failed(Done.failed(e), done.startedAt()));
        }
        log.write(started(step, proposal, done.startedAt(), changes, done.value()));
        return commit(step, changes, done);
    }

    private static EffectStarted started(
            Step step, EffectProposed proposal, Instant at, Changes changes, @Nullable Returned result) {
        return new EffectStarted(
                step.number(),
                proposal.number(),
                step.name(),
                proposal.arguments(),
                proposal.hash(),
                step.line(),
                at,
                changes,
                result);
    }

    private Answer commit(Step step, Changes changes, Done done) {
        try {
            changes.commit(world.device().storage(), world.device().objects());
        } catch (DeviceFailure e) {
            return finish(step, Done.failed(Done.failed(e), done.startedAt()));
        }
        changed = true;
        return finish(step, done);
    }

    /// Does what reaches outside of the device's data. What it notes down there is journaled before it is committed, so
    /// that a crash in between neither loses the note nor does the deed again.
    private Answer outside(Step step, ObjectNode arguments) {
        Draft draft = new Draft(world.device().storage(), this::now);
        Done done = perform(step, arguments, draft, false);
        changed = true;
        if (done.value() == null) {
            return finish(step, done);
        }
        try {
            Changes notes = draft.changes(world.device().objects());
            if (!notes.changes().isEmpty()) {
                log.write(new EffectDone(step.number(), notes, done.value()));
                notes.commit(world.device().storage(), world.device().objects());
            }
            return finish(step, done);
        } catch (DeviceFailure e) {
            return finish(step, Done.failed(notNoted(e), done.startedAt()));
        }
    }

    private static Failed notNoted(DeviceFailure e) {
        Failed failed = Done.failed(e);
        return new Failed(
                failed.name(),
                failed.kind(),
                "It happened, but it could not be noted on the device: " + failed.message(),
                failed.remedy());
    }

    /// The process died between the start of an effect and the record of its end.
    private Answer settle(Step step, EffectStarted started) {
        Optional<EffectDone> done = run.effectDone(step.number());
        if (done.isPresent()) {
            return commit(step, done.get().notes(), Done.returned(done.get().result(), started.startedAt()));
        }
        Returned journaled = started.result();
        if (journaled != null) {
            return commit(step, started.changes(), Done.returned(journaled, started.startedAt()));
        }
        return switch (step.operation().recovery()) {
            // Begun outside of the device, by a configuration that has changed since: nobody can tell.
            case JOURNALED, ONCE -> askWhatHappened(step, started);
            case REPEATABLE, IDEMPOTENT -> outside(step, started.arguments());
        };
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

    private Answer askWhatHappened(Step step, EffectStarted started) {
        var answered = run.apply().answers.get(step.number());
        if (answered == null) {
            if (!run.apply().questions.containsKey(step.number())) {
                log.write(whatHappened(step, started));
            }
            return stop(Ending.QUESTION);
        }
        EffectProposed proposal = decided.proposals.values().stream()
                .filter(p -> p.number() == started.number())
                .findFirst()
                .orElseThrow();
        if (!answered.answer().equals(HAPPENED)) {
            // A beginning of its own, with a question of its own should that be cut short too.
            log.write(started(step, proposal, now(), Changes.NONE, null));
            return outside(step, started.arguments());
        }
        changed = true;
        Returned foreseen = proposal.preview();
        Returned unseen = new Returned(
                foreseen.value(),
                foreseen.origin(),
                foreseen.closed(),
                Foresight.isBlank(step.operation(), foreseen) ? List.of("") : foreseen.unknown());
        return finish(step, Done.returned(unseen, started.startedAt()));
    }

    private static QuestionAsked whatHappened(Step step, EffectStarted started) {
        String question = "I was interrupted while I did this: %s. Please look: did it happen?"
                .formatted(step.operation().describe(started.arguments()));
        return new QuestionAsked(
                Entry.APPLY_LANE, step.number(), question, List.of(HAPPENED, DID_NOT_HAPPEN), false, List.of());
    }
}
