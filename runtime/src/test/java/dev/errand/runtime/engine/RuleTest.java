package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.contacts.Contacts;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.policy.Rule;
import dev.errand.runtime.policy.Rule.Kind;
import dev.errand.runtime.policy.RuleMaker;
import dev.errand.runtime.policy.Widening.Width;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules in the life of a run: what is remembered of an approval, what is then asked, allowed and refused.
final class RuleTest {
    private static final String DELIVER = "courier.deliver(\"%s\", \"%s\");";

    @TempDir
    Path home;

    private TestDevice device;

    @BeforeEach
    void open() {
        device = new TestDevice(home);
        contact("gran", "gran@family.example", "family");
        contact("tom", "tom@family.example", "family");
        contact("eve", "eve@acme.example", "work");
    }

    @AfterEach
    void close() {
        device.close();
    }

    private void contact(String name, String email, String category) {
        device.device
                .storage()
                .writeText(
                        "contacts/" + name + ".vcf",
                        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:%s\r\nEMAIL:%s\r\nCATEGORIES:%s\r\nEND:VCARD\r\n"
                                .formatted(name, email, category));
    }

    private Rule rule(Kind kind, String operation, String... where) {
        Rule rule = new RuleMaker(device.catalogue, () -> Contacts.of(device.device), new SplittableRandom(1))
                .make(
                        new RuleMaker.Typed(kind, operation, List.of(where), null, List.of(), List.of()),
                        Rule.Source.written("test"),
                        TestDevice.START);
        device.rules.add(List.of(rule));
        return rule;
    }

    private Seen remember(Seen asked, Width width) {
        device.engine.approve(asked.id(), Approval.ofAll("terminal").remembering(width));
        return device.advance(asked.id());
    }

    private Seen mail(String to, String more) {
        return device.run("mail.send({to: %s, subject: 'Hello'%s});".formatted(to, more));
    }

    @Test
    void whatIsRememberedCoversTwentyOtherWordingsAndNothingOutsideOfIt() {
        remember(mail("'gran@family.example'", ", body: 'first'"), Width.NARROW);
        for (int i = 0; i < 20; i++) {
            Seen inside = mail(spelled(i), ", body: 'text " + i + "'");
            assertThat(inside.state()).as("in the rule: %d", i).isEqualTo("succeeded");
            assertThat(inside.entries(Entry.ApprovalRequested.class)).isEmpty();
        }
        device.file("a.txt", "A");
        for (int i = 0; i < 20; i++) {
            Seen outside = switch (i % 5) {
                case 0 -> mail("'person" + i + "@family.example'", "");
                case 1 -> mail("['gran@family.example', 'p" + i + "@x.example']", "");
                case 2 -> mail("'gran@family.example'", ", cc: 'p" + i + "@x.example'");
                case 3 -> mail("'gran@family.example'", ", bcc: 'tom@family.example', body: '" + i + "'");
                default -> mail("'gran@family.example'", ", attachments: 'a.txt', body: '" + i + "'");
            };
            assertThat(outside.state()).as("outside of the rule: %d", i).isEqualTo("awaiting_approval");
        }
    }

    private static String spelled(int i) {
        return switch (i % 4) {
            case 0 -> "'gran@family.example'";
            case 1 -> "['gran@family.example']";
            case 2 -> "'Gran <gran@family.example>'";
            default -> "{emails: ['gran@family.example']}";
        };
    }

    @Test
    void aWideRuleCoversTheGroupAndItsNewPeopleAreAskedAboutOnce() {
        Seen first = remember(mail("'gran@family.example'", ""), Width.WIDE);
        assertThat(first.state()).isEqualTo("succeeded");
        Entry.ApprovalResolved resolved =
                first.entries(Entry.ApprovalResolved.class).getLast();
        assertThat(resolved.remembered().getFirst().sentence()).contains("group “family”", "no attachments");
        Rule rule = device.rules.read().rules().getFirst();
        assertThat(rule.id()).isEqualTo(resolved.remembered().getFirst().rule());
        assertThat(rule.source())
                .isEqualTo(new Rule.Source("terminal", first.id().value(), 1));
        Seen tom = mail("'tom@family.example'", "");
        assertThat(tom.state()).isEqualTo("awaiting_approval");
        assertThat(tom.effect(1).path("reasons").toString())
                .contains("tom@family.example has received nothing by mail.send before", rule.id());
        device.approve(tom);
        Seen again = mail("['tom@family.example', 'gran@family.example']", "");
        assertThat(again.state()).isEqualTo("succeeded");
        assertThat(again.effects()).containsExactly("1 mail.send allowed executed");
        assertThat(again.effect(1).path("rule").asText()).isEqualTo(rule.id());
        assertThat(mail("'eve@acme.example'", "").state()).isEqualTo("awaiting_approval");
        assertThat(device.journal.history().usesOf(rule.id()).times()).isEqualTo(1);
    }

