package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every sandbox does with Python, wherever it runs it.
public abstract class PythonContract extends GuestContract {
    private static final List<String> OPERATIONS =
            List.of("mail.send", "mail.search", "mail.import", "files.read", "user.say", "user.ask");
    private static final Limits LIMITS = new Limits(
            500_000, Duration.ofSeconds(20), Duration.ofSeconds(20), 500L << 20, 100_000, 100_000, 50, 1_000, 4L << 20);

    /// For programs that must reach a limit.
    private static final Limits TIGHT = new Limits(
            300_000, Duration.ofSeconds(3), Duration.ofSeconds(3), 200L << 20, 100_000, 100_000, 50, 1_000, 2L << 20);

    @Override
    protected Outcome run(String code) {
        return run(code, LIMITS);
    }

    private Outcome run(String code, Limits limits) {
        return sandbox().execute(new Program(Language.PYTHON, code, OPERATIONS, MORNING), limits, host);
    }

    // ---- results

    @Test
    void topLevelReturnIsTheResult() {
        assertThat(run("a = 20\nif a > 1:\n    return {'sum': a + 1, 'list': [1, 'x', None, True, 1.5], 't': (1, 2)}"))
                .isEqualTo(completed("{\"sum\":21,\"list\":[1,\"x\",null,true,1.5],\"t\":[1,2]}"));
    }

    @Test
    void lastExpressionIsTheResult() {
        assertThat(run("a = 20\na + 1  # done")).isEqualTo(completed("21"));
        assertThat(run("x = 1; (x)")).isEqualTo(completed("1"));
        assertThat(run("'''two\nlines'''")).isEqualTo(completed("\"two\\nlines\""));
        assertThat(run("a = 1")).isEqualTo(completed("null"));
        assertThat(run("# nothing")).isEqualTo(completed("null"));
        assertThat(run("len")).isEqualTo(completed("null"));
    }

    @Test
    void textsOverSeveralLinesStayWhatTheyAre() {
        assertThat(
                        run(
                                "name = 'ä'\ntext = f'''a\n  {name\n   }\nb''' + \"\"\"\n c\\\n d\"\"\"\nif name:\n\treturn [text,\n1]"))
                .isEqualTo(completed("[\"a\\n  ä\\nb\\n c d\",1]"));
    }

    @Test
    void functionsShareTheNamesOfTheTopLevel() {
        String code = """
                count: int = 0
                total = 0
                def add(n):
                    global total
                    total += n
                    return inner(n)
                def inner(n):
                    return n * factor
                factor = 3
                class Box:
                    size = 2
                values = [add(i) for i in range(3)]
                return [total, values, Box.size, count]
                """;
        assertThat(run(code)).isEqualTo(completed("[3,[0,3,6],2,0]"));
    }

    // ---- calls

    @Test
    void callsArriveWithTheirArgumentsNumbersAndPlaces() {
        run("to = 'a@b.c'\nif to:\n    mail.send(to, subject='hi', cc=['x'])\nuser.say('x')\nmail.import_(from_=1)");
        assertThat(host.said()).containsExactly("mail.send[\"a@b.c\"]", "user.say[\"x\"]", "mail.import[]");
        assertThat(host.calls)
                .extracting(call -> call.named().toString())
                .containsExactly("{\"subject\":\"hi\",\"cc\":[\"x\"]}", "{}", "{\"from\":1}");
        assertThat(host.calls).extracting(Call::number).containsExactly(1, 2, 3);
        assertThat(host.calls).extracting(Call::line).containsExactly(3, 4, 5);
        assertThat(host.calls).extracting(Call::column).containsExactly(5, 1, 1);
    }

    @Test
    void printIsUserSay() {
        run("print('a', 1, None, sep='-', end='')\nprint({'a': [1]})");
        assertThat(host.said()).containsExactly("user.say[\"a-1-None\"]", "user.say[\"{'a': [1]}\"]");
    }

    @Test
    void resultsHaveAttributesAndSubscripts() {
        host.on("mail.search", "[{\"subject\":\"Title\",\"from\":\"a\",\"n\":{\"m\":2}}]");
        assertThat(
                        run(
                                "m = mail.search('x')[0]\n[m.subject, m['subject'], m.get('subject'), m.from_, m.n.m, 'n' in m]"))
                .isEqualTo(completed("[\"Title\",\"Title\",\"Title\",\"a\",2,true]"));
        assertThat(error(run("mail.search('x')[0].subjet")).message())
                .isEqualTo("there is no \"subjet\"; there are: subject, from, n");
        assertThat(error(run("mail.serch('x')")).message()).contains("there is no operation mail.serch");
    }

