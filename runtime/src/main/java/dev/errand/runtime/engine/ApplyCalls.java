package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Changes;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Draft;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Recovery;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Entry.QuestionAsked;
import dev.errand.runtime.journal.Entry.Returned;
import dev.errand.runtime.journal.Entry.StepFinished;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.policy.EffectHash;
import dev.errand.runtime.policy.Origins;
import dev.errand.runtime.policy.Policy;
import dev.errand.sandbox.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Answers calls for real: executes the effects that were decided on, each exactly once, journaled before and after.
///
/// An effect that nobody decided on is not executed; the run goes back to preview and decision from there.
final class ApplyCalls extends LaneCalls {
    private static final String HAPPENED = "It happened";
    private static final String DID_NOT_HAPPEN = "It did not happen";

    private final Lane decided;
    private final Repeats<StepFinished> previewed = new Repeats<>();
    private final Repeats<EffectProposed> expected = new Repeats<>();
    private boolean changed;

    /// @param decided the preview whose decisions are in force
    ApplyCalls(RunLog log, Surroundings world, Origins origins, Lane decided, Instant startOfRun) {
        super(log, world, origins, Entry.APPLY_LANE, startOfRun);
        this.decided = decided;
        decided.steps.values().forEach(step -> previewed.add(step.operation(), step.arguments(), step));
        decided.proposals.values().forEach(p -> expected.add(p.operation(), p.proposed(), p));
    }

    @Override
    Optional<StepFinished> recorded(int step) {
        return Optional.ofNullable(run.apply().steps.get(step));
    }

    @Override
    Answer answer(Step step) {
        Optional<StepFinished> recorded = recorded(step.number());
        boolean isOfThisStage = step.number() > decided.started.afterStep();
        if (recorded.isPresent()) {
            if (isOfThisStage) {
                previewed.take(step.name(), step.arguments());
                expected.take(step.name(), step.arguments());
                changed |=
                        step.operation().effect().isEffect() && recorded.get().failure() == null;
            }
            return replay(recorded.get(), step);
        }
        Optional<EffectStarted> unclear = run.effectStarted(step.number());
        if (unclear.isPresent()) {
            expected.take(step.name(), step.arguments());
            return settle(step, unclear.get());
        }
        return switch (step.operation().effect()) {
            case PURE -> previewed(step).orElseGet(() -> look(step));
            case READ -> changed ? look(step) : previewed(step).orElseGet(() -> look(step));
            case FETCH -> previewed(step).orElseGet(() -> fetch(step));
            case ASK -> previewed(step).orElseGet(() -> ask(step));
            case SAY -> say(step);
            case WAIT -> await(step);
            case WRITE, SEND, EXECUTE, DESTROY, SPEND -> effect(step);
        };
    }

    private Optional<Answer> previewed(Step step) {
        return previewed.take(step.name(), step.arguments()).map(before -> {
            moveClock(before.clock());
            return finish(step, new Done(before.value(), before.failure(), before.chance(), now(), 0));
        });
    }

    private Answer look(Step step) {
        Done done = perform(step, step.arguments(), new Draft(world.device().storage(), this::now), false);
        moveClock(now());
        return finish(step, done);
    }

    private Answer fetch(Step step) {
        Optional<EffectProposed> asked = expected.take(step.name(), step.arguments());
        if (asked.isPresent()) {
            return isRefused(asked.get()) ? refuse(step) : look(step);
        }
        Map<String, Origin> provenance = origins.of(step.operation(), step.arguments(), Set.of());
        Verdict verdict = Policy.judge(new Policy.Proposal(step.operation(), provenance, 1))
                .verdict();
        return verdict == Verdict.ALLOWED ? look(step) : stop(Ending.UNDECIDED_EFFECT);
    }

    private Answer ask(Step step) {
        var answered = run.apply().answers.get(step.number());
        QuestionAsked asked = run.apply().questions.get(step.number());
        if (answered != null && asked != null) {
            moveClock(now());
            return finish(step, Done.returned(Questions.value(asked, answered.answer()), now()));
        }
        Draft draft = new Draft(world.device().storage(), this::now);
        Returned question = Objects.requireNonNull(
                perform(step, step.arguments(), draft, false).value());
        if (asked == null) {
            log.write(Questions.ask(Entry.APPLY_LANE, step.number(), question.value(), List.of()));
        }
        return stop(Ending.QUESTION);
    }

