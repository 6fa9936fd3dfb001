package dev.errand.sandbox.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.Signature.Parameter;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is proven about calls, and above all what is not.
class SettledCallsTest {
    private static final List<Signature> OPERATIONS = List.of(
            new Signature("mail.search", List.of(named("from"))),
            new Signature("mail.read", List.of(byPosition("id"))),
            new Signature("mail.send", List.of(named("to"), named("body"))),
            new Signature("contacts.find", List.of(byPosition("phrase"))),
            new Signature("notes.append", List.of(byPosition("id"), byPosition("text"))),
            new Signature("web.get", List.of(byPosition("url"))));

    private static Parameter byPosition(String name) {
        return new Parameter(name, true, true, "any");
    }

    private static Parameter named(String name) {
        return new Parameter(name, false, false, "any");
    }

    /// The settled calls, as `operation[parameters]`.
    static List<String> settled(String code) {
        Inspection inspection = new JavaScriptChecker().inspect(Language.JAVASCRIPT, code, OPERATIONS);
        assertThat(inspection.findings())
                .as(code)
                .noneMatch(finding -> finding.rule().equals("syntax"));
        return inspection.settled().stream()
                .map(call -> call.operation() + new TreeSet<>(call.parameters()))
                .toList();
    }

    @Test
    void whatIsWrittenOutAtTheTopLevelIsSettled() {
        assertThat(settled("""
                const who = "ada@b.example";
                const text = mail.read("1").body;
                mail.send({to: who, body: text});
                mail.send({to: [who, `bob@b.example`], body: "hello " + who});
                return web.get("https://a.example/" + -1);
                """))
                .containsExactly("mail.read[id]", "mail.send[body, to]", "mail.send[body, to]", "web.get[url]");
    }

    @Test
    void whatIsLookedUpByWhatIsWrittenOutIsSettledAndWhatIsLookedUpByThatIsNot() {
        assertThat(settled("""
                const [ada] = contacts.find("ada");
                const found = mail.search({from: "bank"});
                mail.send({to: ada, body: found[0].body.trim()});
                mail.send({to: contacts.find("bob")[0].emails[0]});
                mail.send({to: contacts.find(found[0].subject)[0]});
                """))
                .containsExactly(
                        "contacts.find[phrase]",
                        "mail.search[from]",
                        "mail.send[to]",
                        "contacts.find[phrase]",
                        "mail.send[to]",
                        "contacts.find[phrase]",
                        "mail.send[]");
    }

    @Test
    void branchesAndLoopsArePassedByAndWhatComesAfterThemIsReached() {
        assertThat(settled("""
                let text = "";
                for (const each of mail.search({from: "bank"})) { if (each.body) text += each.body; }
                try { web.get("https://a.example"); } catch (e) { text += e.message; }
                if (text) { mail.send({to: "a@b.example"}); }
                const f = () => { throw new Error(mail.send({to: "c@d.example"})); };
                mail.send({to: "ada@b.example", body: text});
                """)).containsExactly("mail.send[to]");
    }

    @Test
    void aLoopOverWhatIsWrittenOutIsItsBodyWrittenOut() {
        assertThat(settled("const p = []; for (const u of ['a', 'b']) { p.push(web.get(u)); }"))
                .containsExactly("web.get[url]");
        assertThat(settled("for (const u of ['a', 'b']) web.get(u);")).containsExactly("web.get[url]");
        assertThat(settled("for (const u of ['a', 'b']) { if (web.get(u)) break; }"))
                .isEmpty();
        assertThat(settled("for (let u of ['a', 'b']) { u += 'c'; web.get(u); }"))
                .isEmpty();
        assertThat(settled("for (const u of [mail.read('1')]) web.get(u);")).isEmpty();
        assertThat(settled("for (const u in ['a', 'b']) web.get(u);")).isEmpty();
    }

