package dev.errand.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.os.operation.Provenance;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.policy.Rule.Kind;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The default table, rules and habits together.
final class JudgeTest {
    private static final String TO_GRAN = "{'to':'gran@family.example','body':'Hi'}";

    @TempDir
    Path home;

    private RuleKit kit;

    @BeforeEach
    void open() {
        kit = new RuleKit(home);
    }

    @Test
    void aRuleAllowsWhatTheTableAsksAndSaysSo() {
        assertThat(kit.verdict("mail.send", TO_GRAN)).isEqualTo(Verdict.ASK);
        Rule rule = kit.add(Kind.ALLOW, "mail.send", "to=group:family");
        Policy.Judgement allowed = kit.judge("mail.send", TO_GRAN);
        assertThat(allowed.verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(allowed.rule()).isEqualTo(rule.id());
        assertThat(allowed.reasons().getFirst()).contains("Always allow mail.send with to in the contact group");
        assertThat(kit.verdict("mail.send", "{'to':'eve@acme.example'}")).isEqualTo(Verdict.ASK);
    }

    @Test
    void denyBeatsAskBeatsAllowWhateverTheirOrder() {
        kit.add(Kind.ALLOW, "mail.send", "to=group:family");
        kit.add(Kind.ASK, "mail.send", "to=domain:family.example");
        assertThat(kit.verdict("mail.send", TO_GRAN)).isEqualTo(Verdict.ASK);
        Rule deny = kit.add(Kind.DENY, "mail.send", "to=gran@family.example");
        assertThat(kit.judge("mail.send", TO_GRAN).rule()).isEqualTo(deny.id());
        assertThat(kit.verdict("mail.send", TO_GRAN)).isEqualTo(Verdict.DENIED);
    }

    @Test
    void rulesStopWhatTheTableAllows() {
        assertThat(kit.verdict("lists.add", "{'list':'work','item':'x'}")).isEqualTo(Verdict.ALLOWED);
        kit.add(Kind.ASK, "lists.add", "list=work");
        kit.add(Kind.DENY, "lists.add", "list=secret");
        assertThat(kit.verdict("lists.add", "{'list':'work','item':'x'}")).isEqualTo(Verdict.ASK);
        assertThat(kit.verdict("lists.add", "{'list':'secret','item':'x'}")).isEqualTo(Verdict.DENIED);
        assertThat(kit.verdict("lists.add", "{'list':'other','item':'x'}")).isEqualTo(Verdict.ALLOWED);
        kit.add(Kind.DENY, "shop.page", "url=domain:evil.example");
        assertThat(kit.verdict("shop.page", "{'url':'https://a.evil.example/'}"))
                .isEqualTo(Verdict.DENIED);
    }

    @Test
    void whatIsSentCannotBeTakenBackUnlessTheOperationSaysHow() {
        assertThat(kit.judge("shop.give", "{'to':'a','points':1}").reasons().toString())
                .contains("it cannot be taken back");
        assertThat(kit.judge("shop.lend", "{'to':'a','what':'book'}").reasons().toString())
                .contains("undo takes back what can be taken back of it")
                .doesNotContain("cannot be taken back");
    }

    @Test
    void noRuleAllowsWhatComesFromOutside() {
        kit.add(Kind.ALLOW, "mail.send", "to=any", "cc=any", "bcc=any", "attachments=any");
        Policy.Judgement judged = kit.judge("mail.send", TO_GRAN, Provenance.OUTSIDE, 1);
        assertThat(judged.verdict()).isEqualTo(Verdict.ASK_PERSON);
        assertThat(kit.judge("mail.send", TO_GRAN, Provenance.OWNED, 1).verdict())
                .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void aRuleThatIsOverIsNone() {
        kit.file.add(List.of(
                kit.make(Kind.ALLOW, "mail.send", RuleKit.TODAY.minusDays(1), "to=gran@family.example"),
                kit.make(Kind.DENY, "mail.send", RuleKit.TODAY.minusDays(1), "to=gran@family.example")));
        assertThat(kit.verdict("mail.send", TO_GRAN)).isEqualTo(Verdict.ASK);
        kit.file.add(List.of(kit.make(Kind.ALLOW, "mail.send", RuleKit.TODAY, "to=gran@family.example")));
        assertThat(kit.verdict("mail.send", TO_GRAN)).as("the last day counts").isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void aNewRecipientABulkOrADisguiseTurnsARulesYesIntoAQuestion() {
        kit.add(Kind.ALLOW, "mail.send", "to=any");
        assertThat(kit.judge("mail.send", TO_GRAN, Provenance.CODE, 5).verdict())
                .isEqualTo(Verdict.ALLOWED);
        Policy.Judgement bulk = kit.judge("mail.send", TO_GRAN, Provenance.CODE, 6);
        assertThat(bulk.verdict()).isEqualTo(Verdict.ASK);
        assertThat(bulk.reasons().toString()).contains("6 alike");
        assertThat(kit.judge("mail.send", "{'to':'x@аpple.example'}").reasons().toString())
                .contains("mixes letters");
        kit.past.knowsAll = false;
        kit.past.known.add("gran@family.example");
        assertThat(kit.verdict("mail.send", TO_GRAN)).isEqualTo(Verdict.ALLOWED);
        Policy.Judgement stranger = kit.judge("mail.send", "{'to':['gran@family.example','x@y.example']}");
        assertThat(stranger.verdict()).isEqualTo(Verdict.ASK);
        assertThat(stranger.rule()).isNull();
        assertThat(stranger.reasons().toString()).contains("x@y.example has received nothing", "would allow it, but");
    }

    @Test
    void habitsDoNotTouchWhatTheTableAllows() {
        kit.past.knowsAll = false;
        assertThat(kit.verdict("lists.add", "{'list':'new','item':'x'}")).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void anAmountBeyondWhatIsUsualIsAskedUnlessTheRuleSetsTheBound() {
        kit.add(Kind.ALLOW, "shop.give", "to=gran@family.example");
        String give = "{'to':'gran@family.example','points':%d}";
        assertThat(kit.judge("shop.give", give.formatted(5)).reasons().toString())
                .contains("there was no points before");
        kit.past.amounts.put("shop.give.points", List.of(10.0, 12.0, 9.0, 11.0, 1000.0));
        assertThat(kit.verdict("shop.give", give.formatted(1000))).isEqualTo(Verdict.ALLOWED);
        assertThat(kit.verdict("shop.give", give.formatted(1001))).isEqualTo(Verdict.ASK);
        kit.past.amounts.put("shop.give.points", Collections.nCopies(20, 10.0));
        assertThat(kit.verdict("shop.give", give.formatted(13))).isEqualTo(Verdict.ALLOWED);
        assertThat(kit.verdict("shop.give", give.formatted(14))).isEqualTo(Verdict.ASK);
        kit.add(Kind.ALLOW, "shop.give", "to=tom@family.example", "points=at-most:50");
        String tom = "{'to':'tom@family.example','points':%d}";
        assertThat(kit.verdict("shop.give", tom.formatted(50))).isEqualTo(Verdict.ALLOWED);
        assertThat(kit.verdict("shop.give", tom.formatted(51))).isEqualTo(Verdict.ASK);
    }

    @Test
    void payingSaysWhatIsUnusualAboutIt() {
        kit.past.amounts.put("shop.pay.amount", List.of(10.0, 12.0));
        assertThat(kit.judge("shop.pay", "{'to':'x','amount':500}").reasons().toString())
                .contains("amount 500 is far more than usual; the most so far was 12");
    }

    @Test
    void aRuleIsSaidInOneSentence() {
        Rule rule = kit.make(Kind.DENY, "mail.send", LocalDate.parse("2027-01-31"), "to=a@b.example");
        assertThat(rule.sentence()).isEqualTo("Never do mail.send with to a@b.example, until 2027-01-31");
    }
}
