package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import dev.errand.sandbox.check.JavaScriptChecker;
import dev.errand.sandbox.check.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every sandbox does with JavaScript, wherever it runs it.
public abstract class SandboxContract extends GuestContract {
    protected static final List<String> OPERATIONS =
            List.of("mail.send", "mail.search", "files.move", "files.read", "user.say", "user.ask");
    protected static final Limits LIMITS = limits(200_000, Duration.ofSeconds(5), 200L << 20, 100_000, 50, 1L << 20);

    protected static Limits limits(long statements, Duration time, long bytes, long characters, int calls, long stack) {
        return new Limits(statements, time, time, bytes, characters, characters, calls, 1_000, stack);
    }

    @Override
    protected Outcome run(String code) {
        return run(code, LIMITS);
    }

    protected Outcome run(String code, Limits limits) {
        return sandbox().execute(new Program(Language.JAVASCRIPT, code, OPERATIONS, MORNING), limits, host);
    }

    // ---- places

    /// What the checker proves about a call is about the call at that place, so both must name places alike.
    @Test
    void callsAreReportedWhereTheCheckerSeesThem() {
        String code = """
                const one = mail.search("a"),  two = await mail.search("b");
                mail.send({
                    to: files.read("x") + "", body: `${files.read("y")}`}); mail["send"]({to: "z"});
                user.say(mail.search("c"))""";
        assertThat(run(code)).isInstanceOf(Outcome.Completed.class);
        List<Signature> signatures = OPERATIONS.stream()
                .map(operation -> new Signature(operation, List.of()))
                .toList();
        List<String> seen = new JavaScriptChecker()
                .inspect(Language.JAVASCRIPT, code, signatures).settled().stream()
                        .map(call -> call.operation() + " " + call.line() + ":" + call.column())
                        .toList();
        assertThat(host.calls.stream()
                        .map(call -> call.operation() + " " + call.line() + ":" + call.column())
                        .toList())
                .hasSize(8)
                .containsExactlyInAnyOrderElementsOf(seen);
    }

    // ---- results

    @Test
    void topLevelReturnIsTheResult() {
        assertThat(run("const a = 20; return {sum: a + 1, list: [1, 'x', null, true]};"))
                .isEqualTo(completed("{\"sum\":21,\"list\":[1,\"x\",null,true]}"));
    }

    @Test
    void lastExpressionIsTheResult() {
        assertThat(run("const a = 20;\na + 1 // done")).isEqualTo(completed("21"));
        assertThat(run("'text'")).isEqualTo(completed("\"text\""));
        assertThat(run("`t${1}`;\nfunction later() {}")).isEqualTo(completed("\"t1\""));
        assertThat(run("({a: 1})")).isEqualTo(completed("{\"a\":1}"));
        assertThat(run("const {a} = {a: 5};")).isEqualTo(completed("null"));
    }

    @Test
    void aLastPromiseIsAwaited() {
        assertThat(run("async function main() { await null; return 7; }\nmain()"))
                .isEqualTo(completed("7"));
        assertThat(run("async function main() { await null; user.say('hi'); }\nmain();"))
                .isEqualTo(completed("null"));
        assertThat(host.said()).containsExactly("user.say[\"hi\"]");
    }

    @Test
    void topLevelAwaitWorksOnCallsAndPromises() {
        host.on("mail.search", "[{\"subject\":\"Title\"}]");
        assertThat(
                        run(
                                "const found = await mail.search('x');\nreturn await Promise.all(found.map(async (m) => m.subject));"))
                .isEqualTo(completed("[\"Title\"]"));
    }

    // ---- calls

    @Test
    void callsArriveWithTheirArgumentsNumbersAndPlaces() {
        run("const to = 'a@b.c';\n  mail.send(to, {text: 'hi', at: new Date(0)});\nuser.say('x', undefined)");
        assertThat(host.said())
                .containsExactly(
                        "mail.send[\"a@b.c\",{\"text\":\"hi\",\"at\":\"1970-01-01T00:00:00.000Z\"}]",
                        "user.say[\"x\"]");
        assertThat(host.calls).extracting(Call::number).containsExactly(1, 2);
        assertThat(host.calls).extracting(Call::line).containsExactly(2, 3);
        assertThat(host.calls).extracting(Call::column).containsExactly(3, 1);
    }

    @Test
    void aFailureIsACatchablePlainError() {
        host.on("mail.send", _ -> host.failure("Denied", "not to strangers"));
        assertThat(run("try { mail.send('x'); } catch (e) { return [e instanceof Error, e.name, e.message, '' + e]; }"))
                .isEqualTo(completed("[true,\"Denied\",\"not to strangers\",\"Denied: not to strangers\"]"));
    }