    @Test
    void offersShowWhatEachWidthWouldHaveCovered() {
        device.approve(mail("'gran@family.example'", ""));
        device.approve(mail("'tom@family.example'", ""));
        device.approve(mail("'eve@acme.example'", ""));
        Seen asked = mail("'gran@family.example'", "");
        List<RuleOffer> offers = device.engine.offers(asked.id(), 1);
        assertThat(offers).extracting(RuleOffer::width).containsExactly(Width.NARROW, Width.WIDE);
        assertThat(offers).extracting(o -> o.covered().size()).containsExactly(1, 2);
        assertThat(offers.getFirst().past()).hasSize(3);
    }

    @Test
    void whatComesFromOutsideCannotBeRemembered() {
        device.outside.letters.add("thief@evil.example");
        Seen asked = device.run("courier.deliver(letters.all()[0].sender, 'x');");
        assertThatThrownBy(() -> remember(asked, Width.NARROW))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("only you can decide");
        assertThat(device.seen(asked.id()).state()).isEqualTo("awaiting_approval");
        assertThat(device.rules.read().rules()).isEmpty();
        rule(Kind.ALLOW, "courier.deliver", "to=any");
        assertThat(device.run("courier.deliver(letters.all()[0].sender, 'x');").state())
                .isEqualTo("awaiting_approval");
    }

    @Test
    void aCommandIsRememberedByItsWordsOrNotAtAll() {
        Seen shell = device.run("machine.run('ls | sort');");
        assertThatThrownBy(() -> remember(shell, Width.WIDE))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("needs a shell");
        remember(device.run("machine.run('git log -n 3');"), Width.MEDIUM);
        assertThat(device.run("machine.run('git log --stat');").state()).isEqualTo("succeeded");
        assertThat(device.run("machine.run('git push');").state()).isEqualTo("awaiting_approval");
        assertThat(device.run("machine.run('git log; rm x');").state()).isEqualTo("awaiting_approval");
    }

    @Test
    void aDenyRuleRefusesUnaskedAlsoWithYesAndCodeMayCatchIt() {
        Rule rule = rule(Kind.DENY, "courier.deliver", "to=domain:evil.example");
        Seen denied = device.runYes(DELIVER.formatted("a@evil.example", "x"));
        assertThat(denied.state()).isEqualTo("denied");
        assertThat(denied.error()).contains("A rule of the person's refuses this: Never do courier.deliver");
        assertThat(denied.effects()).containsExactly("1 courier.deliver denied skipped");
        assertThat(denied.effect(1).path("rule").asText()).isEqualTo(rule.id());
        Seen caught = device.runYes("let e = ''; try { " + DELIVER.formatted("a@evil.example", "x")
                + " } catch (f) { e = f.name; } " + DELIVER.formatted("b@good.example", "y") + " return e;");
        assertThat(caught.state()).isEqualTo("succeeded");
        assertThat(caught.result().asText()).isEqualTo("Denied");
        assertThat(device.outside.delivered).containsExactly("y → b@good.example");
        assertThat(device.rules.read().rules()).as("--yes makes no rule").hasSize(1);
    }

    @Test
    void aDenyRuleMadeWhileAnApprovalIsOpenHolds() {
        Seen asked = device.run(DELIVER.formatted("a@b.example", "x"));
        rule(Kind.DENY, "courier.deliver", "to=a@b.example");
        assertThat(device.approve(asked).state()).isEqualTo("denied");
        assertThat(device.outside.delivered).isEmpty();
    }

    @Test
    void aServiceIsNotAskedWhereARuleDenies() {
        device.outside.pages.put("https://evil.example/", "page");
        rule(Kind.DENY, "net.get", "url=domain:evil.example");
        assertThat(device.run("net.get('https://evil.example/');").state()).isEqualTo("denied");
        assertThat(device.outside.fetched).isEmpty();
    }

    @Test
    void aBrokenRulesFileParksEvenWithYes() throws Exception {
        Files.writeString(home.resolve("rules.json"), "{\"rules\": [");
        Seen parked = device.runYes("files.write('a.txt', 'A');");
        assertThat(parked.state()).isEqualTo("awaiting_approval");
        assertThat(parked.effect(1).path("reasons").toString()).contains("rules.json");
        assertThatThrownBy(() -> remember(parked, Width.NARROW)).isInstanceOf(Refusal.class);
        assertThat(device.approve(parked).state()).isEqualTo("succeeded");
    }

    @Test
    void sixAlikeAreAskedEvenInARule() {
        remember(mail("'gran@family.example'", ""), Width.NARROW);
        String loop = "for (let i = 0; i < %d; i++) mail.send({to: 'gran@family.example', subject: '' + i});";
        assertThat(device.run(loop.formatted(5)).state()).isEqualTo("succeeded");
        Seen bulk = device.run(loop.formatted(6));
        assertThat(bulk.state()).isEqualTo("awaiting_approval");
        ApprovalCard card = device.engine.approval(bulk.id()).orElseThrow();
        assertThat(card.effects()).extracting(ApprovalCard.Asked::group).containsOnly(1);
    }

