package dev.errand.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.policy.Rule.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules file: what a person reads and changes, and what happens when it is wrong.
final class RuleFileTest {
    private static final String TO_GRAN = "{'to':'gran@family.example'}";
    private static final String ADD = "{'list':'shopping','item':'milk'}";

    @TempDir
    Path home;

    private RuleKit kit;
    private Path file;

    @BeforeEach
    void open() {
        kit = new RuleKit(home);
        file = home.resolve("rules.json");
    }

    private void replace(String one, String other) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(one);
        Files.writeString(file, text.replace(one, other));
    }

    @Test
    void rulesOfAllKindsOfConditionsComeBackAsTheyWere() {
        List<Rule> rules = List.of(
                kit.make(Kind.ALLOW, "mail.send", RuleKit.TODAY, "to=group:family", "attachments=under:Photos"),
                kit.make(Kind.DENY, "mail.send", "to=one-of:a@b.example,c@d.example", "cc=any"),
                kit.make(Kind.ASK, "mail.send", "to=organization:Acme", "bcc=none"),
                kit.make(Kind.DENY, "mail.send", "to=domain:evil.example"),
                kit.make(Kind.ASK, "shop.pay", "amount=at-most:12.5", "to=Bob"),
                kit.make(Kind.ALLOW, "shop.run", "command=command-is:git log"),
                kit.make(Kind.ALLOW, "shop.run", "command=command:git log"));
        kit.file.add(rules);
        assertThat(kit.file.read().problems()).isEmpty();
        assertThat(kit.file.read().rules().stream().map(r -> RuleCodec.write(r).toString()))
                .containsExactlyElementsOf(
                        rules.stream().map(r -> RuleCodec.write(r).toString()).toList());
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        kit.add(Kind.DENY, "mail.send", "to=a@b.example");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aMissingFileHoldsNoRules() {
        assertThat(kit.file.read()).isEqualTo(Rulebook.EMPTY);
    }

    @Test
    void aChangedAddressBookMakesNoRuleInvalid() {
        Rule rule = kit.add(Kind.ALLOW, "mail.send", "to=group:family");
        kit.storage.delete("contacts/gran.vcf");
        kit.storage.delete("contacts/tom.vcf");
        assertThat(kit.file.read().problems()).isEmpty();
        assertThat(kit.covers(rule, TO_GRAN)).isFalse();
    }

    @Test
    void aFileThatCannotBeReadAllowsNothingByRuleAndAsksAboutEveryEffect() throws IOException {
        kit.add(Kind.ALLOW, "mail.send", "to=gran@family.example");
        Files.writeString(file, Files.readString(file).substring(20));
        assertThat(kit.verdict("mail.send", TO_GRAN)).isEqualTo(Verdict.ASK_PERSON);
        Policy.Judgement write = kit.judge("lists.add", ADD);
        assertThat(write.verdict()).isEqualTo(Verdict.ASK_PERSON);
        assertThat(write.reasons().toString()).contains("your rules have an error", "rules.json");
        assertThat(kit.verdict("mail.search", "{'text':'x'}")).isEqualTo(Verdict.ALLOWED);
        String before = Files.readString(file);
        assertThatThrownBy(() -> kit.add(Kind.DENY, "mail.send", "to=a@b.example"))
                .isInstanceOf(RuleFault.class)
                .hasMessageContaining("rules.json");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void aRuleWhoseExampleDoesNotHoldIsNotInForceAndSaysWhich() throws IOException {
        Rule rule = kit.add(Kind.ALLOW, "mail.send", "to=gran@family.example");
        replace("\"value\" : \"gran", "\"value\" : \"tom");
        Rulebook book = kit.file.read();
        assertThat(book.rules()).isEmpty();
        assertThat(book.problems().getFirst().words())
                .contains("Rule " + rule.id(), "example match 1 is not covered", "gran@family.example");
        assertThat(kit.verdict("mail.send", "{'to':'tom@family.example'}")).isEqualTo(Verdict.ASK);
    }

    @Test
    void aBrokenDenyRuleIsNeverPassedOver() throws IOException {
        kit.add(Kind.ALLOW, "mail.send", "to=any");
        kit.add(Kind.DENY, "lists.add", "list=shopping");
        replace("\"test\" : \"is\"", "\"test\" : \"iss\"");
        Policy.Judgement judged = kit.judge("lists.add", ADD);
        assertThat(judged.verdict()).isEqualTo(Verdict.ASK_PERSON);
        assertThat(judged.reasons().toString()).contains("may be meant to stop this", "\"iss\"");
        assertThat(kit.verdict("lists.remove", ADD))
                .as("another operation's default")
                .isEqualTo(Verdict.ALLOWED);
        Policy.Judgement mail = kit.judge("mail.send", TO_GRAN);
        assertThat(mail.verdict()).as("nothing is allowed by rule").isEqualTo(Verdict.ASK);
        assertThat(mail.reasons().toString()).contains("until the rules are mended");
    }

    @Test
    void aDenyRuleForAMisspeltOperationMayBeMeantForAny() throws IOException {
        kit.add(Kind.DENY, "lists.remove", "list=shopping");
        replace("\"operation\" : \"lists.remove\"", "\"operation\" : \"lists.remvoe\"");
        assertThat(kit.verdict("lists.add", ADD)).isEqualTo(Verdict.ASK_PERSON);
    }

    @Test
    void aBrokenAllowRuleStopsNothingThatNeedsNoRule() throws IOException {
        kit.add(Kind.ALLOW, "lists.add", "list=shopping");
        replace("\"where\"", "\"wheer\"");
        assertThat(kit.file.read().problems().getFirst().words()).contains("a rule has no \"wheer\"");
        assertThat(kit.verdict("lists.add", ADD)).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void twoRulesOfOneIdAreAnError() throws IOException {
        Rule one = kit.add(Kind.DENY, "mail.send", "to=a@b.example");
        Rule two = kit.add(Kind.DENY, "mail.send", "to=c@d.example");
        replace("\"" + two.id() + "\"", "\"" + one.id() + "\"");
        assertThat(kit.file.read().problems().getFirst().words()).contains("two rules of this id");
    }

    @Test
    void aBrokenRuleCanBeRemovedAndTheOthersStay() throws IOException {
        Rule kept = kit.add(Kind.DENY, "mail.send", "to=a@b.example");
        Rule broken = kit.add(Kind.DENY, "mail.send", "to=c@d.example");
        replace("\"value\" : \"c@", "\"valeu\" : \"c@");
        assertThat(kit.file.read().problems()).hasSize(1);
        kit.file.remove(broken.id());
        assertThat(kit.file.read().problems()).isEmpty();
        assertThat(kit.file.read().rules()).extracting(Rule::id).containsExactly(kept.id());
        assertThatThrownBy(() -> kit.file.remove("nope"))
                .isInstanceOf(RuleFault.class)
                .hasMessageContaining("no rule \"nope\"");
    }

    @Test
    void aRuleWithoutExamplesIsNone() throws IOException {
        kit.add(Kind.DENY, "mail.send", "to=a@b.example");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.indexOf("\"match\"")) + "\"match\": [], \"notMatch\": []}]}");
        assertThat(kit.file.read().problems().getFirst().words()).contains("no example that it matches");
    }
}
