package dev.errand.runtime.engine;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.InvalidArguments;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Result;
import dev.errand.runtime.journal.Entry.Failed;
import dev.errand.runtime.journal.Entry.Returned;
import dev.errand.runtime.journal.Entry.StepFinished;
import dev.errand.runtime.policy.Origins;
import dev.errand.sandbox.Answer;
import dev.errand.sandbox.Call;
import dev.errand.sandbox.Calls;
import dev.errand.sandbox.Closed;
import dev.errand.sandbox.ClosedField;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Answers the calls of one execution of workflow code: what preview and apply have in common.
///
/// Calls that the journal holds already are replayed strictly: same number, same operation, same arguments, or the run
/// has [Diverged]. For the one thread that executes the code.
abstract sealed class LaneCalls implements Calls permits PreviewCalls, ApplyCalls {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    final RunLog log;
    final Run run;
    final Surroundings world;
    final Origins origins;
    private final int lane;
    private final Map<Integer, Returned> results = new HashMap<>();
    private Instant clock;
    private Ending ending = Ending.NONE;

    LaneCalls(RunLog log, Surroundings world, Origins origins, int lane, Instant clock) {
        this.log = log;
        this.run = log.run();
        this.world = world;
        this.origins = origins;
        this.lane = lane;
        this.clock = clock;
    }

    /// Why the execution was stopped.
    final Ending ending() {
        return ending;
    }

    final Instant clock() {
        return clock;
    }

    /// The guest's time only ever moves forward.
    final void moveClock(Instant to) {
        clock = to.isAfter(clock) ? to : clock;
    }

    final Answer stop(Ending why) {
        ending = why;
        return new Answer.Stop();
    }

    abstract Answer answer(Step step);

    /// What the journal holds for this step in this lane.
    abstract Optional<StepFinished> recorded(int step);

    @Override
    public final Answer call(Call call) {
        if (Thread.currentThread().isInterrupted()) {
            return stop(Ending.INTERRUPTED);
        }
        Operation operation = world.catalogue()
                .operation(call.operation())
                .orElseThrow(() -> new IllegalStateException("The sandbox offered " + call.operation()));
        Optional<Answer> replayedMisuse = misuse(call);
        if (replayedMisuse.isPresent()) {
            return replayedMisuse.get();
        }
        try {
            Optional<ObjectNode> arguments = bind(operation, call);
            return arguments.isEmpty()
                    ? stop(Ending.REST_AT_RUN_TIME)
                    : answer(new Step(call.number(), operation, arguments.get(), call.line()));
        } catch (InvalidArguments e) {
            ObjectNode raw = JSON.objectNode().set("positional", call.positional());
            Step step = new Step(call.number(), operation, raw, call.line());
            return finish(step, Done.failed(new Failed("TypeError", "ARGUMENTS", e.getMessage(), ""), now()));
        }
    }

    /// A recorded call whose arguments did not fit fails again the same way.
    private Optional<Answer> misuse(Call call) {
        return recorded(call.number())
                .filter(step -> step.failure() != null && step.failure().kind().equals("ARGUMENTS"))
                .filter(step -> step.operation().equals(call.operation()))
                .map(step -> failure(Objects.requireNonNull(step.failure()), step.clock()));
    }

    /// Canonical arguments. Closed fields that do not get into them stay closed; if one that does is not known yet,
    /// there are none.
    private Optional<ObjectNode> bind(Operation operation, Call call) {
        Map<JsonPointer, ClosedField> places = call.closed().places();
        if (places.isEmpty()) {
            return Optional.of(operation.bind(call.positional(), call.named()));
        }
        ObjectNode filled = JSON.objectNode();
        filled.set("positional", call.positional().deepCopy());
        filled.set("named", call.named().deepCopy());
        places.forEach((place, field) -> put(filled, place, content(field)));
        ObjectNode full = operation.bind((ArrayNode) filled.get("positional"), (ObjectNode) filled.get("named"));
        if (bindsEqual(operation, call, full)) {
            return Optional.of(full);
        }
        for (ClosedField field : places.values()) {
            if (isUnknown(field)) {
                return Optional.empty();
            }
            origins.opened(content(field), originOf(field));
        }
        return Optional.of(full);
    }

    private static boolean bindsEqual(Operation operation, Call call, ObjectNode full) {
        try {
            return operation.bind(call.positional(), call.named()).equals(full);
        } catch (InvalidArguments e) {
            return false;
        }
    }

    private static void put(ObjectNode root, JsonPointer place, JsonNode value) {
        JsonNode parent = root.at(place.head());
        switch (parent) {
            case ObjectNode object -> object.set(place.last().getMatchingProperty(), value);
            case ArrayNode array -> array.set(place.last().getMatchingIndex(), value);
            default -> throw new IllegalStateException("The sandbox named a place that is not there: " + place);
        }
    }

