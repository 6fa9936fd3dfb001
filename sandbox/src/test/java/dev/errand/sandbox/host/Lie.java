package dev.errand.sandbox.host;

import static dev.errand.sandbox.host.LyingWorker.call;
import static dev.errand.sandbox.host.LyingWorker.filled;
import static dev.errand.sandbox.host.LyingWorker.head;
import static dev.errand.sandbox.host.LyingWorker.nested;
import static dev.errand.sandbox.host.LyingWorker.open;
import static dev.errand.sandbox.host.LyingWorker.passingOn;
import static dev.errand.sandbox.host.LyingWorker.reported;

import dev.errand.sandbox.Limit;
import dev.errand.sandbox.guest.Ending;
import dev.errand.sandbox.worker.Message.ToHost;
import java.io.IOException;

/// What a worker that is not to be believed may do, the limit that ends it, and words of the message.
///
/// The host runs a program that has `notes.list`, which answers with the field `/0/body` closed, at most five calls,
/// and one second.
enum Lie {
    // Before it is there
    SAYS_GARBAGE_AT_ONCE(Limit.WORKER, "no worker process could be started", liar -> liar.write(filled(100))),
    DIES_AT_ONCE(Limit.WORKER, "no worker process could be started", _ -> exit(0)),
    DIES_AT_ONCE_WITH_AN_ERROR(Limit.WORKER, "no worker process could be started", _ -> exit(134)),
    DIES_AT_ONCE_AS_IF_ITS_HEAP_WERE_FULL(Limit.WORKER, "no worker process could be started", _ -> exit(3)),
    CLOSES_ITS_OUTPUT_AT_ONCE(Limit.WORKER, "it stopped halfway", LyingWorker::closeOutput),

    // Frames that are none
    INTRODUCES_ITSELF_TWICE(Limit.WORKER, "introduced itself twice", liar -> liar.say(new ToHost.Ready(true))),
    SAYS_GARBAGE(Limit.WORKER, "a frame of", liar -> liar.write(filled(100))),
    SAYS_GARBAGE_FOR_EVER(Limit.WORKER, "a frame of", liar -> liar.repeat(filled(1 << 16))),
    SENDS_AN_EMPTY_FRAME(Limit.WORKER, "a frame of 0 bytes", liar -> liar.write(head(0))),
    SENDS_A_NEGATIVE_LENGTH(Limit.WORKER, "a frame of -1 bytes", liar -> liar.write(head(-1))),
    SENDS_A_FRAME_TOO_LONG(Limit.WORKER, "a frame of 2147483647 bytes", liar -> liar.write(head(Integer.MAX_VALUE))),
    SENDS_A_MESSAGE_OF_THE_HOST(Limit.WORKER, "does not say this", liar -> liar.write(0, 0, 0, 1, 2)),
    SENDS_A_KIND_THAT_IS_NONE(Limit.WORKER, "choice 99", liar -> liar.write(0, 0, 0, 1, 99)),
    SENDS_MORE_THAN_A_MESSAGE(Limit.WORKER, "after the last field", liar -> liar.write(0, 0, 0, 4, 3, 1, 7, 7)),
    SENDS_LESS_THAN_A_MESSAGE(Limit.WORKER, "beyond the end", liar -> liar.write(0, 0, 0, 2, 4, 0)),
    SENDS_HALF_A_FRAME(Limit.WALL_TIME, "", liar -> liar.write(0, 0, 1, 0, 4)),
    SENDS_HALF_A_LENGTH(Limit.WALL_TIME, "", liar -> liar.write(0, 0)),
    SENDS_HALF_A_FRAME_AND_ENDS(Limit.WORKER, "ended by itself (0)", liar -> {
        liar.write(0, 0, 1, 0, 4);
        exit(0);
    }),

