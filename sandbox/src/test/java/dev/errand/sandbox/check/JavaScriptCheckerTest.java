package dev.errand.sandbox.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.Signature.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaScriptCheckerTest {
    private static final List<Signature> OPERATIONS = List.of(
            new Signature(
                    "mail.send",
                    List.of(
                            byName("to", true, "text"),
                            byName("subject", true, "text"),
                            byName("attachments", false, "list")),
                    Signature.Reach.LASTING),
            new Signature("mail.search", List.of(byPosition("query", true, "text"), byName("limit", false, "integer"))),
            new Signature("files.move", List.of(byPosition("from", true, "text"), byPosition("to", true, "text"))),
            new Signature(
                    "files.write",
                    List.of(
                            byPosition("path", true, "text"),
                            byPosition("content", true, "any"),
                            byName("append", false, "boolean"))),
            new Signature("lists.add", List.of(byPosition("item", true, "object"))),
            new Signature("user.say", List.of(byPosition("text", true, "text"))),
            new Signature(
                    "user.ask", List.of(byPosition("question", true, "text"), byPosition("default", false, "text"))),
            new Signature("web.get", List.of(byPosition("url", true, "text"))),
            new Signature("clock.sleep", List.of(byPosition("seconds", true, "number"))));

    private final Checker checker = new JavaScriptChecker();

    private static Parameter byPosition(String name, boolean required, String type) {
        return new Parameter(name, true, required, type);
    }

    private static Parameter byName(String name, boolean required, String type) {
        return new Parameter(name, false, required, type);
    }

    private Inspection inspect(String code) {
        return checker.inspect(Language.JAVASCRIPT, code, OPERATIONS);
    }

    private Finding only(String code) {
        return assertThat(inspect(code).findings()).singleElement().actual();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.send({to: 'a', subject: 'b'})",
                "await mail.send({to: a(), ...rest()}); function a() {} function rest() { return {subject: 1}; }",
                "const o = {}; mail.send(o)",
                "mail.search('title')",
                "mail.search('title', {limit: 3})",
                "mail.search({query: 'title', limit: 3})",
                "files.move('a', 'b')",
                "files.move({from: 'a', to: 'b'})",
                "const args = ['a', 'b']; files.move(...args)",
                "files.write('a', {b: 1}); files.write('a', 'b', {append: true}); files.write({path: 'a', content: 'b'})",
                "lists.add({item: 'milk'}); lists.add({name: 'milk'})",
                "user.ask('q'); user.ask('q', undefined); user.ask('q', null)",
                "const mail = {anything() {}}; mail.anything(1, 2, 3); user.say('x')",
                "function f(mail) { return mail.nothing(); } f({nothing() {}}); user.say('x')",
                "try { user.say('x') } catch (files) { files.gone() }",
                "const {say} = user; say('x')",
                "const main = async () => { user.say('x') }; await main();",
                "const main = async () => user.say('x'); export_(); function export_() { return main(); }",
                "['a'].forEach((x) => user.say(x))",
                "class A { go() { user.say(`a ${1}`) } } new A().go();",
                "console.log('a'); Math.max(1, 2); new Map(); JSON.stringify({}); structured?.(); var structured;",
                "const found = mail?.search?.('x'); return found?.length ?? 0;",
                "mail['search']('x')",
                "const eval_ = 1, fetch = (x) => x; fetch(eval_); user.say('x')",
            })
    void nothingIsWrongWith(String code) {
        assertThat(inspect(code).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "mail.sendMail({})                       | 1:1  | mail.send?",
                "let x;\\n  mail.fetch('a')              | 2:3  | mail has: send, search",
                "email.send({to: 'a', subject: 'b'})     | 1:1  | did you mean mail.send?",
                "sendMail('a')                           | 1:1  | did you mean mail.send?",
                "const {sennd} = mail;                   | 1:8  | did you mean mail.send?",
                "const send = mail['sent'];              | 1:14 | did you mean mail.send?",
                "calendar.today()                        | 1:1  | the skills are: mail, files, lists, user, web, clock",
            })
    void unknownOperationsAreReportedWithWhatMayHaveBeenMeant(String code, String place, String instead) {
        Finding finding = only(code.replace("\\n", "\n"));
        assertThat(finding.rule()).isEqualTo("unknown-operation");
        assertThat(finding.line() + ":" + finding.column()).isEqualTo(place);
        assertThat(finding.remedy()).contains(instead);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "files.move('a')                          | the argument \"to\" is missing. Call it as files.move(from, to)",
                "files.move('a', 'b', 'c')                | got 3 arguments and takes 2 at the most",
                "mail.send('a', 'b')                      | got 2 arguments and takes 1 at the most",
                "mail.send({to: 'a'})                     | the argument \"subject\" is missing. Call it as mail.send({to, subject, attachments?})",
                "mail.send({to: 'a', subjet: 'b', subject: 'b'}) | there is no parameter \"subjet\"; did you mean \"subject\"?",
                "mail.send()                              | the argument \"to\" is missing",
                "mail.send('x')                           | the last argument must be an object with named values",
                "mail.search('a', {limt: 1})              | did you mean \"limit\"?",
                "mail.search('a', {limit: 'x'})           | \"limit\" is integer, and here stands a text",
                "mail.search('a', {limit: 1.5})           | here stands a number with a fraction",
                "mail.search({limit: 1})                  | the argument \"query\" is missing",
                "user.say(5)                              | \"text\" is text, and here stands a number",
                "user.say(['a'])                          | here stands a list",
                "user.say(() => 1)                        | here stands a function",
                "user.say(null)                           | here stands null",
                "mail.send({to: 'a', subject: 'b', attachments: 'c'}) | \"attachments\" is list",
                "files.move({from: 'a', too: 'b', to: 'c'}) | did you mean \"to\"?",
            })
    void argumentsAreComparedWithTheSignature(String code, String message) {
        assertThat(inspect(code).findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo("arguments");
            assertThat(finding.line()).isEqualTo(1);
            assertThat(finding.sentence()).contains(message);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "eval('1')                               | write the code itself",
                "new Function('return 1')                | write the code itself",
                "import fs from 'fs';                    | there are no modules",
                "await import('fs')                      | there are no modules",
                "const fs = require('fs')                | there are no modules",
                "export default 1                        | leave it out",
                "await fetch('https://example.org')      | use web.get",
                "new XMLHttpRequest()                    | use web.get",
                "axios.get('x')                          | use web.get",
                "process.exit(1)                         | use the skills",
                "Java.type('java.lang.System')           | use the skills",
                "setTimeout(() => 1, 5)                  | use clock.sleep",
                "alert('x')                              | use user.say",
                "const x = prompt('x')                   | use user.ask",
                "performance.now()                       | use Date.now()",
            })
    void whatDoesNotExistIsReportedWithARemedy(String code, String remedy) {
        Finding finding = only(code);
        assertThat(finding.rule()).isEqualTo("forbidden");
        assertThat(finding.remedy()).contains(remedy);
        assertThat(finding.line()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "return 1 + 1;                                        | calls no operation",
                "async function main() { user.say('x'); }             | defines main and never calls it",
                "const main = () => { user.say('x'); }                | defines main and never calls it",
                "function a() { b(); } function b() { a(); user.say('x'); } | defines b and never calls it",
            })
    void aProgramThatDoesNothingIsReported(String code, String message) {
        Finding finding = only(code);
        assertThat(finding.rule()).isEqualTo("no-call");
        assertThat(finding.message()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "'user.say(1;',1,11",
        "'user.say(\"a\");\n  let let = 1;',2,3",
        "'function f() { await x; }',1,16",
        "'const a: string = ;',1,19",
        "'const a: string = 1;\n@x class A {}',2,1",
    })
    void syntaxErrorsTellTheirPlace(String code, int line, int column) {
        assertThat(only(code)).satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("syntax");
            assertThat(List.of(finding.line(), finding.column())).containsExactly(line, column);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "mail.search('x').then((r) => r)             | not-a-promise     | 1:1  | const value = mail.search(…)",
                "mail.search('x')()                          | not-a-function    | 1:1  | second pair",
                "new mail.search('x')                        | not-a-constructor | 1:1  | leave out new",
                "user.say('' + mail.search.length0)          | not-called        | 1:15 | mail.search(…).length0",
                "const found = mail.search<Mail>('x')        | not-called        | 1:15 | mail.search(…)",
                "mail.search;                                | not-called        | 1:1  | mail.search(…)",
                "mail.search('x'); mail.send = (x) => x;     | assignment        | 1:19 | another name",
                "mail = mail.search('x');                    | assignment        | 1:1  | another name",
                "const mail = mail.search('x'); mail.length  | shadowed-skill    | 1:14 | another name",
                "const [mail] = mail.search('x');            | shadowed-skill    | 1:16 | another name",
                "const q = mail.search('x'); const mail = q; | shadowed-skill    | 1:11 | another name",
                "for (const mail of mail.search('x')) print(mail.id) | shadowed-skill | 1:20 | another name",
                "['a'].map(mail.search)                      | arguments         | 1:11 | (each) => mail.search(each)",
                "async function f() { return 'x'; } user.say(f())        | missing-await | 1:45 | await f(…)",
                "const f = async () => 'x'; const t = f(); user.say(`${t}`) | missing-await | 1:55 | await f(…)",
                "const f = async () => 'x'; user.say('' + f().length)    | missing-await | 1:42 | await f(…)",
                "const f = async () => 'x'; mail.send({to: f(), subject: 's'}) | missing-await | 1:43 | await f(…)",
            })
    void whatFailsWheneverItRunsIsReported(String code, String rule, String place, String remedy) {
        Finding finding = only(code);
        assertThat(finding.rule()).isEqualTo(rule);
        assertThat(finding.line() + ":" + finding.column()).isEqualTo(place);
        assertThat(finding.remedy()).contains(remedy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const found = mail.search('x'); found.then?.(1)",
                "async function f() { return 'x'; } f().then((x) => user.say(x)); user.say(await f());",
                "async function f() { return 'x'; } user.say((await Promise.all([f(), f()])).join())",
                "const f = async () => 'x'; { const f = () => 'x'; user.say(f()) }",
                "function f(mail) { for (const one of mail) user.say(one) } f(mail.search('x'))",
                "const say = user.say; say('x')",
                "const later = () => mail.search('x'); const more = 1; later(more)",
                "let n = 0; while (true) { mail.send({to: 'a', subject: 'b'}); if (++n > 3) break; }",
                "for (;;) { try { mail.send({to: 'a', subject: 'b'}); return 1; } catch (e) { user.say('x') } }",
                "for (const each of mail.search('x')) mail.send({to: each.from, subject: 'b'})",
                "let more = true; while (more) { mail.send({to: 'a', subject: 'b'}); more = false; }",
                "while (true) { user.ask('q') }",
                "const f = (n) => { if (n > 3) return; mail.send({to: 'a', subject: 'b'}); f(n + 1) }; f(0)",
                "function f() { mail.send({to: 'a', subject: 'b'}); const g = () => f(); return g } f()",
                "const f = (s: string): void => { mail.send({to: s, subject: 'b'}); }; f('a' as string)",
            })
    void whatMayBeMeantSoIsNotReported(String code) {
        assertThat(inspect(code).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) mail.send({to: 'a', subject: 'b'})",
                "for (;;) { for (const x of mail.search('q')) { if (x) break; mail.send({to: 'a', subject: 'b'}) } }",
                "do { mail.send({to: 'a', subject: 'b'}) } while (1)",
                "let done = false; while (!done) { mail.send({to: 'a', subject: 'b'}) }",
                "const tell = () => mail.send({to: 'a', subject: 'b'}); for (;;) { tell() }",
                "function f() { mail.send({to: 'a', subject: 'b'}); f() } f()",
                "const f = async (n) => { mail.send({to: 'a', subject: 'b'}); await f(n + 1); }; await f(0)",
            })
    void whatSendsForEverIsReported(String code) {
        Finding finding = only(code);
        assertThat(finding.rule()).isEqualTo("endless-loop");
        assertThat(finding.message()).contains("mail.send");
        assertThat(finding.remedy()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "enum A {B} user.say('x')                | use an object",
                "function f() { await x; }               | write async",
                "user.say('x'                            | not closed",
                "def main():                             | write JavaScript",
            })
    void whatCannotBeReadIsReportedWithAHint(String code, String remedy) {
        Finding finding = only(code);
        assertThat(finding.rule()).isEqualTo("syntax");
        assertThat(finding.remedy()).contains(remedy);
    }

    @Test
    void aFindingReadsAsOneSentenceAfterTheOther() {
        assertThat(only("mail.sendMail({})").sentence())
                .isEqualTo("There is no operation mail.sendMail. Did you mean mail.send?");
        assertThat(new Finding("answer", 0, 0, "It was cut off.", "").sentence())
                .isEqualTo("It was cut off.");
    }

    @Test
    void literalsAndOperationsAreReported() {
        Inspection inspection = inspect(
                "const to = 'a@b.c';\nuser.say(`Sent ${mail.search(\"q\").length} to ${to}!`, -5, 2.5, 0x10);\nuser.say('x');");
        assertThat(inspection.texts()).containsExactlyInAnyOrder("a@b.c", "q", "x", "Sent ", " to ", "!");
        assertThat(inspection.numbers()).contains(-5.0, 2.5, 16.0);
        assertThat(inspection.operations()).containsExactly("user.say", "mail.search");
    }

    @Test
    void severalFindingsComeInTheOrderOfTheCode() {
        assertThat(inspect("user.say(5);\nmail.sned({});\nfetch('x')").findings())
                .extracting(Finding::rule)
                .containsExactly("arguments", "unknown-operation", "forbidden");
    }

    @Test
    void deeplyNestedCodeIsRefusedAndNotFollowed() {
        assertThat(only("(".repeat(50_000) + "1" + ")".repeat(50_000)).rule()).isEqualTo("syntax");
    }
}
