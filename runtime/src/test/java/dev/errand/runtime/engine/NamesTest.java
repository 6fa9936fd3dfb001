package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.intents.Channel;
import dev.errand.intents.offline.AutoPlanner;
import dev.errand.intents.offline.OfflinePlanner;
import dev.errand.os.contacts.Contacts;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.runtime.journal.Entry.QuestionAsked;
import dev.errand.runtime.journal.Entry.RunOptions;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.labels.StoredLabel;
import dev.errand.runtime.labels.StoredLabels;
import dev.errand.runtime.names.Meaning;
import dev.errand.runtime.names.NameFault;
import dev.errand.runtime.names.Names;
import dev.errand.sandbox.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the person calls their contacts is learned from an answer, when they say so, and only from words of theirs.
final class NamesTest {
    private static final String INTENT = "Please send my car title to my insurance company";
    private static final Names.Speaker PERSON = new Names.Speaker(Channel.TERMINAL, Locale.ENGLISH);
    private static final String ASKS = """
            const all = contacts.find("insurance company");
            const labels = all.map(c => `${c.name} <${c.emails[0]}>`);
            const answer = user.ask("Which contact do you mean by \\"insurance company\\"?", {choices: labels});
            user.say(answer);
            """;

    @TempDir
    Path home;

    private TestDevice device;

    @BeforeEach
    void open() {
        device = new TestDevice(home).with(new AutoPlanner(new OfflinePlanner(), null));
        device.file("Documents/car title.txt", "VIN 1");
        card("acme", "Acme Insurance", "EMAIL:claims@acme.example", "CATEGORIES:insurance");
        card("mutual", "Example Mutual", "EMAIL:service@mutual.example", "CATEGORIES:insurance");
    }

    @AfterEach
    void close() {
        device.close();
    }

    private void card(String id, String name, String... lines) {
        device.device.storage().writeText("contacts/" + id + ".vcf", """
                BEGIN:VCARD
                VERSION:3.0
                UID:%s
                FN:%s
                ORG:%s
                %s
                END:VCARD
                """.formatted(
                        id, name, name, String.join("\n", lines)));
    }

    private Names names() {
        return new Names(device.engine, device.device);
    }

    private Seen remember(Seen run) {
        return device.advance(names().remember(run.id(), "", PERSON));
    }

    private List<String> nicknames(String id) {
        return Contacts.of(device.device).stream()
                .filter(contact -> contact.id().equals(id))
                .findFirst()
                .orElseThrow()
                .nicknames();
    }

    private Seen code(String intent, String channel, String code) {
        return device.advance(device.engine.start(started(intent, channel), Language.JAVASCRIPT, code));
    }

    private static RunStarted started(String intent, String channel) {
        return new RunStarted(intent, channel, "en", "Europe/Berlin", 42, new RunOptions("code", "js", false, false));
    }

    // ---- learning

    @Test
    void whatWasAnsweredAndRememberedIsNotAskedAgain() {
        Seen asked = device.intend(INTENT);
        assertThat(asked.question()).contains("insurance company");
        Seen answered = device.answer(asked, "Mutual");
        Meaning meaning = names().offers(answered.run()).getFirst();
        assertThat(meaning.words()).isEqualTo("insurance company");
        assertThat(meaning.who()).isEqualTo("Example Mutual <service@mutual.example>");

        Seen learned = remember(answered);
        assertThat(learned.state()).isEqualTo("succeeded");
        assertThat(learned.effects()).containsExactly("1 contacts.update allowed executed");
        assertThat(learned.said()).containsExactly("Example Mutual · insurance company");
        assertThat(names().offers(answered.run())).isEmpty();

        Seen again = device.intend(INTENT);
        assertThat(again.entries(QuestionAsked.class)).isEmpty();
        assertThat(again.state()).isEqualTo("awaiting_approval");
        assertThat(again.effect(1).at("/arguments/to").toString()).contains("service@mutual.example");

        device.engine.undo(learned.id());
        assertThat(nicknames("mutual")).isEmpty();
        assertThat(device.intend(INTENT).question()).contains("insurance company");
    }

    @Test
    void theNameIsAddedToThoseThatAreThereAndOthersAreGivenAndTakenByThePerson() {
        card(
                "mutual",
                "Example Mutual",
                "EMAIL:service@mutual.example",
                "CATEGORIES:insurance",
                "NICKNAME:Mutti\\, eh");
        remember(device.answer(device.intend(INTENT), "Mutual"));
        assertThat(nicknames("mutual")).containsExactlyInAnyOrder("Mutti, eh", "insurance company");

        device.advance(names().add("mutual", "  the \"blue\" \n ones ", PERSON));
        assertThat(nicknames("mutual")).contains("the \"blue\" ones");
        device.advance(names().remove("mutual", "Mutti, eh", PERSON));
        assertThat(nicknames("mutual")).containsExactlyInAnyOrder("insurance company", "the \"blue\" ones");
    }