    // Calls and fields that it was not given
    CALLS_WHAT_IT_WAS_NOT_GIVEN(
            Limit.WORKER, "an operation that it was not given", liar -> liar.ask(call("mail.send", "[]"))),
    CALLS_MORE_THAN_IT_MAY(Limit.CALLS, "more than 5", liar -> {
        for (int i = 0; i < 6; i++) {
            liar.ask(call("notes.list", "[]"));
        }
    }),
    FLOODS_WITH_CALLS(Limit.CALLS, "more than 5", liar -> {
        while (true) {
            liar.say(new ToHost.Asked(call("notes.list", "[]")));
        }
    }),
    PASSES_TOO_MUCH(
            Limit.CALL_SIZE,
            "to one operation",
            liar -> liar.ask(call("notes.list", "[\"" + "x".repeat(60_000) + "\"]"))),
    PASSES_TOO_MUCH_IN_ALL(Limit.OUTPUT, "passed on more", liar -> {
        for (int i = 0; i < 5; i++) {
            liar.ask(call("notes.list", "[\"" + "x".repeat(40_000) + "\"]"));
        }
    }),
    NAMES_TOO_MANY_FIELDS(
            Limit.CALL_SIZE,
            "to one operation",
            liar -> liar.ask(passingOn("[" + "[[0],1,\"/0/body\"],".repeat(5_000) + "[[0],1,\"\"]]"))),
    PASSES_ARGUMENTS_THAT_ARE_NONE(
            Limit.WORKER, "arguments that are none", liar -> liar.ask(call("notes.list", "{\"a\":1}"))),
    PASSES_NO_JSON(Limit.WORKER, "not JSON", liar -> liar.ask(call("notes.list", "[1,"))),
    PASSES_A_NUMBER_THAT_IS_NONE(
            Limit.WORKER, "a number that is none", liar -> liar.ask(call("notes.list", "[1e400]"))),
    PASSES_ARGUMENTS_TOO_DEEP(
            Limit.WORKER, "not JSON", liar -> liar.ask(call("notes.list", "[".repeat(20_000) + "]".repeat(20_000)))),
    PASSES_ON_A_FIELD_IT_WAS_NOT_GIVEN(
            Limit.WORKER,
            "passed on a field that it was not given",
            liar -> liar.ask(passingOn("[[[0],1,\"/0/body\"]]"))),
    PASSES_ON_FIELDS_THAT_ARE_NONE(
            Limit.WORKER, "closed fields that are none", liar -> liar.ask(passingOn("[[[-5],\"x\"]]"))),
    OPENS_A_FIELD_IT_WAS_NOT_GIVEN(Limit.WORKER, "does not hold closed", liar -> liar.ask(open("1", "/0/body"))),
    OPENS_A_FIELD_THAT_IS_NONE(Limit.WORKER, "a field that is none", liar -> liar.ask(open("one", "body"))),
    OPENS_A_FIELD_TWICE(Limit.WORKER, "does not hold closed", liar -> {
        liar.ask(call("notes.list", "[]"));
        liar.ask(open("1", "/0/body"));
        liar.ask(open("1", "/0/body"));
    }),

    // Results that are none
    BLAMES_A_CALL_THAT_WAS_NEVER_MADE(
            Limit.WORKER, "a call that was never made", liar -> liar.say(reported("[\"threw\",\"Denied\",\"no\",7]"))),
    REPORTS_NO_JSON(Limit.WORKER, "not JSON", liar -> liar.say(reported("completed"))),
    REPORTS_NOTHING(Limit.WORKER, "an outcome that is none", liar -> liar.say(reported(""))),
    REPORTS_TOO_DEEP(Limit.WORKER, "not JSON", liar -> liar.say(reported(nested(20_000)))),
    REPORTS_TOO_MUCH(
            Limit.OUTPUT,
            "passed on more",
            liar -> liar.say(reported("[\"completed\",\"" + "x".repeat(200_000) + "\",[]]"))),
    RETURNS_A_FIELD_IT_WAS_NOT_GIVEN(
            Limit.WORKER,
            "passed on a field that it was not given",
            liar -> liar.say(reported("[\"completed\",null,[[[],3,\"/0/body\"]]]"))),

    // Silence and death
    NEVER_ANSWERS(Limit.WALL_TIME, "longer than 1,000 ms", _ -> {}),
    READS_NO_PROGRAM(Limit.WALL_TIME, "longer than 1,000 ms", _ -> {}),
    READS_NO_ANSWER(
            Limit.WALL_TIME, "longer than 1,000 ms", liar -> liar.say(new ToHost.Asked(call("notes.all", "[]")))),
    CLOSES_ITS_OUTPUT(Limit.WORKER, "ended by itself", LyingWorker::closeOutput),
    DIES(Limit.WORKER, "ended by itself (0)", _ -> exit(0)),
    DIES_WITH_AN_ERROR(Limit.WORKER, "ended by itself (77)", _ -> exit(77)),
    DIES_AS_IF_ITS_HEAP_WERE_FULL(Limit.HEAP, "process's heap", _ -> exit(3)),
    DIES_AFTER_A_CALL(Limit.WORKER, "ended by itself (1)", liar -> {
        liar.ask(call("notes.list", "[]"));
        exit(1);
    }),
    CLAIMS_A_LIMIT(
            Limit.STATEMENTS,
            "statements",
            liar -> liar.say(new ToHost.Ended(new Ending.Reached(Limit.STATEMENTS), false))),

    /// Its first words are a result like any other; those after the end are what must not be heard.
    TALKS_ON(Limit.WORKER, "", liar -> {
        ToHost result = reported("[\"completed\",\"first\",[]]");
        liar.say(result, result);
    });

    /// How it is told.
    interface Telling {
        void by(LyingWorker liar) throws IOException;
    }

    final Limit limit;
    final String words;
    final Telling told;

    Lie(Limit limit, String words, Telling told) {
        this.limit = limit;
        this.words = words;
        this.told = told;
    }

    boolean isToldAtStart() {
        return compareTo(INTRODUCES_ITSELF_TWICE) < 0;
    }

    private static void exit(int code) {
        Runtime.getRuntime().halt(code);
    }
}