    @Test
    void anUncaughtFailureTellsItsCallAndPlace() {
        host.on("mail.send", _ -> host.failure("Denied", "not to strangers"));
        assertThat(run("user.say('first');\n\n   mail.send('x');"))
                .isEqualTo(new Outcome.Threw(new GuestError("Denied", "not to strangers", 3, 4, 2)));
    }

    @Test
    void aStopCannotBeCaught() {
        host.on("mail.send", _ -> new Answer.Stop());
        assertThat(run("try { mail.send('x'); } catch { user.say('caught'); } finally { user.say('finally'); }"))
                .isEqualTo(new Outcome.Stopped());
        assertThat(host.said()).containsExactly("mail.send[\"x\"]");
    }

    @Test
    void whatTheHostThrowsPassesAroundTheGuest() {
        var broken = new IllegalStateException("disk full");
        host.on("mail.send", _ -> {
            throw broken;
        });
        assertThatThrownBy(() -> run("try { mail.send('x'); } finally { user.say('no'); }"))
                .isSameAs(broken);
        assertThat(host.said()).containsExactly("mail.send[\"x\"]");
    }

    // ---- closed fields

    @Test
    void aClosedFieldIsOpenedOnceByReading() {
        host.on("mail.search", "[{\"from\":\"a\",\"body\":null}]", "/0/body");
        assertThat(run("const [m] = mail.search(); return [Object.keys(m), m.body, m.body, m];"))
                .isEqualTo(
                        completed(
                                "[[\"from\",\"body\"],\"opened /0/body\",\"opened /0/body\",{\"from\":\"a\",\"body\":\"opened /0/body\"}]"));
        assertThat(host.opened).containsExactly(new ClosedField(1, JsonPointer.compile("/0/body")));
    }

    @Test
    void aTextOfManyCharactersIsOpenedAndPassedOn() {
        String text = "All that is known about layers. ".repeat(25_000);
        host.on("mail.search", "[{\"body\":null}]", "/0/body").onOpen(_ -> host.value("\"" + text + "\""));
        assertThat(run(
                        "const [m] = mail.search(); mail.send('x', {body: m.body}); return m.body.length;",
                        Limits.STANDARD))
                .isEqualTo(completed(String.valueOf(text.length())));
        assertThat(host.calls.get(1).positional().at("/1/body").asText()).isEqualTo(text);
    }

    @Test
    void passingOnDoesNotOpen() {
        host.on("mail.search", "[{\"from\":\"a\",\"body\":\"secret\"}]", "/0/body");
        assertThat(run("const [m] = mail.search(); mail.send('x', {mail: m}); return {m};"))
                .isEqualTo(new Outcome.Completed(
                        RecordingCalls.json("{\"m\":{\"from\":\"a\",\"body\":null}}"),
                        new Closed(Map.of(
                                JsonPointer.compile("/m/body"), new ClosedField(1, JsonPointer.compile("/0/body"))))));
        assertThat(host.opened).isEmpty();
        assertThat(host.calls.get(1).closed().places())
                .containsExactly(Map.entry(
                        JsonPointer.compile("/positional/1/mail/body"),
                        new ClosedField(1, JsonPointer.compile("/0/body"))));
    }

    @Test
    void everyOrdinaryWayOfReadingOpens() {
        host.on("mail.search", "{\"list\":[1,2],\"body\":null}", "/body", "/list/1");
        assertThat(run("const m = mail.search(); return [{...m}, Object.assign({}, m), JSON.stringify(m)].length"))
                .isEqualTo(completed("3"));
        assertThat(host.opened).extracting(field -> field.field().toString()).containsExactly("/body", "/list/1");
    }

    @Test
    void aClosedFieldStaysClosedInSortedFilteredAndRearrangedLists() {
        host.on("mail.search", "[{\"n\":2,\"body\":null},{\"n\":1,\"body\":null}]", "/0/body", "/1/body");
        Outcome outcome = run("return mail.search().sort((a, b) => a.n - b.n).filter((m) => m.n < 2)");
        assertThat(outcome)
                .isEqualTo(new Outcome.Completed(
                        RecordingCalls.json("[{\"n\":1,\"body\":null}]"),
                        new Closed(Map.of(
                                JsonPointer.compile("/0/body"), new ClosedField(1, JsonPointer.compile("/1/body"))))));
        assertThat(host.opened).isEmpty();
    }