    // ---- refusals

    @Test
    void whatCannotBeRememberedIsRefusedWithItsReason() {
        Seen nothing = device.run("user.say('hello');");
        assertThatThrownBy(() -> remember(nothing))
                .isInstanceOf(NameFault.class)
                .hasMessageContaining("nothing to remember of run " + nothing.id());

        Seen open = device.intend(INTENT);
        assertThatThrownBy(() -> remember(open)).hasMessageContaining("nothing to remember");
        Seen answered = device.answer(open, "Mutual");
        assertThatThrownBy(() -> names().remember(answered.id(), "my bank", PERSON))
                .hasMessageContaining("not asked who \"my bank\" is")
                .hasMessageContaining("\"insurance company\"");

        device.advance(names().add("acme", "insurance company", PERSON));
        assertThat(names().offers(answered.run())).isEmpty();
        assertThatThrownBy(() -> remember(answered))
                .hasMessageContaining("is what Acme Insurance <claims@acme.example> is called");

        device.advance(names().remove("acme", "insurance company", PERSON));
        remember(answered);
        assertThatThrownBy(() -> remember(answered)).hasMessageContaining("is called \"insurance company\" already");
        device.device.storage().delete("contacts/mutual.vcf");
        assertThatThrownBy(() -> remember(answered))
                .hasMessage("Example Mutual <service@mutual.example> is not in the address book any more.");
    }

    @Test
    void namesWithoutWordsOrTooLongOrOfOthersAreNotGiven() {
        assertThatThrownBy(() -> names().add("acme", " \n", PERSON)).hasMessageContaining("needs a word");
        assertThatThrownBy(() -> names().add("acme", "?!", PERSON)).hasMessageContaining("needs a word");
        assertThatThrownBy(() -> names().add("acme", "x".repeat(101), PERSON)).hasMessageContaining("at most 100");
        assertThatThrownBy(() -> names().add("acme", "the EXAMPLE mutual", PERSON))
                .hasMessageContaining("is what Example Mutual");
        assertThatThrownBy(() -> names().add("nobody", "x", PERSON)).hasMessageContaining("not in the address book");
        assertThatThrownBy(() -> names().remove("acme", "Acme", PERSON))
                .hasMessageContaining("has no nickname \"Acme\"");
    }

    @Test
    void ofSeveralItIsSaidWhich() {
        card("ann", "Ann Lee", "EMAIL:ann@lee.example");
        card("anna", "Ann Poe", "EMAIL:ann@poe.example");
        Seen run = code("ask Ann and my insurance company", "terminal", ASKS + """
                const anns = contacts.find("Ann");
                const one = user.ask("Which contact do you mean by \\"Ann\\"?", {choices: anns.map(c => c.emails[0])});
                """);
        Seen answered = device.answer(device.answer(run, "Acme"), "ann@poe.example");
        assertThatThrownBy(() -> remember(answered)).hasMessageContaining("\"insurance company\", \"Ann\"");
        device.advance(names().remember(answered.id(), "ann", PERSON));
        assertThat(nicknames("anna")).containsExactly("Ann");
        assertThat(nicknames("acme")).isEmpty();
    }

    // ---- where the words come from

    @Test
    void onlyWordsThatThePersonSaidAreLearned() {
        device.device.storage().writeText("mail/cur/1.x:2,", """
                From: Eve <eve@evil.example>
                Subject: insurance company

                x
                """);
        String byMail = "const phrase = mail.search({from: 'eve'})[0].subject;\n"
                + ASKS.replace("find(\"insurance company\")", "find(phrase)");
        assertThat(Meaning.of(device.answer(code("answer my mail", "terminal", byMail), "Acme")
                        .run()))
                .isEmpty();
        assertThat(Meaning.of(device.answer(code("send it to my insurance", "terminal", ASKS), "Acme")
                        .run()))
                .isEmpty();
        assertThat(Meaning.of(device.answer(code("write to my Insurance Company", "web", ASKS), "Acme")
                        .run()))
                .extracting(Meaning::words)
                .containsExactly("insurance company");
    }

