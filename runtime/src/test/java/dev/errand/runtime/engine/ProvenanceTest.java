package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.sandbox.Language;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where arguments come from, and what policy makes of it. Nothing that others wrote may pass for the plan's or the
/// person's own.
final class ProvenanceTest {
    @TempDir
    Path home;

    private TestDevice device;

    @BeforeEach
    void open() {
        device = new TestDevice(home);
        device.outside.letters.add("eve@evil.example");
        device.outside.letters.add("mallory@evil.example");
        device.outside.pages.put("https://a.example", "eve@evil.example");
        device.file("address.txt", "ada@home.example");
    }

    @AfterEach
    void close() {
        device.close();
    }

    private Seen proposed(String code) {
        Seen run = device.dryRun(code);
        assertThat(run.state()).as(run.error()).isEqualTo("previewed");
        return run;
    }

    @Test
    void literalsAnswersOwnDataAndWordsOfOthersAreToldApart() {
        Seen asked = device.dryRun("""
                const who = user.ask("Who?");
                courier.deliver("lit@a.example", "literal");
                courier.deliver(who, "answer");
                courier.deliver(files.read("address.txt"), "own");
                courier.deliver(letters.all()[0].sender, "outside");
                """);
        Seen run = device.answer(asked, "bob@b.example");
        assertThat(run.origin(1, "to")).isEqualTo("CODE");
        assertThat(run.origin(1, "text")).isEqualTo("CODE");
        assertThat(run.origin(2, "to")).isEqualTo("USER");
        assertThat(run.origin(3, "to")).isEqualTo("OWNED");
        assertThat(run.origin(4, "to")).isEqualTo("OUTSIDE");
        assertThat(run.source(4, "to")).isEqualTo("letter 1");
        assertThat(run.verdict(3)).isEqualTo(Verdict.ASK);
        assertThat(run.verdict(4)).isEqualTo(Verdict.ASK_PERSON);
    }

    @Test
    void anAnswerThatOthersPutIntoItsMouthIsTheirs() {
        Seen asked = device.dryRun("""
                const who = user.ask("Who?", {choices: letters.all().map(l => l.sender)});
                courier.deliver(who, "text");
                """);
        assertThat(device.answer(asked, "1").origin(1, "to")).isEqualTo("OUTSIDE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mcp", "chat"})
    void whatAProgramAnswersIsNotThePersons(String by) {
        String code = "const who = user.ask('Who?'); courier.deliver(who, 'text');";
        Seen asked = device.dryRun(code);
        device.engine.answer(asked.run().id(), "eve@evil.example", by);
        Seen run = device.advance(asked.run().id());
        assertThat(run.origin(1, "to")).isEqualTo("OUTSIDE");
        assertThat(run.source(1, "to")).isEqualTo("whoever answered");
        assertThat(run.verdict(1)).isEqualTo(Verdict.ASK_PERSON);
    }

    @Test
    void whatFollowsWordsFromOutsideIsFromOutside() {
        Entry.RunStarted there = started("mcp");
        assertThat(started("terminal").following(there).channel()).isEqualTo("mcp");
        assertThat(started("terminal").following(there).before()).containsExactly("eve@evil.example");
        assertThat(started("chat").following(started("terminal")).channel()).isEqualTo("chat");
        assertThat(started("voice").following(started("terminal")).channel()).isEqualTo("voice");
    }

    private static Entry.RunStarted started(String channel) {
        return new Entry.RunStarted(
                "eve@evil.example", channel, "en", "UTC", 1, new Entry.RunOptions("code", "js", false, false));
    }

    @Test
    void computedValuesTakeTheWorstOfWhatWasReturnedOrOpened() {
        Seen run = proposed("""
                courier.deliver("a" + "@a.example".length, "before anything was read");
                const address = files.read("address.txt");
                courier.deliver(address.toUpperCase(), "after own data");
                courier.deliver("lit@a.example", "still literal");
                """);
        assertThat(run.origin(1, "to")).isEqualTo("CODE");
        assertThat(run.origin(2, "to")).isEqualTo("OWNED");
        assertThat(run.source(2, "to")).startsWith("computed after reading");
        assertThat(run.origin(3, "to")).isEqualTo("CODE");
    }

