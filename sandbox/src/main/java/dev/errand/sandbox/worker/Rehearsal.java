package dev.errand.sandbox.worker;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.guest.GuestCode;
import dev.errand.sandbox.guest.Question;
import java.time.ZoneId;

/// A small program that needs what workflows need, and the answers it gets.
final class Rehearsal {
    /// What every workflow needs: a call, a closed field, an `await`, a loop, an error.
    private static final String JAVASCRIPT = """
            (async function () {
                const said = await errand.rehearse({a: [1, 'x']}, `text`);
                for (const one of said) { try { if (one.b !== undefined) throw new Error(one.b.name); } catch (e) { e.message; } }
                const when = new Date(2026, 2, 1).toLocaleString('en-US') + /(\\d+)/u.exec('a1')[1] + (1.5).toLocaleString();
                const held = new Map([['a', [...'bc'].sort()]]);
                return said.map((x) => `${x.a}`).join(', ') + when + JSON.stringify(Object.fromEntries(held));
            })""";

    private static final String PYTHON = """
            def errand_program():
             import datetime, json, re
             said = errand.rehearse({'a': [1, 'x']}, text='text')
             for one in said:
              try:
               if one.b is not None: raise ValueError(one.b.name)
              except ValueError as error: str(error)
             when = datetime.datetime(2026, 3, 1, 12).strftime('%A') + str(datetime.datetime.strptime('2026', '%Y'))
             held = {'a': sorted('cb'), 'b': {x for x in 'ab'}, 'c': f'{1.5:.2f}'}
             return ', '.join([f'{x.a}' for x in said]) + when + json.dumps(held['a']) + re.sub(r'\\d', '', 'a1')
            errand_program
            """;

    private static final String WORLD =
            "{\"depth\":100,\"says\":false,\"operations\":[[\"errand\",\"rehearse\",\"errand.rehearse\"]]}";

    private static final String SETTINGS =
            "{\"now\":0,\"seed\":[1,2],\"outputCharacters\":10000,\"callCharacters\":10000}";

    /// A zone with rules, which are read from a file once.
    private static final ZoneId SOMEWHERE = ZoneId.of("Europe/Berlin");

    private Rehearsal() {}

    static GuestCode code(Language language) {
        String program = switch (language) {
            case JAVASCRIPT -> JAVASCRIPT;
            case PYTHON -> PYTHON;
        };
        return new GuestCode(language, program, false, WORLD, SETTINGS, SOMEWHERE, Limits.STANDARD);
    }

    static String applaud(Question question) {
        return switch (question.kind()) {
            case CALL -> "[\"value\",0,[{\"a\":[1],\"b\":null}],[[[0,\"b\"],\"/0/b\"]]]";
            case OPEN -> "[\"value\",0,{\"name\":\"x\"},[]]";
        };
    }
}