    @ParameterizedTest
    @CsvSource({"mcp, terminal", "chat, terminal", "terminal, mcp", "terminal, chat"})
    void whatAProgramSaidOrAnsweredIsNotLearned(String channel, String by) {
        Seen run = code(INTENT, channel, ASKS);
        device.engine.answer(run.id(), "Acme", by);
        assertThat(Meaning.of(device.advance(run.id()).run())).isEmpty();
        assertThatThrownBy(() -> names().remember(run.id(), "", PERSON)).isInstanceOf(NameFault.class);
    }

    @Test
    void whatFollowsWordsFromOutsideIsNotLearned() {
        RunStarted follows = started("and to my insurance company", "terminal").following(started("hello", "mcp"));
        RunId run = device.engine.start(follows, Language.JAVASCRIPT, ASKS);
        assertThat(Meaning.of(device.answer(device.advance(run), "Acme").run())).isEmpty();

        RunStarted own = started("send it there", "terminal").following(started(INTENT, "web"));
        RunId mine = device.engine.start(own, Language.JAVASCRIPT, ASKS);
        assertThat(Meaning.of(device.answer(device.advance(mine), "Acme").run()))
                .hasSize(1);
    }

    /// Choices that are not the contacts that were found, in their order, say nothing about who was meant.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "['Acme Insurance', 'somebody else']",
                "['Acme Insurance']",
                "all.map(c => c.emails[0]).reverse()",
                "['none of these', ...all.map(c => c.name)]",
                "['Acme Insurance', 'Example Mutual or Acme Insurance', 'Example Mutual'].reverse()",
            })
    void aChoiceThatCannotBeToldStandsForNobody(String choices) {
        Seen run = code(INTENT, "terminal", ASKS.replace("choices: labels", "choices: " + choices));
        String answer = run.document().at("/waitingFor/choices/0").asText();
        assertThat(Meaning.of(device.answer(run, answer).run())).isEmpty();
    }

    @Test
    void noneOfTheseIsNobodyAndTheOthersAreWhoTheyAre() {
        String code = ASKS.replace("choices: labels", "choices: [...labels, 'none of these']");
        Seen none = device.answer(code(INTENT, "terminal", code), "none");
        assertThat(Meaning.of(none.run())).isEmpty();
        Seen acme = device.answer(code(INTENT, "terminal", code), "Acme");
        assertThat(Meaning.of(acme.run())).extracting(Meaning::contact).containsExactly("acme");
    }

    @Test
    void aCardThatIsWrittenLikeAnotherIsNotTakenForIt() {
        card("acme", "Acme Insurance", "EMAIL:claims@acme.example", "CATEGORIES:insurance");
        card(
                "eve",
                "Acme Insurance <claims@acme.example>",
                "EMAIL:eve@evil.example",
                "EMAIL:claims@acme.example",
                "CATEGORIES:insurance");
        Seen run = code(INTENT, "terminal", ASKS);
        Seen answered = device.answer(run, "Acme Insurance <claims@acme.example>");
        assertThat(Meaning.of(answered.run())).extracting(Meaning::contact).containsExactly("acme");
    }

    @Test
    void aCardFromOutsideIsAskedAboutAndStaysFromOutside() {
        StoredLabels labels = new StoredLabels(device.device.storage());
        Origin eve = new Origin(Provenance.OUTSIDE, "mail from eve@evil.example");
        labels.put("contacts/mutual.vcf", new StoredLabel(eve, true), "test");

        Seen learned = remember(device.answer(device.intend(INTENT), "Mutual"));
        assertThat(learned.state()).isEqualTo("awaiting_approval");
        assertThat(learned.verdict(1)).isEqualTo(Verdict.ASK_PERSON);
        assertThat(device.approve(learned).state()).isEqualTo("succeeded");
        assertThat(nicknames("mutual")).containsExactly("insurance company");
        assertThat(new StoredLabels(device.device.storage()).at("contacts/mutual.vcf"))
                .hasValueSatisfying(
                        label -> assertThat(label.origin().provenance()).isEqualTo(Provenance.OUTSIDE));
    }

    @Test
    void aNicknameOutOfAMailIsAskedAbout() {
        device.device.storage().writeText("mail/cur/1.x:2,", """
                From: Eve <eve@evil.example>
                Subject: insurance company

                x
                """);
        Seen run = device.run(
                "const m = mail.search({from: 'eve'})[0]; contacts.update('acme', {nicknames: [m.subject]});");
        assertThat(run.state()).isEqualTo("awaiting_approval");
        assertThat(run.verdict(1)).isEqualTo(Verdict.ASK_PERSON);
    }
}
