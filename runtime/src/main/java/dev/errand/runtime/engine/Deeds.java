package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Changes;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Draft;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Recovery;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.EffectDone;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Entry.Failed;
import dev.errand.runtime.journal.Entry.QuestionAsked;
import dev.errand.runtime.journal.Entry.Returned;
import dev.errand.sandbox.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Carries effects out: each exactly once, journaled before and after, and none over what another run has just done.
///
/// For the one thread that executes the code.
final class Deeds {
    private static final String HAPPENED = "It happened";
    private static final String DID_NOT_HAPPEN = "It did not happen";

    /// How often a draft is made anew before everybody else has to wait for it.
    private static final int MOST_DRAFTS = 3;

    private final ApplyCalls calls;
    private final RunLog log;
    private final Run run;
    private final Surroundings world;
    private final Lane decided;

    Deeds(ApplyCalls calls, Lane decided) {
        this.calls = calls;
        this.log = calls.log;
        this.run = calls.run;
        this.world = calls.world;
        this.decided = decided;
    }

    /// Carries out an effect that was decided on, unless what it is about is no longer what was decided on.
    Answer execute(Step step, EffectProposed proposal) {
        if (step.operation().recovery() != Recovery.JOURNALED) {
            try (Places.Claim _ = world.places().claim(name(step.operation(), proposal.arguments()))) {
                if (!calls.isAsDecided(step, proposal, world.device().storage())) {
                    return calls.stop(Ending.UNDECIDED_EFFECT);
                }
                log.write(started(step, proposal, calls.now(), Changes.NONE, null));
                return outside(step, proposal.arguments());
            }
        }
        for (int i = 0; i < MOST_DRAFTS; i++) {
            Optional<Answer> answer = execute(step, proposal, Optional.empty());
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        try (Places.Claim all = world.places().claimEverything()) {
            return execute(step, proposal, Optional.of(all)).orElseThrow();
        }
    }

    /// On a draft. Empty if somebody changed in the meantime what it was made from.
    ///
    /// @param all a claim on everything, with which nobody can
    private Optional<Answer> execute(Step step, EffectProposed proposal, Optional<Places.Claim> all) {
        Places.Look look = world.places().look(world.device().storage());
        if (!calls.isAsDecided(step, proposal, look)) {
            return Optional.of(calls.stop(Ending.UNDECIDED_EFFECT));
        }
        Draft draft = new Draft(look, calls::now);
        Done done = calls.perform(step, proposal.arguments(), draft, false);
        Changes changes = Changes.NONE;
        try {
            changes = done.value() == null
                    ? Changes.NONE
                    : draft.changes(world.device().objects());
        } catch (DeviceFailure e) {
            done = Done.failed(Done.failed(e), done.startedAt());
        }
        Changes made = changes;
        Supplier<Places.Claim> claims = () -> world.places().claim(look, made);
        try (Places.Claim claim = all.orElseGet(claims)) {
            boolean isOutdated =
                    claim.isOutdated(look) || !changes.isOpen(world.device().storage());
            if (isOutdated && all.isEmpty()) {
                return Optional.empty();
            }
            if (done.value() != null) {
                log.write(started(step, proposal, done.startedAt(), changes, done.value()));
                done = commit(claim, changes, done);
            }
        }
        return Optional.of(calls.finish(step, done));
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

    private Done commit(Places.Claim claim, Changes changes, Done done) {
        try {
            claim.change(() -> makeAll(changes));
            calls.worldChanged();
            return done;
        } catch (DeviceFailure e) {
            return Done.failed(Done.failed(e), done.startedAt());
        }
    }

    /// What could only be made in part is not left so, if it can be helped.
    private void makeAll(Changes changes) {
        try {
            changes.commit(world.device().storage(), world.device().objects());
        } catch (DeviceFailure why) {
            try {
                changes.revert(world.device().storage(), world.device().objects());
            } catch (DeviceFailure e) {
                why.addSuppressed(e);
            }
            throw why;
        }
    }

    /// What two runs must not do at once: the same skill, to the same receiver, target or command.
    static String name(Operation operation, ObjectNode arguments) {
        StringBuilder name = new StringBuilder(operation.skill());
        for (Parameter parameter : operation.parameters()) {
            JsonNode value = arguments.get(parameter.name());
            boolean isAddress = switch (parameter.mark()) {
                case DESTINATION, TARGET, COMMAND -> true;
                case CONTENT, PLAIN -> false;
            };
            if (isAddress && value != null) {
                name.append('\n').append(value);
            }
        }
        return name.toString();
    }

    /// Does what reaches outside of the device's data. What it notes down there is journaled before it is committed, so
    /// that a crash in between neither loses the note nor does the deed again.
    private Answer outside(Step step, ObjectNode arguments) {
        Places.Look look = world.places().look(world.device().storage());
        Draft draft = new Draft(look, calls::now);
        Done done = calls.perform(step, arguments, draft, false);
        calls.worldChanged();
        if (done.value() == null) {
            return calls.finish(step, done);
        }
        try {
            Changes notes = draft.changes(world.device().objects());
            if (!notes.changes().isEmpty()) {
                note(step, arguments, look, notes, done.value());
            }
            return calls.finish(step, done);
        } catch (DeviceFailure e) {
            return calls.finish(step, Done.failed(notNoted(e), done.startedAt()));
        }
    }

    /// Notes that another run has overtaken are made anew where doing the deed again does no harm.
    private void note(Step step, ObjectNode arguments, Places.Look look, Changes notes, Returned result) {
        Places.Look from = look;
        Changes current = notes;
        for (int i = 0; i < MOST_DRAFTS; i++) {
            Changes making = current;
            try (Places.Claim claim = world.places().claim(from, making)) {
                if (!claim.isOutdated(from) || step.operation().recovery() == Recovery.ONCE || i == MOST_DRAFTS - 1) {
                    log.write(new EffectDone(step.number(), making, result));
                    claim.change(() -> making.commit(
                            world.device().storage(), world.device().objects()));
                    return;
                }
            }
            from = world.places().look(world.device().storage());
            Draft again = new Draft(from, calls::now);
            if (calls.perform(step, arguments, again, false).value() != null) {
                current = again.changes(world.device().objects());
            }
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
    Answer settle(Step step, EffectStarted started) {
        Optional<EffectDone> done = run.effectDone(step.number());
        if (done.isPresent()) {
            return complete(step, done.get().notes(), Done.returned(done.get().result(), started.startedAt()));
        }
        Returned journaled = started.result();
        if (journaled != null) {
            return complete(step, started.changes(), Done.returned(journaled, started.startedAt()));
        }
        return switch (step.operation().recovery()) {
            // Begun outside of the device, by a configuration that has changed since: nobody can tell.
            case JOURNALED, ONCE -> askWhatHappened(step, started);
            case REPEATABLE, IDEMPOTENT -> {
                try (Places.Claim _ = world.places().claim(name(step.operation(), started.arguments()))) {
                    yield outside(step, started.arguments());
                }
            }
        };
    }

    private Answer complete(Step step, Changes changes, Done done) {
        if (run.areChangesMade(step.number())) {
            calls.worldChanged();
            return calls.finish(step, done);
        }
        Done completed;
        try (Places.Claim claim = world.places().claim(changes)) {
            completed = commit(claim, changes, done);
        }
        return calls.finish(step, completed);
    }

    private Answer askWhatHappened(Step step, EffectStarted started) {
        var answered = run.apply().answers.get(step.number());
        if (answered == null) {
            if (!run.apply().questions.containsKey(step.number())) {
                log.write(whatHappened(step, started));
            }
            return calls.stop(Ending.QUESTION);
        }
        EffectProposed proposal = decided.proposals.values().stream()
                .filter(p -> p.number() == started.number())
                .findFirst()
                .orElseThrow();
        if (!answered.answer().equals(HAPPENED)) {
            // A beginning of its own, with a question of its own should that be cut short too.
            try (Places.Claim _ = world.places().claim(name(step.operation(), started.arguments()))) {
                log.write(started(step, proposal, calls.now(), Changes.NONE, null));
                return outside(step, started.arguments());
            }
        }
        calls.worldChanged();
        Returned foreseen = proposal.preview();
        Returned unseen = new Returned(
                foreseen.value(),
                foreseen.origin(),
                foreseen.closed(),
                Foresight.isBlank(step.operation(), foreseen) ? List.of("") : foreseen.unknown());
        return calls.finish(step, Done.returned(unseen, started.startedAt()));
    }

    private static QuestionAsked whatHappened(Step step, EffectStarted started) {
        String question = "I was interrupted while I did this: %s. Please look: did it happen?"
                .formatted(step.operation().describe(started.arguments()));
        return new QuestionAsked(
                Entry.APPLY_LANE, step.number(), question, List.of(HAPPENED, DID_NOT_HAPPEN), false, List.of());
    }
}