    @Test
    void aFailureIsACatchableException() {
        host.on("mail.send", _ -> host.failure("Denied", "not to strangers"));
        assertThat(
                        run(
                                "try:\n  mail.send('x')\nexcept Exception as e:\n  return [e.name, e.message, str(e), type(e).__name__]"))
                .isEqualTo(completed("[\"Denied\",\"not to strangers\",\"not to strangers\",\"Denied\"]"));
    }

    @Test
    void anUncaughtFailureTellsItsCallAndPlace() {
        host.on("mail.send", _ -> host.failure("Denied", "not to strangers"));
        assertThat(run("user.say('first')\n\nif True:\n   mail.send('x')"))
                .isEqualTo(new Outcome.Threw(new GuestError("Denied", "not to strangers", 4, 4, 2)));
    }

    @Test
    void anErrorTellsItsPlace() {
        assertThat(run("def f(x):\n    return 1 / x\n\n'''a\nb'''\nf(0)"))
                .isEqualTo(new Outcome.Threw(new GuestError("ZeroDivisionError", "division by zero", 2, 5, 0)));
    }

    @Test
    void aStopCannotBeCaught() {
        host.on("mail.send", _ -> new Answer.Stop());
        assertThat(
                        run(
                                "try:\n  mail.send('x')\nexcept BaseException:\n  user.say('caught')\nfinally:\n  user.say('finally')"))
                .isEqualTo(new Outcome.Stopped());
        assertThat(host.said()).containsExactly("mail.send[\"x\"]");
    }

    @Test
    void whatTheHostThrowsPassesAroundTheGuest() {
        var broken = new IllegalStateException("disk full");
        host.on("mail.send", _ -> {
            throw broken;
        });
        assertThatThrownBy(() -> run("try:\n  mail.send('x')\nfinally:\n  user.say('no')"))
                .isSameAs(broken);
        assertThat(host.said()).containsExactly("mail.send[\"x\"]");
    }

    // ---- closed fields