    private Answer say(Step step) {
        previewed.take(step.name(), step.arguments());
        Draft draft = new Draft(world.device().storage(), this::now);
        Done done = perform(step, step.arguments(), draft, false);
        if (done.value() != null) {
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
            return stop(Ending.UNDECIDED_EFFECT);
        }
        if (isRefused(proposal.get())) {
            return refuse(step);
        }
        ObjectNode arguments = proposal.get().arguments();
        String hash = EffectHash.of(step.operation(), arguments, world.device().storage());
        if (!hash.equals(proposal.get().hash())) {
            return stop(Ending.UNDECIDED_EFFECT);
        }
        moveClock(proposal.get().clock());
        return execute(step, proposal.get().number(), arguments, hash);
    }

    private boolean isRefused(EffectProposed proposal) {
        if (proposal.settled() != null) {
            return proposal.settled() == Verdict.DENIED;
        }
        boolean asked = decided.ruling(proposal.number())
                .filter(r -> r.verdict() == Verdict.ASK || r.verdict() == Verdict.ASK_PERSON)
                .isPresent();
        boolean approved = decided.resolved != null
                && decided.resolved.decisions().stream().anyMatch(d -> d.number() == proposal.number() && d.approved());
        return asked && !approved;
    }

    private Answer refuse(Step step) {
        String reason = decided.resolved == null ? "" : decided.resolved.reason();
        return finish(step, Done.failed(denied(reason), now()));
    }

    private Answer execute(Step step, int number, ObjectNode arguments, String hash) {
        boolean isStorageOnly = step.operation().recovery() == Recovery.JOURNALED;
        if (!isStorageOnly) {
            log.write(new EffectStarted(
                    step.number(), number, step.name(), arguments, hash, step.line(), now(), Changes.NONE, null));
            return outside(step, arguments);
        }
        Draft draft = new Draft(world.device().storage(), this::now);
        Done done = perform(step, arguments, draft, false);
        if (done.value() == null) {
            return finish(step, done);
        }
        Changes changes;
        try {
            changes = draft.changes(world.device().objects());
        } catch (DeviceFailure e) {
            return finish(step, Done.failed(Done.failed(e), done.startedAt()));
        }
        EffectStarted started = new EffectStarted(
                step.number(),
                number,
                step.name(),
                arguments,
                hash,
                step.line(),
                done.startedAt(),
                changes,
                done.value());
        log.write(started);
        return commit(step, started, done);
    }

    private Answer commit(Step step, EffectStarted started, Done done) {
        try {
            started.changes().commit(world.device().storage(), world.device().objects());
        } catch (DeviceFailure e) {
            return finish(step, Done.failed(Done.failed(e), done.startedAt()));
        }
        changed = true;
        return finish(step, done);
    }

    /// Does what reaches outside of the device's data; what it notes down there is committed after it.
    private Answer outside(Step step, ObjectNode arguments) {
        Draft draft = new Draft(world.device().storage(), this::now);
        Done done = perform(step, arguments, draft, false);
        if (done.failure() == null) {
            draft.changes(world.device().objects())
                    .commit(world.device().storage(), world.device().objects());
        }
        changed = true;
        return finish(step, done);
    }

    /// The process died between the start of an effect and the record of its end.
    private Answer settle(Step step, EffectStarted started) {
        return switch (step.operation().recovery()) {
            case JOURNALED ->
                commit(step, started, Done.returned(Objects.requireNonNull(started.result()), started.startedAt()));
            case REPEATABLE, IDEMPOTENT -> outside(step, started.arguments());
            case ONCE -> askWhatHappened(step, started);
        };
    }

    private Answer askWhatHappened(Step step, EffectStarted started) {
        var answered = run.apply().answers.get(step.number());
        if (answered == null) {
            if (!run.apply().questions.containsKey(step.number())) {
                String question = "I was interrupted while I did this: %s. Please look: did it happen?"
                        .formatted(step.operation().describe(started.arguments()));
                log.write(new QuestionAsked(
                        Entry.APPLY_LANE,
                        step.number(),
                        question,
                        List.of(HAPPENED, DID_NOT_HAPPEN),
                        false,
                        List.of()));
            }
            return stop(Ending.QUESTION);
        }
        if (!answered.answer().equals(HAPPENED)) {
            return outside(step, started.arguments());
        }
        Returned unseen = decided.proposals.values().stream()
                .filter(p -> p.number() == started.number())
                .map(p -> new Returned(
                        p.preview().value(), p.preview().origin(), p.preview().closed(), List.of()))
                .findFirst()
                .orElseThrow();
        changed = true;
        return finish(step, Done.returned(unseen, started.startedAt()));
    }
}