    @Test
    void anOpenedValueMayHaveClosedFieldsOfItsOwn() {
        host.on("mail.search", "{\"mail\":null}", "/mail");
        host.onOpen(field -> field.field().toString().equals("/mail")
                ? host.value("{\"body\":null}", "/body")
                : host.value("\"text\""));
        assertThat(run("return mail.search().mail.body")).isEqualTo(completed("\"text\""));
        assertThat(host.opened)
                .containsExactly(
                        new ClosedField(1, JsonPointer.compile("/mail")),
                        new ClosedField(1, JsonPointer.compile("/mail/body")));
    }

    @Test
    void aResultClosedAsAWholeIsReadAsItIsReceived() {
        host.on("files.read", "null", "");
        assertThat(run("return files.read('a') + '!'")).isEqualTo(completed("\"opened !\""));
    }

    @Test
    void aFieldThatCannotBeOpenedFailsTheSameWayEveryTime() {
        host.on("mail.search", "{\"body\":null}", "/body");
        host.onOpen(_ -> host.failure("Gone", "no such mail"));
        assertThat(run(
                        "const m = mail.search(); const f = () => { try { return m.body; } catch (e) { return e.name; } };"
                                + " return [f(), f()];"))
                .isEqualTo(completed("[\"Gone\",\"Gone\"]"));
        assertThat(host.opened).hasSize(1);
    }

    @Test
    void aClosedFieldCanBeOverwrittenAndDeletedUnread() {
        host.on("mail.search", "{\"a\":null,\"b\":null}", "/a", "/b");
        assertThat(run("const m = mail.search(); m.a = 1; delete m.b; return m;"))
                .isEqualTo(completed("{\"a\":1}"));
        assertThat(host.opened).isEmpty();
    }

    // ---- values