    @Test
    void aClosedFieldOpensOnceWhenItIsRead() {
        host.on("mail.search", "[{\"subject\":\"T\",\"body\":\"secret\"}]", "/0/body");
        assertThat(run("m = mail.search('x')[0]\nuser.say(m.subject)\n[m.body, m['body'], m.get('body')]"))
                .isEqualTo(completed("[\"opened /0/body\",\"opened /0/body\",\"opened /0/body\"]"));
        assertThat(host.opened).containsExactly(new ClosedField(1, JsonPointer.compile("/0/body")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dict(m)['body']",
                "{**m}['body']",
                "[v for k, v in m.items()][1]",
                "list(m.values())[1]",
                "str(m)[-19:-2]",
                "(m | {})['body']",
                "m.pop('body')",
                "m.copy().body",
                "f'{m.body}'",
                "__import__('json').loads(__import__('json').dumps(m))['body']",
                "[d for d in [{}] if d.update(m) is None][0]['body'].upper().replace('OPENED', 'opened').lower()"
            })
    void everyWayOfReadingOpens(String expression) {
        host.on("mail.search", "{\"subject\":\"T\",\"body\":\"secret\"}", "/body");
        assertThat(run("m = mail.search('x')\nreturn str(" + expression + ")"))
                .satisfies(outcome -> assertThat(outcome.toString()).contains("pened /body"));
        assertThat(host.opened).hasSize(1);
    }

    @Test
    void fieldsArePassedOnUnread() {
        host.on("mail.search", "[{\"subject\":\"T\",\"body\":\"secret\"}]", "/0/body");
        run("m = mail.search('x')[0]\nmail.send('a', m, text=m, deep={'list': [m.copy()]})");
        ClosedField field = new ClosedField(1, JsonPointer.compile("/0/body"));
        assertThat(host.opened).isEmpty();
        assertThat(host.calls.get(1).closed().places())
                .isEqualTo(Map.of(
                        JsonPointer.compile("/positional/1/body"),
                        field,
                        JsonPointer.compile("/named/text/body"),
                        field,
                        JsonPointer.compile("/named/deep/list/0/body"),
                        field));
        assertThat(host.calls.get(1).positional().toString()).isEqualTo("[\"a\",{\"subject\":\"T\",\"body\":null}]");
    }

    @Test
    void aResultMayHoldUnreadFields() {
        host.on("mail.search", "[{\"body\":\"secret\"}]", "/0/body");
        assertThat(run("mail.search('x')"))
                .isEqualTo(new Outcome.Completed(
                        RecordingCalls.json("[{\"body\":null}]"),
                        new Closed(Map.of(
                                JsonPointer.compile("/0/body"), new ClosedField(1, JsonPointer.compile("/0/body"))))));
    }

    // ---- arguments

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lambda: 1 | argument 1 is a function; call it, or pass plain data",
                "(x for x in []) | argument 1 is an iterator; make a list of it with list(…)",
                "b'x' | argument 1 is binary; pass a text",
                "float('nan') | argument 1 is nan, which is not a number that can be passed on",
                "10 ** 30 | argument 1 is a number too large to be passed on; pass a text",
                "{'a': [1, {2.5: 1}]} | argument 1.a[1] is a dict whose keys are not all texts",
                "1, text={'a': len} | argument text.a is a function; call it, or pass plain data"
            })
    void whatIsNoDataIsRefused(String arguments, String message) {
        assertThat(error(run("mail.send(" + arguments + ")")).message()).isEqualTo(message);
        assertThat(host.calls).isEmpty();
    }

    @Test
    void valuesOfPythonBecomeData() {
        String code = """
                import datetime, dataclasses, enum, collections
                @dataclasses.dataclass
                class P:
                    x: int
                    y: str = 'b'
                Q = collections.namedtuple('Q', 'a b')
                mail.send(datetime.date(2026, 3, 1), datetime.datetime(2026, 3, 1, 9, 30), {1, 2}, P(1), Q(1, 2), {3: 'x'})
                """;
        assertThat(run(code)).isInstanceOf(Outcome.Completed.class);
        assertThat(host.said())
                .containsExactly(
                        "mail.send[\"2026-03-01\",\"2026-03-01T09:30:00\",[1,2],{\"x\":1,\"y\":\"b\"},[1,2],{\"3\":\"x\"}]");
    }

    // ---- determinism

    @Test
    void timeIsTheRunsTime() {
        String code = """
                import time, datetime
                from datetime import datetime as moment, date
                before = [time.time(), moment.now().isoformat(), str(date.today()), datetime.datetime.utcnow().isoformat(),
                          moment.now(datetime.timezone.utc).isoformat(), time.localtime().tm_hour, time.strftime('%H:%M')]
                user.say('x')
                return before + [time.time() - before[0], isinstance(moment.now(), datetime.datetime)]
                """;
        assertThat(run(code)).isEqualTo(completed("""
                                [1772352000.0,"2026-03-01T09:00:00","2026-03-01","2026-03-01T08:00:00",
                                 "2026-03-01T08:00:00+00:00",9,"09:00",3600.0,true]"""));
    }

    @Test
    void chanceStartsFromTheSeed() {
        String code = """
                import random
                return [random.random(), random.randint(1, 1000), random.choice('abcdef'), random.Random().random(),
                        hash('text'), list({'b', 'a', 'c'}), list({3: 1, 1: 2})]
                """;
        Outcome first = run(code);
        assertThat(first).isInstanceOf(Outcome.Completed.class);
        assertThat(run(code)).isEqualTo(first);
        Environment other = new Environment(MORNING.now(), 43, MORNING.zone());
        assertThat(sandbox().execute(new Program(Language.PYTHON, code, OPERATIONS, other), LIMITS, host))
                .isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"os", "sys", "socket", "subprocess", "ctypes", "threading", "java", "polyglot", "importlib"})
    void otherModulesAreNotThere(String module) {
        assertThat(error(run("import " + module)).name()).isEqualTo("ImportError");
        assertThat(error(run("from " + module + " import x")).message()).contains("there is no module " + module);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open('/etc/passwd')", "eval('1')", "exec('1')", "compile('1', '', 'eval')", "input()"})
    void whatReachesOutsideIsNotThere(String code) {
        assertThat(error(run(code)).name()).isEqualTo("NameError");
    }

    // ---- endings

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x = (1|1|5|'(' was never closed",
                "x = 1\\ny = = 2|2|5|invalid syntax",
                "x = 1\\n  y = 2|2|1|unexpected indent",
                "x = 'abc|1|5|unterminated string literal (detected at line 1)"
            })
    void whatCannotBeReadIsASyntaxError(String code, int line, int column, String message) {
        GuestError error = error(run(code.replace("\\n", "\n")));
        assertThat(error.name()).isEqualTo("SyntaxError");
        assertThat(error.message()).isEqualTo(message);
        assertThat(error.line()).isEqualTo(line);
    }

    @Test
    void whatOnlyTheCompilerRefusesIsASyntaxErrorToo() {
        assertThat(error(run("x = 1\nbreak")).name()).isEqualTo("SyntaxError");
        assertThat(error(run("await x")).name()).isEqualTo("SyntaxError");
    }

    static Stream<HostileProgram> hostilePrograms() {
        return HostileProgram.in("hostile-python");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostilePrograms")
    void hostileProgramsMeetTheirRefusal(HostileProgram program) {
        host.on("mail.send", this::answerHostileMail);
        host.on("mail.search", "[{\"from\":\"a\",\"body\":\"secret\"}]", "/0/body");
        host.on("user.ask", "\"harmless\"");
        boolean bounded = program.must().contains("reach ");
        Outcome outcome = run(program.code(), bounded ? TIGHT : LIMITS);
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