    @Test
    void nothingIsReachedForSureBehindWhatMayEndTheProgram() {
        assertThat(settled("""
                const [last] = mail.search({from: "bank"});
                if (!last) return null;
                mail.send({to: "ada@b.example"});
                """)).containsExactly("mail.search[from]");
        assertThat(settled("for (;;) { throw 1; } web.get('https://a.example');"))
                .isEmpty();
        assertThat(settled("return 1; web.get('https://a.example');")).isEmpty();
        assertThat(settled("a: { if (mail.read('1')) break a; web.get('https://a.example'); }"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.send({to: body ? 'a' : 'b'})",
                "mail.send({to: ['a', 'b'][body.length]})",
                "mail.send({to: body})",
                "mail.send({to: `${body}`})",
                "mail.send({to: 'a' + body})",
                "mail.send({...body})",
                "mail.send({[body]: 'a', to: 'b'})",
                "mail.send({get to() { return body; }})",
                "mail.send({__proto__: body, to: 'x'})",
                "mail.send(body)",
                "mail.send(...body)",
                "let to = 'a'; to = body; mail.send({to})",
                "let to = 'a'; [to] = body; mail.send({to})",
                "let to = 'a'; ({to} = body); mail.send({to})",
                "let to = 'a'; for (to of body); mail.send({to})",
                "var to = 'a'; if (body) { var to = body; } mail.send({to})",
                "var to = 'a'; if (body) { var [to] = body; } mail.send({to})",
                "let to = 'a'; const f = () => { to = body; }; f(); mail.send({to})",
                "let to = 'a'; to += body; mail.send({to})",
                "let n = 1; n++; mail.send({to: n})",
                "const to = ['a']; to[0] = body; mail.send({to})",
                "const to = ['a']; to.push(body); mail.send({to})",
                "const o = {to: 'a'}; o.to = body; mail.send(o)",
                "const o = {to: 'a'}; Object.assign(o, {to: body}); mail.send(o)",
                "const c = contacts.find('a')[0]; c.emails[0] = body; mail.send({to: c})",
                "const c = contacts.find('a'); c.sort(() => body ? 1 : -1); mail.send({to: c[0]})",
                "const c = contacts.find('a'); c.map(x => { x.emails = [body]; }); mail.send({to: c[0]})",
                "const c = contacts.find('a'); unknown(c, body); mail.send({to: c[0]})",
                "const c = contacts.find('a'); [c[0].emails] = [[body]]; mail.send({to: c[0]})",
                "const c = contacts.find('a'); for (c[0].email of body); mail.send({to: c[0]})",
                "const c = contacts.find('a'); delete c[0]; mail.send({to: c[0]})",
                "const c = contacts.find('a'); mail.send({to: c[body]})",
                "const c = contacts.find('a'); mail.send({to: c.find(x => body)})",
                "const c = contacts.find('a'); mail.send({to: c.at(body)})",
                "const c = contacts.find(body); mail.send({to: c[0]})",
                "const {x = body} = contacts.find('a')[0]; mail.send({to: x})",
                "const to = body || 'a'; mail.send({to})",
                "const to = contacts?.find('a'); mail.send({to})",
                "class C { static to = body; } mail.send({to: C.to})",
            })
    void anArgumentThatContentCouldDecideIsNotSettled(String code) {
        assertThat(settled("const body = mail.read(mail.search({from: 'x'})[0]).body;\n" + code + ";"))
                .filteredOn(call -> call.startsWith("mail.send"))
                .as(code)
                .allMatch(call -> call.equals("mail.send[]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const {send} = mail; send({to: body}); mail.send({to: 'a'})",
                "const m = mail; mail.send({to: 'a'})",
                "[body].forEach(mail.send); mail.send({to: 'a'})",
                "mail.send.call(null, {to: body}); mail.send({to: 'a'})",
                "globalThis.mail; mail.send({to: 'a'})",
                "mail.send({to: 'a', body: new Proxy({}, {get: x})})",
                "mail[body]({to: 'b'}); mail.send({to: 'a'})",
            })
    void whereAnOperationIsMoreThanCalledByItsNameNothingIsSettled(String code) {
        assertThat(settled("const body = 1;" + code + ";")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "body && mail.send({to: 'a'})",
                "body ? mail.send({to: 'a'}) : 0",
                "body ?? mail.send({to: 'a'})",
                "body?.x(mail.send({to: 'a'}))",
                "[body].map(x => mail.send({to: 'a'}))",
                "let x; x ||= mail.send({to: 'a'})",
                "function f(x = mail.send({to: 'a'})) {} f(body)",
                "while (body) mail.send({to: 'a'})",
                "switch (body) { case 1: mail.send({to: 'a'}); }",
                "{ mail.send({to: 'a'}); }",
                "const {x = mail.send({to: 'a'})} = body",
            })
    void aCallThatMayNotBeMadeIsNotSettled(String code) {
        assertThat(settled("const body = web.get('https://a.example');\n" + code + ";"))
                .containsExactly("web.get[url]");
    }
}