    @Test
    void valuesAreCopiedToPlainData() {
        run("""
                class Point { constructor() { this.x = 1; this.none = undefined; } get far() { return 2; } }
                mail.send(new Point(), new Map([['k', new Set([1, 'b'])]]), new Date(0), [undefined, , null], 5n,
                  new Error('bad'), {toJSON() { return {said: true}; }}, new String('boxed'), Object.create(null));
                """);
        assertThat(host.calls.getFirst().positional())
                .isEqualTo(RecordingCalls.json(
                        "[{\"x\":1},{\"k\":[1,\"b\"]},\"1970-01-01T00:00:00.000Z\",[null,null,null],5,"
                                + "{\"name\":\"Error\",\"message\":\"bad\"},{\"said\":true},\"boxed\",{}]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail.send(() => 1)                 | argument 1 is a function; call it, or pass plain data",
                "mail.send(1, {a: [0 / 0]})         | argument 2.a[0] is NaN, which is not a number that can be passed on",
                "const a = {}; a.b = a; mail.send(a)| argument 1.b contains itself",
                "mail.send({to: f()}); async function f() {} | argument 1.to is a promise; put await before it",
                "mail.send(new Map().keys())        | argument 1 is an iterator; make a list of it with [...it]",
                "mail.send(new Date(NaN))           | argument 1 is an invalid Date",
                "return {f: () => 1}                | the result.f is a function; call it, or pass plain data",
            })
    void whatIsNoDataIsRefusedByPlace(String code, String message) {
        GuestError error = error(run(code));
        assertThat(error.name()).isEqualTo("TypeError");
        assertThat(error.message()).isEqualTo(message);
        assertThat(host.calls).isEmpty();
    }

    @Test
    void aLastLineThatIsNoDataIsNoFailure() {
        assertThat(run("user.say('x'); const f = () => 1;\nf")).isEqualTo(completed("null"));
    }

    @Test
    void consoleSpeaksThroughTheOperation() {
        run("console.log('found', 2, {a: [1]}, undefined); print('done');");
        assertThat(host.said())
                .containsExactly("user.say[\"found 2 {\\\"a\\\":[1]} undefined\"]", "user.say[\"done\"]");
        Program mute = new Program(Language.JAVASCRIPT, "return typeof console", List.of("mail.send"), MORNING);
        assertThat(sandbox().execute(mute, LIMITS, host)).isEqualTo(completed("\"undefined\""));
    }

    @Test
    void aLocalNameHidesASkill() {
        assertThat(run("const mail = {send: (x) => x}; return mail.send('local');"))
                .isEqualTo(completed("\"local\""));
        assertThat(host.calls).isEmpty();
    }

    @Test
    void stringifyIsTheLanguagesOwn() {
        assertThat(run("return [JSON.stringify({a: [1, {b: 2}], c: 3}, ['a', 'b']), JSON.stringify({a: 1}, null, 1),"
                        + " JSON.stringify([1], (k, v) => k === '0' ? 5 : v), JSON.stringify(undefined) ?? 'none']"))
                .isEqualTo(completed("[\"{\\\"a\\\":[1,{\\\"b\\\":2}]}\",\"{\\n \\\"a\\\": 1\\n}\",\"[5]\",\"none\"]"));
    }

    // ---- errors

    @Test
    void placesOnTheFirstAndLastLineAreRight() {
        assertThat(error(run("   null.x"))).satisfies(thrown -> {
            assertThat(List.of(thrown.line(), thrown.column())).containsExactly(1, 4);
        });
        assertThat(error(run("const a = 1; null.x; a"))).satisfies(thrown -> {
            assertThat(List.of(thrown.line(), thrown.column())).containsExactly(1, 14);
        });
        run("const a = await Promise.resolve(1);\n\n  [a].map((x) => user.say(x))");
        assertThat(host.calls).extracting(Call::line).containsExactly(3);
        assertThat(host.calls).extracting(Call::column).containsExactly(18);
    }

    @Test
    void aSyntaxErrorTellsItsPlace() {
        assertThat(error(run("user.say('x');\nlet = ;"))).satisfies(thrown -> {
            assertThat(thrown.name()).isEqualTo("SyntaxError");
            assertThat(thrown.line()).isEqualTo(2);
        });
        assertThat(host.calls).isEmpty();
    }

    @Test
    void anUncaughtErrorTellsItsPlace() {
        assertThat(run("const a = 1;\nfunction f() {\n  return null.x;\n}\nf();"))
                .satisfies(outcome -> {
                    GuestError error = error(outcome);
                    assertThat(error.name()).isEqualTo("TypeError");
                    assertThat(List.of(error.line(), error.column(), error.failedCall()))
                            .containsExactly(3, 10, 0);
                });
    }

    @Test
    void aRejectionNobodyAwaitsIsNotLost() {
        assertThat(error(run("async function main() { await null; throw new Error('lost'); }\nmain(); user.say('x');"))
                        .message())
                .isEqualTo("lost");
    }

    @Test
    void aPromiseThatNeverSettlesIsAnError() {
        assertThat(error(run("await new Promise(() => {});")).message()).contains("nothing will settle");
    }

    // ---- time and chance

    @Test
    void timeIsTheRunsAndMovesWithAnswers() {
        host.at(Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(
                        run(
                                "const t = [Date.now(), +new Date(), new Date(0).constructor.now()]; user.say('x'); return [...t, Date.now()];"))
                .isEqualTo(completed("[1772352000000,1772352000000,1772352000000,1772355600000]"));
        assertThat(
                        run(
                                "return [new Date().getHours(), new Date().toLocaleDateString(), new Intl.DateTimeFormat().format()]"))
                .isEqualTo(completed("[9,\"3/1/2026\",\"3/1/2026\"]"));
    }

    @Test
    void chanceComesFromTheSeed() {
        assertThat(run("return [Math.random(), Math.random()]"))
                .isEqualTo(run("return [Math.random(), Math.random()]"));
    }

    // ---- limits

    @Test
    void endlessLoopsMeetTheLimitOfStatements() {
        assertThat(run("for (;;) { try { while (true) { 1; } } finally { continue; } }"))
                .isInstanceOfSatisfying(
                        Outcome.LimitReached.class,
                        reached -> assertThat(reached.limit()).isEqualTo(Limit.STATEMENTS));
    }

    @Test
    void callsAreLimited() {
        assertThat(run("for (let i = 0; i < 60; i++) { try { user.say('x'); } catch {} }"))
                .isEqualTo(new Outcome.LimitReached(
                        Limit.CALLS, 50, "Limit of calls: the program made more than 50 operation calls"));
    }

    /// Whatever is settled, however it came to be so, counts no more.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "for (let i = 0; i < 3000; i++) await null; return 'done'",
                "async function f(n) { return n > 0 ? await f(n - 1) : 'done' } let r; for (let i = 0; i < 30; i++) r = await f(90);"
                        + " return r",
                "const all = []; for (let i = 0; i < 200; i++) all.push(Promise.resolve(i).then((x) => x + 1));"
                        + " for (let j = 0; j < 9; j++) await Promise.all(all); return 'done'",
                "for (let i = 0; i < 2500; i++) await new Promise((r) => r({get then() { Promise.resolve(); return undefined; }}));"
                        + " return 'done'",
                "for (let i = 0; i < 1500; i++) { try { await Promise.reject(1); } catch {} } return 'done'",
            })
    void promisesThatAreSettledDoNotCount(String code) {
        assertThat(run(code)).isEqualTo(completed("\"done\""));
    }

