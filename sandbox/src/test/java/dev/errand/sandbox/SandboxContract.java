package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every sandbox does with JavaScript, wherever it runs it.
abstract class SandboxContract {
    static final List<String> OPERATIONS =
            List.of("mail.send", "mail.search", "files.move", "files.read", "user.say", "user.ask");
    static final Environment MORNING =
            new Environment(Instant.parse("2026-03-01T08:00:00Z"), 42, ZoneId.of("Europe/Berlin"));
    static final Limits LIMITS = new Limits(200_000, Duration.ofSeconds(5), 200L << 20, 100_000, 50, 1L << 20);

    final RecordingCalls host = new RecordingCalls();
    private final Sandbox sandbox = sandbox();

    /// A sandbox to be tested; it may be the same for all tests.
    abstract Sandbox sandbox();

    /// Whether a sandbox is left to live for the next test.
    @AfterEach
    void otherProgramsStillRun() {
        assertThat(run("return 'alive';")).isEqualTo(completed("\"alive\""));
    }

    Outcome run(String code) {
        return run(code, LIMITS);
    }

    Outcome run(String code, Limits limits) {
        return sandbox.execute(new Program(Language.JAVASCRIPT, code, OPERATIONS, MORNING), limits, host);
    }

    static Outcome completed(String json) {
        return new Outcome.Completed(RecordingCalls.json(json), Closed.NOTHING);
    }

    static GuestError error(Outcome outcome) {
        return assertThat(outcome)
                .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Threw.class))
                .actual()
                .error();
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

    // ---- errors

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

    @Test
    void depthIsLimited() {
        assertThat(run("function f() { return f() + 1; } f()"))
                .isInstanceOfSatisfying(
                        Outcome.LimitReached.class,
                        reached -> assertThat(reached.limit()).isEqualTo(Limit.DEPTH));
    }
}