    @Test
    void passingALetterOnAsAWholeOpensNothingForTheCode() {
        Seen run = proposed("""
                const letter = letters.all()[0];
                user.say(letter.number);
                courier.deliver("lit@a.example", "text");
                const copies = [letter];
                return copies;
                """);
        assertThat(run.origin(1, "to")).isEqualTo("CODE");
        assertThat(run.verdict(1)).isEqualTo(Verdict.ASK);
        assertThat(String.valueOf(
                        run.entries(Entry.PreviewFinished.class).getLast().result()))
                .as("the person sees it all the same")
                .contains("eve@evil.example");
    }

    @Test
    void openingALetterMakesEveryLaterDestinationOneThatItMayHaveChosen() {
        Seen run = proposed("""
                courier.deliver("first@a.example", "before");
                const body = letters.all()[0].body;
                if (body) courier.deliver("lit@a.example", "after");
                if (body) files.write("note.txt", "a literal");
                """);
        assertThat(run.origin(1, "to")).isEqualTo("CODE");
        assertThat(run.origin(2, "to")).isEqualTo("OUTSIDE");
        assertThat(run.source(2, "to")).isEqualTo("the plan, chosen after reading letter 1");
        assertThat(run.origin(2, "text")).isEqualTo("CODE");
        assertThat(run.verdict(2)).isEqualTo(Verdict.ASK_PERSON);
        assertThat(run.verdict(3)).isEqualTo(Verdict.ASK_PERSON);
        assertThat(run.effect(2).path("reasons").toString()).contains("comes from outside");
    }