    @Test
    void openPromisesAreLimited() {
        String code = "for (let i = 0; i < 2000; i++) new Promise(() => {}); return 'done'";
        assertThat(run(code))
                .isEqualTo(new Outcome.LimitReached(
                        Limit.PROMISES,
                        1_000,
                        "Limit of promises: the program had more than 1,000 promises that nothing had settled"));
    }

    @Test
    void typesInJavaScriptMoveNothing() {
        host.on("mail.search", "[{\"from\":\"a\"}]");
        String code = """
                interface Mail { from: string }
                const found = mail.search('x') as Mail[];
                const who = (one: Mail): string => one.from!; user.say(who(found[0]));
                null!.x""";
        assertThat(error(run(code))).satisfies(thrown -> {
            assertThat(List.of(thrown.line(), thrown.column())).containsExactly(4, 1);
        });
        assertThat(host.said()).containsExactly("mail.search[\"x\"]", "user.say[\"a\"]");
        assertThat(host.calls).extracting(Call::column).containsExactly(15, 47);
    }

    @Test
    void depthIsLimited() {
        assertThat(run("function f() { return f() + 1; } f()"))
                .isInstanceOfSatisfying(
                        Outcome.LimitReached.class,
                        reached -> assertThat(reached.limit()).isEqualTo(Limit.DEPTH));
    }

    @Test
    void timeSpentInTheHostDoesNotCount() {
        host.on("mail.send", _ -> {
            LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
            return host.value("1");
        });
        Limits brief = limits(1_000, Duration.ofMillis(350), 64L << 20, 1_000, 5, 1L << 20);
        assertThat(run("return mail.send('x');", brief)).isEqualTo(completed("1"));
    }

    @Test
    void whatTheLimitIsIsSaid() {
        assertThat(run("for (;;);", limits(1_000, Duration.ofSeconds(5), 64L << 20, 1_000, 5, 1L << 20)))
                .isEqualTo(new Outcome.LimitReached(
                        Limit.STATEMENTS, 1_000, "Limit of statements: the program ran more than 1,000 statements"));
    }

    @Test
    void anInterruptEndsTheGuestAndIsKept() {
        host.on("mail.send", _ -> {
            Thread.currentThread().interrupt();
            return host.value("1");
        });
        assertThat(run("try { mail.send('x'); } finally { user.say('no'); }")).isEqualTo(new Outcome.Stopped());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(host.said()).containsExactly("mail.send[\"x\"]");
    }

    @Test
    void programsRunBesideEachOther() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> running = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> new Run(i).outcome()))
                    .toList();
            for (int i = 0; i < 8; i++) {
                assertThat(running.get(i).get()).isEqualTo(completed(String.valueOf(i * 10)));
            }
        }
    }

    private final class Run {
        private final int number;

        Run(int number) {
            this.number = number;
        }

        Outcome outcome() {
            RecordingCalls own = new RecordingCalls().on("user.ask", "" + number);
            String code = "let sum = 0; for (let i = 0; i < 10; i++) sum += user.ask('x'); return sum;";
            return sandbox().execute(new Program(Language.JAVASCRIPT, code, OPERATIONS, MORNING), LIMITS, own);
        }
    }

    // ---- hostile programs

    static final Limits TIGHT = limits(1_000_000, Duration.ofMillis(1_000), 128L << 20, 100_000, 50, 512L << 10);

    static Stream<HostileProgram> hostilePrograms() {
        return HostileProgram.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostilePrograms")
    void hostileProgramsMeetTheirRefusal(HostileProgram program) {
        host.on("mail.send", this::answerHostileMail);
        host.on("mail.search", "[{\"from\":\"a\",\"body\":\"secret\"}]", "/0/body");
        host.on("user.ask", "\"harmless\"");
        host.onOpen(field -> host.said().contains("mail.search[\"stop on open\"]")
                ? new Answer.Stop()
                : host.value("\"opened " + field.field() + "\""));

        long started = System.nanoTime();
        // What must reach a limit had better do it soon; the rest may take its time on a busy machine.
        boolean bounded = program.must().contains("reach ");
        Outcome outcome = run(program.code(), bounded ? TIGHT : LIMITS);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
        assertThat(Ended.describe(outcome)).isIn(Ended.expected(program.must()));
        assertThat(host.said()).noneMatch(call -> call.contains("ESCAPED") || call.contains("EVIL"));
    }

    private Answer answerHostileMail(Call call) {
        return switch (call.positional().path(0).asText()) {
            case "stop" -> new Answer.Stop();
            case "fail" -> host.failure("Refused", "by the host");
            default -> host.value("null");
        };
    }
}
