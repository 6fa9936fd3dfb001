package dev.errand.sandbox.host;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.sandbox.Answer;
import dev.errand.sandbox.Call;
import dev.errand.sandbox.Calls;
import dev.errand.sandbox.ClosedField;
import dev.errand.sandbox.Environment;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limit;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.Program;
import dev.errand.sandbox.RecordingCalls;
import dev.errand.sandbox.guest.Ending;
import dev.errand.sandbox.guest.Question;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Any texts, as questions and at last as an ending: the host answers, or does not believe them, and does nothing
/// else. What reaches [Calls] is within the account that this class keeps anew, and all of it can be written and read
/// as JSON.
///
/// The input is UTF-8, a question's field a line: `call` or `open`, subject, text, named, places; any other first
/// line is `reached`, `unreadable`, or the text of a report.
public final class ConversationFuzz {
    private static final Limits LIMITS =
            new Limits(1_000, Duration.ofSeconds(1), Duration.ofSeconds(1), 1L << 20, 20_000, 5_000, 8, 10, 1L << 20);
    private static final String CODE = "const [a] = await notes.list();\nnotes.say(a)";
    private static final GuestProgram PREPARED = prepared();

    private ConversationFuzz() {}

    private static GuestProgram prepared() {
        Program program =
                new Program(Language.JAVASCRIPT, CODE, List.of(), new Environment(Instant.EPOCH, 1, ZoneOffset.UTC));
        if (GuestProgram.prepare(program) instanceof GuestProgram.Preparation.Ready(GuestProgram ready)) {
            return ready;
        }
        throw new IllegalStateException("this program can be read");
    }

    public static void fuzzerTestOneInput(byte[] data) {
        Iterator<String> lines =
                new String(data, StandardCharsets.UTF_8).lines().iterator();
        Environment environment = new Environment(Instant.EPOCH, 1, ZoneOffset.UTC);
        List<String> operations = List.of("notes.list", "notes.say");
        Account account = new Account(operations);
        Program program = new Program(Language.JAVASCRIPT, CODE, operations, environment);
        Conversation conversation = new Conversation(program, PREPARED, LIMITS, account, 1 << 20);
        conversation.opening();
        try {
            require(conversation.outcome(converse(conversation, lines)), account);
        } catch (Untrustworthy lie) {
            require(conversation.outcomeOfLie(lie) instanceof Outcome.LimitReached, "a lie is a limit");
        }
    }

    private static Ending converse(Conversation conversation, Iterator<String> lines) {
        while (lines.hasNext()) {
            String first = lines.next();
            switch (first) {
                case "call" -> {
                    if (conversation.answer(question(Question.Kind.CALL, lines)) == null) {
                        return new Ending.Stopped();
                    }
                }
                case "open" -> {
                    if (conversation.answer(question(Question.Kind.OPEN, lines)) == null) {
                        return new Ending.Stopped();
                    }
                }
                case "reached" -> {
                    return new Ending.Reached(Limit.values()[next(lines).length() % Limit.values().length]);
                }
                case "unreadable" -> {
                    return new Ending.Unreadable(next(lines).hashCode());
                }
                default -> {
                    return new Ending.Reported(first, first.hashCode());
                }
            }
        }
        return new Ending.Broken();
    }

    private static Question question(Question.Kind kind, Iterator<String> lines) {
        String subject = next(lines);
        return new Question(kind, subject, next(lines), next(lines), next(lines), subject.hashCode() % 100);
    }

    private static String next(Iterator<String> lines) {
        return lines.hasNext() ? lines.next() : "";
    }

    private static void require(Outcome outcome, Account account) {
        switch (outcome) {
            case Outcome.Completed(JsonNode result, var closed) -> {
                account.requireWritable(result);
                closed.places().values().forEach(account::requireGiven);
            }
            case Outcome.Threw(var error) -> {
                require(error.failedCall() <= account.calls, "a call failed that was never made");
                require(error.name().length() + error.message().length() < 5_000, "an error is short");
            }
            case Outcome.Stopped _, Outcome.LimitReached _ -> {}
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /// A host that looks whether it is asked what it may be asked.
    private static final class Account implements Calls {
        private final List<String> operations;
        private final Set<ClosedField> given = new HashSet<>();
        private final Set<ClosedField> opened = new HashSet<>();
        private int calls;
        private long characters;

        Account(List<String> operations) {
            this.operations = operations;
        }

        @Override
        public Answer call(Call call) {
            calls++;
            require(calls <= LIMITS.calls() && call.number() == calls, "calls are counted");
            require(operations.contains(call.operation()), "only what is there is called");
            call.closed().places().values().forEach(this::requireGiven);
            characters += requireWritable(call.positional()) + requireWritable(call.named());
            // A number can be longer as it is written here than as the guest wrote it; nothing else can.
            require(characters <= 10 * LIMITS.outputCharacters(), "output is bounded");
            return call.operation().equals("notes.say")
                    ? new Answer.Failure("Denied", "no", Instant.EPOCH)
                    : closed(call.number(), "[{\"a\":1,\"b\":{\"c\":[1,2]}}]", "/0/a", "/0/b");
        }

        @Override
        public Answer open(ClosedField field) {
            requireGiven(field);
            require(opened.add(field), "a field is opened once");
            return field.field().getMatchingProperty().isEmpty()
                    ? new Answer.Stop()
                    : closed(field.call(), "{\"c\":[1,2]}");
        }

        private Answer closed(int call, String json, String... places) {
            List<JsonPointer> pointers =
                    Stream.of(places).map(JsonPointer::compile).toList();
            pointers.forEach(pointer -> given.add(new ClosedField(call, pointer)));
            return new Answer.Value(RecordingCalls.json(json), pointers, Instant.EPOCH);
        }

        void requireGiven(ClosedField field) {
            require(given.contains(field), "a field that was not given");
        }

        int requireWritable(JsonNode value) {
            String written = value.toString();
            JsonNode read = RecordingCalls.json(written);
            require(read.equals(value), "a value is JSON: " + written);
            return written.length();
        }
    }
}
