package dev.errand.sandbox.host;

import com.fasterxml.jackson.core.JsonPointer;
import dev.errand.sandbox.Answer;
import dev.errand.sandbox.Call;
import dev.errand.sandbox.Calls;
import dev.errand.sandbox.ClosedField;
import dev.errand.sandbox.Limit;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.Program;
import dev.errand.sandbox.guest.Ending;
import dev.errand.sandbox.guest.GuestCode;
import dev.errand.sandbox.guest.Question;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the host and one guest say to each other, and the host's account of it.
///
/// The guest's side keeps the same account; this one is kept where guest code cannot reach it even if it has taken
/// over the process it lives in. Such a guest can make any call it likes, in any order, as its program could have
/// been written to; it cannot make more of them, call what is not there, pass on a field that it has not been given,
/// or stay longer.
///
/// Used by the thread that executes.
final class Conversation {
    /// Characters of a report that are not the result's: its frame, or an error's bounded message.
    private static final int REPORT = 20_000;

    private final long heap;

    private final Program program;
    private final GuestProgram prepared;
    private final Limits limits;
    private final Calls calls;
    private final Set<String> operations;

    /// Fields that the guest holds closed, and whether it has opened them.
    private final Map<ClosedField, Boolean> fields = new HashMap<>();

    private long characters;
    private int callsMade;
    private @Nullable Outcome verdict;
    private @Nullable Throwable broken;

    Conversation(Program program, GuestProgram prepared, Limits limits, Calls calls, long heap) {
        this.program = program;
        this.prepared = prepared;
        this.limits = limits;
        this.calls = calls;
        this.heap = heap;
        this.operations = new HashSet<>(program.operations());
    }

    /// What the guest's side must know to begin.
    GuestCode opening() {
        return new GuestCode(
                program.language(),
                prepared.source(),
                prepared.hasImplicitResult(),
                Wire.world(program),
                Wire.settings(program.environment(), limits),
                program.environment().zone(),
                limits);
    }

    /// The answer for the guest; `null` if the execution ends here.
    ///
    /// @throws Untrustworthy if no prelude asks this
    @Nullable
    String answer(Question question) {
        try {
            return switch (question.kind()) {
                case CALL -> call(question);
                case OPEN -> open(question);
            };
        } catch (Untrustworthy lie) {
            throw lie;
        } catch (Throwable thrown) {
            // Whatever the host's own code throws passes around the guest, never through it.
            broken = thrown;
            return null;
        }
    }

    private @Nullable String call(Question question) {
        if (!operations.contains(question.subject())) {
            throw new Untrustworthy("it called an operation that it was not given");
        }
        long length = (long) question.text().length() + question.named().length();
        characters += length;
        // The list of closed fields is no output, but it costs the host more to read than its length.
        if (Math.max(length, question.places().length()) > limits.callCharacters()) {
            return ended(Limit.CALL_SIZE);
        }
        if (characters > limits.outputCharacters()) {
            return ended(Limit.OUTPUT);
        }
        if (callsMade == limits.calls()) {
            return ended(Limit.CALLS);
        }
        callsMade++;
        Call call = Wire.call(callsMade, question, prepared.position(question.offset()));
        requireGiven(call.closed().places().values());
        return reply(calls.call(call), callsMade, JsonPointer.empty());
    }

    private @Nullable String open(Question question) {
        ClosedField field = Wire.field(question);
        if (!Boolean.FALSE.equals(fields.put(field, true))) {
            throw new Untrustworthy("it opened a field that it does not hold closed");
        }
        return reply(calls.open(field), field.call(), field.field());
    }

    private void requireGiven(Iterable<ClosedField> passed) {
        for (ClosedField field : passed) {
            if (!fields.containsKey(field)) {
                throw new Untrustworthy("it passed on a field that it was not given");
            }
        }
    }

    private @Nullable String reply(Answer answer, int call, JsonPointer base) {
        return switch (answer) {
            case Answer.Value value -> {
                value.closed().forEach(place -> fields.put(new ClosedField(call, base.append(place)), false));
                yield Wire.value(value, base);
            }
            case Answer.Failure failure -> Wire.failure(failure);
            case Answer.Stop _ -> null;
        };
    }

    private @Nullable String ended(Limit limit) {
        verdict = Limited.at(limit, limits, heap);
        return null;
    }

    /// How the execution ended, when the guest is gone.
    ///
    /// @throws Untrustworthy if the guest's side reports what cannot be
    Outcome outcome(Ending ending) {
        if (broken != null) {
            throw Conversation.<RuntimeException>unchanged(broken);
        }
        if (verdict != null) {
            return verdict;
        }
        return switch (ending) {
            case Ending.Reported(String text, int offset) -> {
                Outcome outcome = text.length() > limits.outputCharacters() + REPORT
                        ? Limited.at(Limit.OUTPUT, limits, heap)
                        : Wire.outcome(text, prepared.position(offset), callsMade, limits, heap);
                if (outcome instanceof Outcome.Completed completed) {
                    requireGiven(completed.closed().places().values());
                }
                yield outcome;
            }
            case Ending.Reached(Limit limit) -> Limited.at(limit, limits, heap);
            case Ending.Unreadable(int offset) -> failed("SyntaxError", "the program cannot be read", offset);
            case Ending.Stopped _ -> new Outcome.Stopped();
            case Ending.Broken _ -> failed("InternalError", "the engine gave up", -1);
        };
    }

    /// How it ended where the guest's side is not to be believed.
    Outcome outcomeOfLie(Untrustworthy lie) {
        if (broken != null) {
            throw Conversation.<RuntimeException>unchanged(broken);
        }
        return Limited.worker(lie.why());
    }

    private Outcome failed(String name, String message, int offset) {
        return Wire.threw(name, message, prepared.position(offset));
    }

    /// What [Calls] threw is thrown on as it is, even a checked throwable that an engine smuggles through.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T unchanged(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
