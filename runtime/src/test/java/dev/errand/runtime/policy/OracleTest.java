package dev.errand.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Provenance;
import dev.errand.runtime.policy.Rule.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Decisions about random mails under random rules are those of a plain reading of what rules mean, written without
/// any of the classes that decide.
final class OracleTest {
    private static final int WORLDS = 150;
    private static final int CALLS = 40;
    private static final List<String> PEOPLE = List.of(
            "gran@family.example", "tom@family.example", "eve@acme.example", "x@acme.example", "y@below.acme.example");
    private static final Map<String, List<String>> GROUPS = Map.of(
            "family",
            List.of("gran@family.example", "tom@family.example"),
            "work",
            List.of("tom@family.example", "eve@acme.example"));

    @TempDir
    Path home;

    /// What a rule says, as the test made it up.
    ///
    /// @param test  `is`, `group`, `domain` or `any`
    /// @param files whether attachments do not matter; otherwise there must be none
    private record Said(Kind kind, String test, String value, boolean files, boolean over) {}

    private record Mail(List<String> to, boolean copy, boolean file, Provenance origin, int alike) {}

    @Test
    void decisionsAreThoseOfAPlainReading() {
        SplittableRandom random = new SplittableRandom(20260302);
        RuleKit kit = new RuleKit(home);
        kit.past.knowsAll = false;
        Map<dev.errand.runtime.journal.Entry.Verdict, Integer> seen =
                new EnumMap<>(dev.errand.runtime.journal.Entry.Verdict.class);
        for (int world = 0; world < WORLDS; world++) {
            List<Said> rules = rules(random);
            kit.past.known.clear();
            PEOPLE.stream().filter(_ -> random.nextInt(4) > 0).forEach(kit.past.known::add);
            List<Rule> made = rules.stream().map(said -> make(kit, said)).toList();
            made.forEach(rule -> kit.file.add(List.of(rule)));
            for (int call = 0; call < CALLS; call++) {
                Mail mail = mail(random);
                var verdict = kit.judge("mail.send", arguments(mail), mail.origin(), mail.alike())
                        .verdict();
                assertThat(verdict.name())
                        .as("%s under %s, known %s", mail, rules, kit.past.known)
                        .isEqualTo(expected(rules, mail, kit.past));
                seen.merge(verdict, 1, Integer::sum);
            }
            made.forEach(rule -> kit.file.remove(rule.id()));
        }
        assertThat(seen)
                .as("every verdict was met often")
                .hasSize(4)
                .allSatisfy((_, times) -> assertThat(times).isGreaterThan(100));
    }

    private static List<Said> rules(SplittableRandom random) {
        List<Said> rules = new ArrayList<>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            Kind kind = random.nextInt(2) == 0 ? Kind.ALLOW : Kind.values()[random.nextInt(3)];
            boolean files = random.nextBoolean();
            boolean over = random.nextInt(5) == 0;
            rules.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new Said(kind, "is", PEOPLE.get(random.nextInt(PEOPLE.size())), files, over);
                        case 1 -> new Said(kind, "group", random.nextBoolean() ? "family" : "work", files, over);
                        case 2 -> new Said(kind, "domain", "acme.example", files, over);
                        default -> new Said(kind, "any", "", files, over);
                    });
        }
        return rules;
    }

    private static Rule make(RuleKit kit, Said said) {
        String to = said.test().equals("any") ? "to=any" : "to=" + said.test() + ":" + said.value();
        return kit.make(
                said.kind(),
                "mail.send",
                said.over() ? RuleKit.TODAY.minusDays(1) : null,
                to,
                said.files() ? "attachments=any" : "attachments=none");
    }

    private static Mail mail(SplittableRandom random) {
        List<String> to = new ArrayList<>();
        for (int i = random.nextInt(1, 3); i > 0; i--) {
            to.add(PEOPLE.get(random.nextInt(PEOPLE.size())));
        }
        Provenance origin = Provenance.values()[random.nextInt(4)];
        return new Mail(to, random.nextInt(6) == 0, random.nextInt(4) == 0, origin, random.nextInt(1, 8));
    }

    private static ObjectNode arguments(Mail mail) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        mail.to().forEach(arguments.putArray("to")::add);
        if (mail.copy()) {
            arguments.putArray("cc").add("copy@elsewhere.example");
        }
        arguments.put("body", "text");
        if (mail.file()) {
            ArrayNode files = arguments.putArray("attachments");
            files.add("a.txt");
        }
        return arguments;
    }

    private static String expected(List<Said> rules, Mail mail, RuleKit.Past past) {
        boolean outside = mail.origin() == Provenance.OUTSIDE;
        if (rules.stream().anyMatch(r -> r.kind() == Kind.DENY && speaks(r, mail))) {
            return "DENIED";
        }
        if (outside) {
            return "ASK_PERSON";
        }
        if (rules.stream().anyMatch(r -> r.kind() == Kind.ASK && speaks(r, mail))) {
            return "ASK";
        }
        boolean allowed = rules.stream().anyMatch(r -> r.kind() == Kind.ALLOW && speaks(r, mail));
        boolean usual = mail.alike() <= 5 && past.known.containsAll(mail.to());
        return allowed && usual ? "ALLOWED" : "ASK";
    }

    private static boolean speaks(Said rule, Mail mail) {
        boolean attachments = rule.files() || !mail.file();
        boolean allows = rule.kind() == Kind.ALLOW;
        long fitting = mail.to().stream().filter(person -> fits(rule, person)).count();
        boolean recipients = allows ? fitting == mail.to().size() && !mail.copy() : fitting > 0;
        return !rule.over() && attachments && recipients;
    }

    private static boolean fits(Said rule, String person) {
        String domain = person.substring(person.indexOf('@') + 1);
        return switch (rule.test()) {
            case "is" -> person.equals(rule.value());
            case "group" -> GROUPS.getOrDefault(rule.value(), List.of()).contains(person);
            case "domain" ->
                domain.equals(rule.value()) || (rule.kind() != Kind.ALLOW && domain.endsWith("." + rule.value()));
            default -> true;
        };
    }
}
