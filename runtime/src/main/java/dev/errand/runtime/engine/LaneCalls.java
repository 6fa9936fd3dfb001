package dev.errand.runtime.engine;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.intents.MeteredModel;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.InvalidArguments;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.Failed;
import dev.errand.runtime.journal.Entry.QuestionAsked;
import dev.errand.runtime.journal.Entry.Returned;
import dev.errand.runtime.journal.Entry.StepFinished;
import dev.errand.runtime.journal.RunError;
import dev.errand.runtime.labels.WatchedStorage;
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
import java.util.function.Function;
import java.util.function.Supplier;

/// Answers the calls of one execution of workflow code: what preview and apply have in common.
///
/// Calls that the journal holds already are replayed strictly: same number, same operation, same arguments, or the
/// run has [Diverged]. For the one thread that executes the code.
abstract sealed class LaneCalls implements Calls permits PreviewCalls, ApplyCalls {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String DENIED = "DENIED";
    private static final String LOST = "This was interrupted. It happened, but %s was lost.";
    private static final String MISUSE = "ARGUMENTS";
    private static final JsonNode SOMETHING = JSON.textNode("\u0000");

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
        log.turn().beginStep();
        try {
            return answer(call);
        } catch (MeteredModel.OutOfAllowance _) {
            log.write(log.purse().refusal());
            return stop(Ending.OVER_BUDGET);
        } finally {
            log.turn().endStep();
        }
    }

    private Answer answer(Call call) {
        Operation operation = world.catalogue()
                .operation(call.operation())
                .orElseThrow(() -> new IllegalStateException("The sandbox offered " + call.operation()));
        Optional<Answer> replayedMisuse = misuse(operation, call);
        if (replayedMisuse.isPresent()) {
            return replayedMisuse.get();
        }
        try {
            Optional<ObjectNode> arguments = bind(operation, call);
            return arguments.isEmpty()
                    ? passUnknown(call, step(call, operation, asMade(call)))
                    : answer(step(call, operation, arguments.get()));
        } catch (InvalidArguments e) {
            Step step = step(call, operation, asMade(call));
            return misused(step, e.getMessage());
        }
    }

    private Step step(Call call, Operation operation, ObjectNode arguments) {
        return new Step(
                call.number(),
                operation,
                arguments,
                call.line(),
                origins.proof(operation.qualifiedName(), call.line(), call.column()));
    }

    /// A call fails because of its arguments, which are journaled as they were made.
    private Answer misused(Step step, String message) {
        return finish(step, Done.failed(new Failed("TypeError", MISUSE, message, ""), now()));
    }

    private Answer passUnknown(Call call, Step step) {
        boolean isLost = call.closed().places().values().stream()
                .filter(this::isUnknown)
                .noneMatch(field -> willBeKnown(field.call()));
        return isLost
                ? misused(step, LOST.formatted("what " + step.name() + " was to be given"))
                : stop(Ending.REST_AT_RUN_TIME);
    }

    private static ObjectNode asMade(Call call) {
        ObjectNode made = JSON.objectNode();
        made.set("positional", call.positional());
        made.set("named", call.named());
        return made;
    }

    /// A recorded call whose arguments did not fit fails again the same way.
    private Optional<Answer> misuse(Operation operation, Call call) {
        return recorded(call.number())
                .filter(step -> step.failure() != null && step.failure().kind().equals(MISUSE))
                .map(step -> replay(step, step(call, operation, asMade(call))));
    }

    /// Canonical arguments. Closed fields that do not get into them stay closed; if one that does is not known yet,
    /// there are none. One that does is open from here on, also where the arguments then turn out not to fit.
    private Optional<ObjectNode> bind(Operation operation, Call call) {
        Map<JsonPointer, ClosedField> places = call.closed().places();
        if (places.isEmpty() || passesNothingOn(operation, call)) {
            return Optional.of(operation.bind(call.positional(), call.named()));
        }
        if (places.values().stream().anyMatch(this::isUnknown)) {
            return Optional.empty();
        }
        places.values().forEach(field -> origins.opened(content(field), originOf(field)));
        return Optional.of(bind(operation, call, this::content));
    }

    /// Whether the arguments are the same whatever is in the closed fields, as where a File stands for its path.
    private static boolean passesNothingOn(Operation operation, Call call) {
        try {
            return operation.bind(call.positional(), call.named()).equals(bind(operation, call, _ -> SOMETHING));
        } catch (InvalidArguments e) {
            return false;
        }
    }

    private static ObjectNode bind(Operation operation, Call call, Function<ClosedField, JsonNode> contents) {
        ObjectNode filled = asMade(call).deepCopy();
        call.closed().places().forEach((place, field) -> put(filled, place, contents.apply(field)));
        return operation.bind((ArrayNode) filled.get("positional"), (ObjectNode) filled.get("named"));
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
            return willBeKnown(field.call())
                    ? stop(Ending.REST_AT_RUN_TIME)
                    : new Answer.Failure("Error", LOST.formatted("what it returned"), clock);
        }
        origins.opened(content(field), originOf(field));
        return new Answer.Value(content(field), List.of(), clock);
    }

    /// Whether what is not known of a call's result yet will be known once the effect has happened. If not, it was
    /// lost in a crash.
    abstract boolean willBeKnown(int step);

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
        if (!step.isSameAs(recorded.operation(), recorded.arguments())) {
            throw new Diverged(
                    step.number(), recorded.operation() + recorded.arguments(), step.name() + step.arguments());
        }
        moveClock(recorded.clock());
        return recorded.value() == null
                ? failure(step, Objects.requireNonNull(recorded.failure()))
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
                clock,
                isCarriedOut(step, done));
        if (step.operation().effect().isEffect() && lane == Entry.APPLY_LANE) {
            log.write(finished);
        } else {
            log.note(finished);
        }
        return done.value() == null ? failure(step, Objects.requireNonNull(done.failure())) : value(step, done.value());
    }

    /// Whether the operation did its work for this step. A preview puts off what it does not look at.
    private boolean isCarriedOut(Step step, Done done) {
        boolean refused = done.failure() != null
                && Set.of(MISUSE, DENIED).contains(done.failure().kind());
        EffectClass effect = step.operation().effect();
        boolean putOff = lane != Entry.APPLY_LANE
                && (effect.isEffect() || effect == EffectClass.SAY || effect == EffectClass.WAIT);
        return !done.known() && !refused && !putOff;
    }

    /// Carries a step out if the budget has room for it; stops the execution if not.
    final Answer within(Supplier<Answer> deed) {
        return log.purse().hasRoomForStep() ? deed.get() : stop(Ending.OVER_BUDGET);
    }

    final Answer value(Step step, Returned returned) {
        results.put(step.number(), returned);
        Set<JsonPointer> closed = new HashSet<>();
        returned.closed().keySet().forEach(pointer -> closed.add(JsonPointer.compile(pointer)));
        returned.unknown().forEach(pointer -> closed.add(JsonPointer.compile(pointer)));
        EffectClass effect = step.operation().effect();
        if (effect == EffectClass.ASK && returned.value().isTextual()) {
            origins.told(returned.value().textValue(), returned.origin());
        } else if (effect != EffectClass.SAY && effect != EffectClass.WAIT) {
            origins.returned(step.operation(), returned.value(), returned.origin(), closed);
        }
        boolean isSilent = effect == EffectClass.SAY || effect == EffectClass.WAIT;
        return new Answer.Value(isSilent ? JSON.nullNode() : returned.value(), List.copyOf(closed), clock);
    }

    private Answer failure(Step step, Failed failed) {
        boolean quotesArgumentsOnly = step.operation().effect() == EffectClass.PURE;
        if (!quotesArgumentsOnly && !Set.of(MISUSE, DENIED).contains(failed.kind())) {
            origins.failed(failed.message(), Deed.originOf(failed, step.operation()));
        }
        return new Answer.Failure(failed.name(), failed.message(), clock);
    }

    /// The run's time, as operations see it.
    abstract Instant time();

    /// Has the operation do its work; what it cannot do becomes a failed step.
    final Done perform(Step step, ObjectNode arguments, Storage storage, boolean preview) {
        Surroundings.Chance chance = world.chance(run, step.number());
        Instant from = now();
        WatchedStorage watched = new WatchedStorage(storage);
        Deed deed = new Deed(step, arguments, origins, watched, context(step, watched, chance, preview));
        Done done;
        try {
            done = Done.returned(Done.returned(deed.perform(), List.of()), from);
        } catch (DeviceFailure e) {
            done = Done.failed(deed.failed(Done.failed(e)), from);
        } catch (MeteredModel.OutOfAllowance e) {
            throw e; // the step is done when there is room for it
        } catch (RuntimeException e) {
            done = Done.failed(fault(step, e), from); // a fault of one skill must not keep the run from ending
        }
        return done.timed(from, now(), chance.isDrawn());
    }

    private StepContext context(Step step, Storage storage, Surroundings.Chance chance, boolean preview) {
        return world.context(log, step.number(), time(), storage, chance, preview);
    }

    /// What can be said of an effect's result before it happens. One that goes through storage alone is done on the
    /// storage that is given.
    ///
    /// @throws Impossible where the operation fails
    final Returned foresee(Step step, ObjectNode arguments, Storage scratch) {
        Surroundings.Chance chance = world.chance(run, step.number());
        WatchedStorage watched = new WatchedStorage(scratch);
        StepContext context = context(step, watched, chance, true);
        Deed deed = new Deed(step, arguments, origins, watched, context);
        try {
            if (step.operation().recovery() == Recovery.JOURNALED) {
                return Done.returned(deed.perform(), List.of());
            }
            return step.operation()
                    .body()
                    .preview(arguments, context)
                    .map(result -> Foresight.partly(step.operation(), result))
                    .orElseGet(() -> Foresight.nothingKnown(step.operation()));
        } catch (DeviceFailure e) {
            throw new Impossible(deed.failed(Done.failed(e)), e);
        }
    }

    private static Failed fault(Step step, RuntimeException e) {
        return new Failed(
                "Error",
                RunError.Kind.INTERNAL.name(),
                "%s failed unexpectedly: %s.".formatted(step.name(), e),
                "This is a fault of the skill, not of the workflow.");
    }

    /// A question that is replayed must be the one that was asked.
    static void requireSame(Step step, QuestionAsked recorded, QuestionAsked attempted) {
        if (!recorded.question().equals(attempted.question())
                || !recorded.choices().equals(attempted.choices())) {
            throw new Diverged(step.number(), recorded.question(), attempted.question());
        }
    }

    static Failed denied(Entry.RuleDenial denial) {
        return new Failed("Denied", DENIED, "A rule of the person's refuses this: " + denial.sentence() + ".", "");
    }

    static Failed denied(String reason) {
        String why = reason.isBlank() ? "" : ": " + reason;
        return new Failed("Denied", DENIED, "The person refused this" + why + ".", "");
    }
}