    @Test
    void theFirstAnswerWinsAndTheSecondHearsOfIt() {
        Seen asked = device.run(DELIVER.formatted("a@b.example", "x"));
        ApprovalCard card = device.engine.approval(asked.id()).orElseThrow();
        device.engine.approve(
                asked.id(), new Approval(Set.of(), Map.of(), "web", Optional.empty(), Optional.of(card.id())));
        assertThatThrownBy(() -> device.engine.deny(card.id(), "no", "terminal"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("It was approved by web at 2026-03-02T09:00:00Z.");
        assertThat(device.advance(asked.id()).state()).isEqualTo("succeeded");
        assertThatThrownBy(() -> device.approve(asked)).hasMessageContaining("approved by web");
    }

    @Test
    void anAnswerCountsForWhatWasSeenOnly() {
        Seen asked = device.run(
                "const r = machine.run('ls'); if (r.exitCode === 0) " + DELIVER.formatted("a@b.example", "x"));
        ApprovalId first = device.engine.approval(asked.id()).orElseThrow().id();
        Seen again = device.approve(asked);
        assertThat(again.state()).isEqualTo("awaiting_approval");
        assertThat(device.engine.approval(asked.id()).orElseThrow().stage()).isEqualTo(2);
        assertThatThrownBy(() ->
                        device.engine.approve(asked.id(), Approval.ofAll("web").answering(first)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(first + " is not what run");
        assertThat(device.outside.delivered).isEmpty();
    }

    @Test
    void anApprovalSaysAllThatAPersonNeeds() {
        Seen asked = device.run("// a note\n" + DELIVER.formatted("a@b.example", "x"));
        device.pass(Duration.ofMinutes(1));
        mail("'gran@family.example'", "");
        List<ApprovalCard> cards = device.engine.approvals();
        assertThat(cards).hasSize(2);
        ApprovalCard card = cards.getFirst();
        assertThat(card.id().run()).isEqualTo(asked.id());
        assertThat(ApprovalId.parse(card.id().toString())).contains(card.id());
        assertThat(card.expires()).contains(TestDevice.START.plus(Duration.ofHours(24)));
        assertThat(card.ifDenied()).isEqualTo("the run ends, nothing is done");
        ApprovalCard.Asked effect = card.effects().getFirst();
        assertThat(effect.codeLine()).isEqualTo("courier.deliver(\"a@b.example\", \"x\");");
        assertThat(effect.line()).isEqualTo(2);
        assertThat(effect.undo()).isEqualTo("cannot be undone");
        assertThat(effect.reasons().toString()).contains("cannot be taken back", "received nothing");
        assertThat(card.document().at("/effects/0/provenance/to/origin").asText())
                .isEqualTo("CODE");
    }

    @Test
    void anEditIsWhatIsRemembered() {
        Seen asked = device.run(DELIVER.formatted("a@b.example", "x"));
        Map<Integer, Map<String, com.fasterxml.jackson.databind.JsonNode>> edits =
                Map.of(1, Map.of("to", com.fasterxml.jackson.databind.node.TextNode.valueOf("c@d.example")));
        device.engine.approve(asked.id(), new Approval(Set.of(), edits, "terminal").remembering(Width.NARROW));
        assertThat(device.advance(asked.id()).state()).isEqualTo("succeeded");
        assertThat(device.run(DELIVER.formatted("c@d.example", "y")).state()).isEqualTo("succeeded");
        assertThat(device.run(DELIVER.formatted("a@b.example", "y")).state()).isEqualTo("awaiting_approval");
    }

    @Test
    void theSameRuleIsNotMadeTwice() {
        Seen two = device.run(DELIVER.formatted("a@b.example", "x") + DELIVER.formatted("a@b.example", "y"));
        Seen done = remember(two, Width.NARROW);
        assertThat(done.entries(Entry.ApprovalResolved.class).getLast().remembered())
                .hasSize(2);
        assertThat(device.rules.read().rules()).hasSize(1);
    }

    @Test
    void theIndexOfWhatWasDoneIsMadeAnewFromTheEntries() throws Exception {
        device.approve(mail("'gran@family.example'", ""));
        device.run("courier.deliver('broken', 'x');");
        device.close();
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + device.journalFile());
                var statement = connection.createStatement()) {
            statement.executeUpdate("DROP TABLE calls");
            statement.executeUpdate("DROP TABLE traits");
            statement.executeUpdate("DROP TABLE uses");
            statement.executeUpdate("DROP TABLE spending");
            statement.executeUpdate("DROP TABLE spending_sums");
            for (String index : List.of("runs_by_number", "runs_by_state", "runs_by_time")) {
                statement.executeUpdate("DROP INDEX " + index);
            }
            statement.executeUpdate("PRAGMA user_version = 2"); // a file from before there was an index
        }
        device = new TestDevice(home);
        var history = device.journal.history();
        assertThat(history.calls(10)).hasSize(1);
        assertThat(history.isKnown("mail.send", List.of("to", "cc"), "gran@family.example"))
                .isTrue();
        assertThat(history.isKnown("mail.send", List.of("cc"), "gran@family.example"))
                .isFalse();
        assertThat(history.isKnown("mail.send", List.of("to"), "tom@family.example"))
                .isFalse();
    }
}