    private Returned result(ClosedField field) {
        Returned result = results.get(field.call());
        if (result == null) {
            throw new IllegalStateException("The sandbox named a result that was never returned: " + field);
        }
        return result;
    }

    private JsonNode content(ClosedField field) {
        return result(field).value().at(field.field());
    }

    private boolean isUnknown(ClosedField field) {
        return result(field).unknown().contains(field.field().toString());
    }

    private Origin originOf(ClosedField field) {
        Returned result = result(field);
        return result.closed().getOrDefault(field.field().toString(), result.origin());
    }

    @Override
    public final Answer open(ClosedField field) {
        if (isUnknown(field)) {
            return stop(Ending.REST_AT_RUN_TIME);
        }
        origins.opened(content(field), originOf(field));
        return new Answer.Value(content(field), List.of(), clock);
    }

    /// A result with its closed fields filled in, for the person.
    final JsonNode complete(JsonNode value, Closed closed) {
        ObjectNode root = JSON.objectNode().set("value", value.deepCopy());
        closed.places().forEach((place, field) -> {
            JsonNode content = isUnknown(field) ? JSON.nullNode() : content(field);
            put(root, JsonPointer.compile("/value" + place), content);
        });
        return root.get("value");
    }

    final Instant now() {
        return world.clock().instant();
    }

    /// Answers a call from the journal.
    final Answer replay(StepFinished recorded, Step step) {
        if (!recorded.operation().equals(step.name()) || !recorded.arguments().equals(step.arguments())) {
            throw new Diverged(
                    step.number(), recorded.operation() + recorded.arguments(), step.name() + step.arguments());
        }
        moveClock(recorded.clock());
        return recorded.value() == null
                ? failure(Objects.requireNonNull(recorded.failure()), clock)
                : value(step, recorded.value());
    }

    /// Journals how a step ended and answers the call. It may be lost in a crash unless it is an effect's.
    final Answer finish(Step step, Done done) {
        StepFinished finished = new StepFinished(
                lane,
                step.number(),
                step.name(),
                step.arguments(),
                done.value(),
                done.failure(),
                done.chance(),
                step.line(),
                done.startedAt(),
                done.durationMs(),
                clock);
        if (step.operation().effect().isEffect() && lane == dev.errand.runtime.journal.Entry.APPLY_LANE) {
            log.write(finished);
        } else {
            log.note(finished);
        }
        return done.value() == null
                ? failure(Objects.requireNonNull(done.failure()), clock)
                : value(step, done.value());
    }

    final Answer value(Step step, Returned returned) {
        results.put(step.number(), returned);
        Set<JsonPointer> closed = new HashSet<>();
        returned.closed().keySet().forEach(pointer -> closed.add(JsonPointer.compile(pointer)));
        returned.unknown().forEach(pointer -> closed.add(JsonPointer.compile(pointer)));
        EffectClass effect = step.operation().effect();
        if (effect == EffectClass.ASK && returned.value().isTextual()) {
            origins.answered(returned.value().textValue());
        } else if (effect != EffectClass.SAY && effect != EffectClass.WAIT) {
            origins.returned(returned.value(), returned.origin(), closed);
        }
        boolean isSilent = effect == EffectClass.SAY || effect == EffectClass.WAIT;
        return new Answer.Value(isSilent ? JSON.nullNode() : returned.value(), List.copyOf(closed), clock);
    }

    private Answer failure(Failed failed, Instant at) {
        return new Answer.Failure(failed.name(), failed.message(), at);
    }

    /// Has the operation do its work; what it cannot do becomes a failed step.
    final Done perform(Step step, ObjectNode arguments, Storage storage, boolean preview) {
        Surroundings.Chance chance = world.chance(run, step.number());
        Instant from = now();
        Done done;
        try {
            Result result = step.operation()
                    .body()
                    .perform(arguments, world.context(run, step.number(), from, storage, chance, preview));
            done = Done.returned(Done.returned(asTrustedAsArguments(step, arguments, result), List.of()), from);
        } catch (DeviceFailure e) {
            done = Done.failed(Done.failed(e), from);
        }
        return done.timed(from, now(), chance.isDrawn());
    }

    /// What is computed from arguments alone is as trusted as they are, whatever the operation declares.
    private Result asTrustedAsArguments(Step step, ObjectNode arguments, Result result) {
        if (step.operation().effect() != EffectClass.PURE) {
            return result;
        }
        Origin origin = origins.of(step.operation(), arguments, Set.of()).values().stream()
                .reduce(Origin::join)
                .orElse(new Origin(Provenance.CODE, step.name()));
        return new Result(result.value(), new Origin(origin.provenance(), step.name()), result.closed());
    }

    static Failed denied(String reason) {
        String why = reason.isBlank() ? "" : ": " + reason;
        return new Failed("Denied", "DENIED", "The person refused this" + why + ".", "");
    }
}
