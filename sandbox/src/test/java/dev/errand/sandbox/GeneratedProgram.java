package dev.errand.sandbox;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

/// A program made from a number, of what could differ from one execution to the next: time, chance, places and
/// languages, orders, texts that the engine makes.
///
/// The same number makes the same program.
record GeneratedProgram(Program program) {
    private static final List<String> ZONES = List.of(
            "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "UTC", "Australia/Lord_Howe", "Africa/Cairo");
    private static final List<String> EXPRESSIONS = List.of(
            "Math.random()",
            "Math.floor(Math.random() * #) + '/' + #",
            "Date.now() + #",
            "new Date().toString()",
            "Date()",
            "String(new Date(#, 2, 29, 2, 30))",
            "Date.parse('2026-03-29T02:30:#')",
            "new Date('2026-10-25 02:30').getTimezoneOffset()",
            "new Date(# * 86400000).toLocaleString()",
            "new Date(# * 86400000).toLocaleDateString('@', {dateStyle: 'full'})",
            "new Date().toLocaleTimeString('@', {timeZoneName: 'long'})",
            "new Date().toTimeString()",
            "Intl.DateTimeFormat().resolvedOptions()",
            "new Intl.DateTimeFormat('@', {month: 'long', era: 'short'}).formatToParts()",
            "Intl.NumberFormat().format(12345.678 * #)",
            "(12345.678 * #).toLocaleString('@', {style: 'currency', currency: 'EUR'})",
            "new Intl.ListFormat('@').format(['a', 'b', 'c'])",
            "new Intl.RelativeTimeFormat('@').format(-#, 'day')",
            "new Intl.PluralRules().select(#)",
            "new Intl.Collator().resolvedOptions().locale",
            "['ä', 'z', 'a', 'I', 'ı', 'i', 'Z', '1', '10', '2'].sort()",
            "['ä', 'z', 'a', 'I', 'ı', 'i', 'Z'].sort((a, b) => a.localeCompare(b))",
            "['ä', 'z', 'a'].sort(new Intl.Collator('@').compare)",
            "'TITLE Iıİi'.toLocaleLowerCase() + 'title'.toLocaleUpperCase()",
            "[5, 1, #, 4, 2, 3].sort(() => Math.random() - 0.5)",
            "Object.keys({b: 1, [#]: 2, a: 3, 1: 4, '-1': 5})",
            "[...new Set(['z', #, 'a', #, NaN, 'z'])]",
            "[...new Map([['k' + #, 1], ['a', 2], [#, 3]])]",
            "Object.fromEntries(list.map((x, i) => [x + (i * # % 7), i]))",
            "Object.groupBy([1, 2, 3, #], (x) => x % 2 ? 'odd' : 'even')",
            "Reflect.ownKeys(class { static b() {} static a = # })",
            "Object.getOwnPropertyNames(globalThis).length",
            "JSON.stringify({at: new Date(), list, u: undefined, n: -0})",
            "weak.get(key)",
            "new Error('bad #').stack",
            "(() => { try { null.x# } catch (e) { return e.stack + e.message } })()",
            "(() => { try { list.missing() } catch (e) { return String(e) } })()",
            "(() => { try { return new Array(-#) } catch (e) { return e.message } })()",
            "(function named(a, b) { return # }).toString()",
            "[Math.sin(#), Math.exp(1 / #), Math.pow(#, 0.3), Math.tan(# / 7), Math.cbrt(#)]",
            "(0.1 * #).toFixed(3) + (1e21 * #) + (# / 3)",
            "BigInt(#) ** 20n % 1000007n",
            "'a1b22c333'.replace(/(?<d>\\d+)/g, (m, d, at) => m.length * # + at)",
            "[...'a\\u0301 👍🏽 ﬁ'.normalize('NFKC')].length",
            "[...gen(#)]",
            "await step(#)",
            "await Promise.all([step(3), step(#), step(1)])",
            "await Promise.race([step(5), step(#)])",
            "await Promise.allSettled([step(#), Promise.reject(new Error('no'))])",
            "counter()",
            "mail.search('q#', {limit: #}).map((m) => m.id)",
            "user.ask(`sure? ${Math.random()}`)",
            "new Float64Array([# / 3, NaN, -0]).toString() + new Uint8Array(new Float32Array([#]).buffer)",
            "Symbol('s#').toString()",
            "encodeURIComponent('ü#') + escape('ü')");
    private static final List<String> LANGUAGES =
            List.of("de-DE", "en-US", "ar-EG", "tr-TR", "ja-JP", "th-TH", "en-GB");

    private static final String OPENING = """
            const order = [], list = ['x', 'y', 'z'], key = {}, weak = new WeakMap([[key, 'kept']]);
            let count = 0;
            const counter = () => ++count;
            function* gen(n) { for (let i = 0; i < n % 5; i++) yield i * Math.random(); }
            async function step(n) {
              for (let i = 0; i < n % 6; i++) { order.push(n + ':' + i); await null; }
              user.say('step ' + n + ' at ' + Date.now());
              return n;
            }
            """;

    static GeneratedProgram of(long number) {
        Random random = new Random(number * 31 + 7);
        StringBuilder code = new StringBuilder(OPENING);
        int statements = 3 + random.nextInt(8);
        for (int i = 0; i < statements; i++) {
            String value = expression(random);
            code.append(
                    switch (random.nextInt(5)) {
                        case 0 -> "user.say(JSON.stringify(" + value + ") ?? 'nothing');\n";
                        case 1 -> "mail.send({to: 'a', body: String(" + value + "), n: counter()});\n";
                        case 2 -> "if (Math.random() < 0.5) user.say('one'); else list.push(" + value + ");\n";
                        case 3 ->
                            "for (const each of [" + value
                                    + "].flat()) user.say(`${String(each)} of ${list.length}`);\n";
                        default -> "order.push(" + value + ");\n";
                    });
        }
        code.append(
                random.nextInt(6) == 0
                        ? "throw new Error(JSON.stringify(order));"
                        : "return [order, list, count, Date.now(), Math.random()];");
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Instant now = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));
        Environment environment = new Environment(now, random.nextLong(), zone);
        return new GeneratedProgram(new Program(
                Language.JAVASCRIPT,
                code.toString(),
                List.of("mail.send", "mail.search", "user.say", "user.ask"),
                environment));
    }

    private static String expression(Random random) {
        StringBuilder filled = new StringBuilder();
        for (char c : EXPRESSIONS.get(random.nextInt(EXPRESSIONS.size())).toCharArray()) {
            switch (c) {
                case '#' -> filled.append(10 + random.nextInt(40));
                case '@' -> filled.append(LANGUAGES.get(random.nextInt(LANGUAGES.size())));
                default -> filled.append(c);
            }
        }
        return filled.toString();
    }

    /// Everything that could be seen of an execution from outside, as text. The answers of the host depend on the
    /// calls alone.
    String transcript(Sandbox sandbox) {
        RecordingCalls host = new RecordingCalls();
        Instant start = program.environment().now();
        host.at(start.plusSeconds(61))
                .on("mail.search", "[{\"id\":\"m2\",\"body\":null},{\"id\":\"m1\",\"body\":null}]", "/0/body")
                .on("user.ask", call -> {
                    host.at(start.plusSeconds(3_600L + call.number()));
                    return host.value("\"yes\"");
                });
        Outcome outcome = sandbox.execute(program, Limits.STANDARD, host);
        StringBuilder transcript = new StringBuilder();
        host.calls.forEach(call -> transcript.append(call).append('\n'));
        return transcript.append(host.opened).append(outcome).toString();
    }
}