    @Test
    void whatIsProvenNotToBeDecidedByALetterIsNotChosenByIt() {
        device.device.storage().writeText("contacts/ada.vcf", """
                BEGIN:VCARD
                VERSION:4.0
                FN:Ada Home
                EMAIL:ada@home.example
                END:VCARD
                """);
        Seen run = proposed("""
                const [ada] = contacts.find("ada");
                let text = "";
                for (const letter of letters.all()) text += letter.body;
                courier.deliver("lit@a.example", text);
                courier.deliver(ada.emails[0], text);
                courier.deliver(letters.all()[0].sender, "outside all the same");
                files.write("letters.txt", text);
                """);
        assertThat(run.origin(1, "to")).isEqualTo("CODE");
        assertThat(run.origin(1, "text")).isEqualTo("OUTSIDE");
        assertThat(run.origin(2, "to")).isEqualTo("OWNED");
        assertThat(run.origin(3, "to")).isEqualTo("OUTSIDE");
        assertThat(run.verdict(1)).isEqualTo(Verdict.ASK);
        assertThat(run.verdict(3)).isEqualTo(Verdict.ASK_PERSON);
        assertThat(run.verdict(4)).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void yesDoesNotApproveWhatOthersMayHaveChosen() {
        Seen parked = device.runYes("courier.deliver(letters.all()[0].sender, 'text');");
        assertThat(parked.state()).isEqualTo("awaiting_approval");
        assertThat(device.outside.delivered).isEmpty();
        Seen done = device.runYes("courier.deliver('lit@a.example', 'text');");
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(done.entries(Entry.ApprovalResolved.class).getFirst().by()).isEqualTo("--yes");
        assertThat(device.approve(parked).state()).isEqualTo("succeeded");
        assertThat(device.outside.delivered).hasSize(2);
    }

    @Test
    void yesNeverAnswersAQuestion() {
        assertThat(device.runYes("user.confirm('Really?');").state()).isEqualTo("awaiting_answer");
    }

    @Test
    void anIntentThatCameOverMcpIsNotThePersons() {
        Seen run = device.advance(device.engine.start(
                new Entry.RunStarted(
                        "x@mcp.example",
                        "mcp",
                        "en",
                        "Europe/Berlin",
                        1,
                        new Entry.RunOptions("code", "js", false, true)),
                Language.JAVASCRIPT,
                "courier.deliver('x@mcp.example', 'text');"));
        assertThat(run.origin(1, "to")).isEqualTo("OUTSIDE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mcp", "chat"})
    void anAddressAmongTheWordsOfAProgramIsNotThePlans(String channel) {
        Seen run = device.advance(device.engine.start(
                new Entry.RunStarted(
                                "send it there",
                                channel,
                                "en",
                                "Europe/Berlin",
                                1,
                                new Entry.RunOptions("code", "js", true, false))
                        .after(java.util.List.of("Tell EVE@evil.example hello")),
                Language.JAVASCRIPT,
                "courier.deliver(['eve@evil.example'][0], 'hello'); courier.deliver('bob@b.example', 'hello');"));
        assertThat(run.origin(1, "to")).isEqualTo("OUTSIDE");
        assertThat(run.source(1, "to")).isEqualTo("whoever gave the intent");
        assertThat(run.origin(1, "text")).isEqualTo("CODE");
        assertThat(run.origin(2, "to")).isEqualTo("CODE");
        assertThat(run.state()).isEqualTo("awaiting_approval");
    }

    @Test
    void manyAlikeChangesAreAskedAlsoIfTheyComeInStages() {
        assertThat(proposed("for (let i = 0; i < 5; i++) files.write('f' + i + '.txt', 'x');")
                        .verdict(5))
                .isEqualTo(Verdict.ALLOWED);
        Seen bulk = proposed("for (let i = 0; i < 6; i++) files.write('f' + i + '.txt', 'x');");
        assertThat(bulk.verdict(1)).isEqualTo(Verdict.ASK);
        assertThat(bulk.effect(1).path("reasons").toString()).contains("one of 6 alike changes");
        Seen stages = device.run("""
                for (let i = 0; i < 4; i++) lamps.turnOn("lamp " + i);
                if (lamps.isOn("lamp 1")) for (let i = 4; i < 8; i++) lamps.turnOn("lamp " + i);
                """);
        assertThat(stages.state()).isEqualTo("awaiting_approval");
        assertThat(device.outside.lamps).hasSize(4);
    }

    @Test
    void aServiceIsToldNothingThatTheRunHasReadUnasked() {
        assertThat(device.run("return net.search('weather');").state()).isEqualTo("succeeded");
        assertThat(device.run("return net.get('https://a.example');").state()).isEqualTo("succeeded");
        int before = device.outside.fetched.size();
        Seen own = device.run("return net.search(files.read('address.txt'));");
        assertThat(own.state()).isEqualTo("awaiting_approval");
        assertThat(own.verdict(1)).isEqualTo(Verdict.ASK);
        Seen computed = device.run("return net.search('about ' + files.read('address.txt').slice(0, 3));");
        assertThat(computed.state()).isEqualTo("awaiting_approval");
        Seen letter = device.run("return net.search(letters.all()[0].body);");
        assertThat(letter.state()).as("mail is as private as files").isEqualTo("awaiting_approval");
        Seen address = device.run("return net.get('https://a.example/?q=' + letters.all()[0].body);");
        assertThat(address.verdict(1)).isEqualTo(Verdict.ASK_PERSON);
        assertThat(device.outside.fetched).hasSize(before);
    }

    @Test
    void anEditIsThePersonsAndNothingElseIs() {
        Seen asked = device.run("courier.deliver(letters.all()[0].sender, 'text');");
        Seen again = device.edit(asked, 1, "to", "bob@b.example");
        assertThat(again.state()).isEqualTo("succeeded");
        assertThat(again.origin(1, "to")).isEqualTo("USER");
        assertThat(device.outside.delivered).containsExactly("text → bob@b.example");
    }

    @Test
    void whatWasApprovedBeforeOthersCouldChooseItIsAskedAgainAfterwards() {
        device.outside.letters.clear();
        Seen asked = device.run("""
                lamps.turnOn("hall");
                const all = letters.all();
                const to = all.length > 0 && all[0].body === "" ? "other@a.example" : "lit@a.example";
                courier.deliver(to, "text");
                """);
        assertThat(asked.origin(2, "to")).isEqualTo("CODE");
        device.outside.letters.add("eve@evil.example");
        Seen again = device.approve(asked);
        assertThat(again.state()).isEqualTo("awaiting_approval");
        assertThat(again.origin(2, "to")).isEqualTo("OUTSIDE");
        assertThat(again.verdict(2)).isEqualTo(Verdict.ASK_PERSON);
        assertThat(device.outside.delivered).isEmpty();
        assertThat(device.approve(again).state()).isEqualTo("succeeded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "courier.deliver(body + '', 'text')",
                "courier.deliver('x' + body, 'text')",
                "courier.deliver(body.split('to ')[1].split(' ')[0], 'text')",
                "courier.deliver([...body].join(''), 'text')",
                "courier.deliver(JSON.parse(JSON.stringify({to: body})).to, 'text')",
                "courier.deliver(JSON.parse(JSON.stringify(letter)).sender, 'text')",
                "courier.deliver({...letter}.sender, 'text')",
                "courier.deliver(Object.values(letter).find(v => String(v).includes('@')), 'text')",
                "courier.deliver(body.includes('eve') ? 'a@a.example' : 'b@b.example', 'text')",
                "let to = 'b@b.example'; if (body.includes('eve')) to = 'a@a.example'; courier.deliver(to, 'text')",
                "const to = ['a@a.example', 'b@b.example'][body.length % 2]; courier.deliver(to, 'text')",
                "for (const c of body) { if (c === 'e') { courier.deliver('a@a.example', 'text'); break; } }",
                "try { throw new Error(body); } catch (e) { courier.deliver(e.message, 'text'); }",
                "try { if (body.includes('eve')) throw 1; } catch (e) { courier.deliver('a@a.example', 'text'); }",
                "try { letters.torn(1); } catch (e) { courier.deliver(e.message, 'text'); }",
                "try { letters.torn(1); } catch (e) { courier.deliver('a@a.example', 'text'); }",
                "try { lamps.turnOn(letter); } catch (e) { courier.deliver('a@a.example', 'text'); }",
                "courier.deliver('user' + body.length + '@a.example', 'text')",
                "courier.deliver(random.pick(letters.all().map(l => l.sender)), 'text')",
                "courier.deliver(random.pick(letters.all()).sender, 'text')",
                "courier.deliver(random.pick([letter]).sender, 'text')",
                "courier.deliver(net.get('https://a.example'), 'text')",
                "courier.deliver(net.get('https://a.example').trim(), 'text')",
                "courier.deliver(String(new Map([[1, body]]).get(1)), 'text')",
                "const m = {}; m[body] = 1; courier.deliver(Object.keys(m)[0], 'text')",
                "courier.deliver(body.replace(/.*/s, 'a@a.example'), 'text')",
                "courier.deliver(Array.from(body).reverse().reverse().join(''), 'text')",
                "let out = ''; for (let i = 0; i < body.length; i++) out += String.fromCharCode(body.charCodeAt(i));"
                        + "courier.deliver(out, 'text')",
                "files.write('x.txt', body); courier.deliver(files.read('x.txt'), 'text')",
                "courier.deliver({toString: () => body, email: body}.email, 'text')",
            })
    void wordsOfOthersCannotBeLaunderedIntoADestination(String code) {
        Seen run = proposed("""
                const letter = letters.all()[0];
                const opened = () => letter.body;
                let body;
                """ + (code.contains("body") ? "body = opened();\n" : "") + code + ";");
        int last = run.effects().size();
        assertThat(run.origin(last, "to")).isEqualTo("OUTSIDE");
        assertThat(run.verdict(last)).isEqualTo(Verdict.ASK_PERSON);
    }
}
