package dev.errand.sandbox.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.Signature.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonCheckerTest {
    private static final List<Signature> OPERATIONS = List.of(
            new Signature(
                    "mail.send",
                    List.of(
                            new Parameter("to", true, true, "text"),
                            new Parameter("subject", true, false, "text"),
                            new Parameter("copies", false, false, "integer"),
                            new Parameter("from", false, false, "text"))),
            new Signature("mail.search", List.of(new Parameter("query", true, true, "text"))),
            new Signature("user.say", List.of(new Parameter("text", true, true, "text"))));

    private static Inspection inspect(String code) {
        return new ProgramChecker().inspect(Language.PYTHON, code.replace("\\n", "\n"), OPERATIONS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.send('a', 'b')",
                "mail.send(to='a', subject='b', from_='c')",
                "mail.send('a', {'copies': 2})",
                "mail.send(*['a'], **{'subject': 'b'})",
                "for m in mail.search('x'):\\n    print(m.subject, len(m.body))",
                "import json, collections.abc\\nfrom datetime import datetime as d\\nmail.send(json.dumps(str(d.now())))",
                "def main():\\n    return mail.search(query='x')\\nmain()",
                "class Box:\\n    def __init__(self, x):\\n        self.x = x\\nmail.send(Box(1).x)",
                "send = mail.send\\nsend('a')",
                "try:\\n    mail.search('x')\\nexcept (ValueError, Exception) as e:\\n    return e.message"
            })
    void nothingIsSaidAgainstWhatIsRight(String code) {
        assertThat(inspect(code).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x = (1 | syntax | 1:5 | '(' was never closed",
                "mail.serch('x') | unknown-operation | 1:1 | There is no operation mail.serch. Did you mean mail.search?",
                "x = 1\\nmial.send('x') | unknown-operation | 2:1 | There is no skill mial. Did you mean mail.send?",
                "send_mail('x') | unknown-operation | 1:1 | There is no function send_mail. Did you mean mail.send?",
                "mail.send() | arguments | 1:1 | mail.send: the argument \"to\" is missing.",
                "mail.send('a', subjekt='b') | arguments | 1:16 | there is no parameter \"subjekt\"; did you mean \"subject\"?",
                "mail.send('a', to='b') | arguments | 1:16 | the argument \"to\" is given twice",
                "mail.send('a', 'b', 'c') | arguments | 1:21 | got 3 arguments and takes 2 at the most by position",
                "mail.send('a', copies=1.5) | arguments | 1:23 | \"copies\" is integer, and here stands a number with a fraction",
                "mail.send(7) | arguments | 1:11 | \"to\" is text, and here stands a number",
                "import os\\nmail.search('x') | forbidden | 1:1 | import of os is not available: there are: bisect, calendar",
                "from mail import send\\nsend('x') | forbidden | 1:1 | it is there already, use it by its name",
                "from . import x\\nmail.search('x') | forbidden | 1:1 | import of a neighbour is not available",
                "from json import *\\nmail.search('x') | forbidden | 1:1 | import of * is not available",
                "mail.search(open('x')) | forbidden | 1:13 | open is not available: there are no files but those of the skills",
                "mail.search(eval('x')) | forbidden | 1:13 | eval is not available: code made from text is not run",
                "mail.search(''.__class__) | forbidden | 1:13 | __class__ is not available",
                "await mail.search('x') | forbidden | 1:1 | await is not available: calls are synchronous",
                "x = 1 | no-call | 0:0 | The program calls no operation, so it does nothing",
                "def main():\\n  mail.search('x') | no-call | 0:0 | defines main and never calls it. End it with: main()"
            })
    void whatIsWrongIsSaidWithItsPlace(String code, String rule, String place, String message) {
        assertThat(inspect(code).findings()).first().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.line() + ":" + finding.column()).isEqualTo(place);
            assertThat(finding.sentence()).contains(message);
        });
    }

    @Test
    void literalsAndOperationsAreNoted() {
        Inspection seen = inspect("mail.send('a' 'b', f'c{1}d')\\nuser.say(str([2.5, -3, 'ä']))");
        assertThat(seen.texts()).contains("ab", "c", "d", "ä");
        assertThat(seen.numbers()).contains(1.0, 2.5, -3.0);
        assertThat(seen.operations()).containsExactly("mail.send", "user.say");
        assertThat(seen.settled()).isEmpty();
    }
}
