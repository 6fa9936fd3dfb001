package dev.errand.runtime.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.contacts.Contacts;
import dev.errand.os.device.DiskStorage;
import dev.errand.os.device.Storage;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Remember;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillReader;
import dev.errand.os.spi.SkillSpec;
import dev.errand.os.spi.UndoOf;
import dev.errand.runtime.journal.CallHistory;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.policy.Rule.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A device with an address book, rules and a past that a test makes up.
final class RuleKit {
    static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final Catalogue CATALOGUE = catalogue();

    /// One operation of each kind that rules treat differently.
    @SkillSpec(name = "shop", summary = "Things to buy, say and run.")
    public record Shop() implements Skill {
        @OperationSpec(effect = EffectClass.SPEND, summary = "Pays", headline = "Pay {amount} to {to}")
        public void pay(@Param(mark = Mark.DESTINATION) String to, double amount) {}

        @OperationSpec(effect = EffectClass.SEND, summary = "Gives points", headline = "Give {points} to {to}")
        public void give(@Param(mark = Mark.DESTINATION) String to, long points) {}

        @OperationSpec(effect = EffectClass.SEND, summary = "Lends", headline = "Lend {what} to {to}")
        public void lend(@Param(mark = Mark.DESTINATION) String to, String what) {}

        @UndoOf("lend")
        public void fetchBack(String to, String what) {}

        @OperationSpec(effect = EffectClass.DESTROY, summary = "Burns", headline = "Burn {path}")
        public void burn(@Param(mark = Mark.TARGET) String path) {}

        @OperationSpec(effect = EffectClass.EXECUTE, summary = "Runs", headline = "Run {command}")
        public void run(@Param(mark = Mark.COMMAND) String command) {}

        @OperationSpec(
                effect = EffectClass.SEND,
                summary = "Swears",
                headline = "Swear to {to}",
                remember = Remember.NEVER)
        public void swear(@Param(mark = Mark.DESTINATION) String to) {}

        @OperationSpec(effect = EffectClass.FETCH, summary = "A page")
        public String page(@Param(mark = Mark.DESTINATION) String url) {
            return url;
        }
    }

    /// A past in memory; the stored one has tests of its own.
    static final class Past implements CallHistory {
        final Set<String> known = new HashSet<>();
        final Map<String, List<Double>> amounts = new HashMap<>();
        boolean knowsAll;

        @Override
        public List<PastCall> calls(int atMost) {
            return List.of();
        }

        @Override
        public List<PastCall> callsOf(String operation, int atMost) {
            return List.of();
        }

        @Override
        public boolean isKnown(String operation, Collection<String> parameters, String value) {
            return knowsAll || known.contains(value);
        }

        @Override
        public List<Double> amounts(String operation, String parameter, int atMost) {
            return amounts.getOrDefault(operation + "." + parameter, List.of());
        }

        @Override
        public Uses usesOf(String rule) {
            return new Uses(0, Instant.EPOCH);
        }
    }

    final Path home;
    final Past past = new Past();
    final RuleFile file;
    final RuleMaker maker;
    final Storage storage;

    RuleKit(Path home) {
        this.home = home;
        this.storage = new DiskStorage(home, Map.of());
        this.file = new RuleFile(home.resolve("rules.json"), CATALOGUE);
        this.maker = new RuleMaker(CATALOGUE, () -> Contacts.in(storage), new SplittableRandom(1));
        past.knowsAll = true;
        contact("gran", "gran@family.example", "family", "Knitters");
        contact("tom", "tom@family.example", "family,work", "Acme");
        contact("eve", "eve@acme.example", "work", "Acme");
    }

    private static Catalogue catalogue() {
        List<Catalogue.SkillEntry> skills =
                new ArrayList<>(SkillReader.installed().skills());
        skills.add(SkillReader.read(new Shop()));
        return new Catalogue(skills);
    }

    void contact(String name, String email, String categories, String organization) {
        storage.writeText(
                "contacts/" + name + ".vcf",
                "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:%s\r\nEMAIL:%s\r\nCATEGORIES:%s\r\nORG:%s\r\nEND:VCARD\r\n"
                        .formatted(name, email, categories, organization));
    }

    Rule make(Kind kind, String operation, String... where) {
        return make(kind, operation, null, where);
    }

    Rule make(Kind kind, String operation, @Nullable LocalDate until, String... where) {
        return maker.make(
                new RuleMaker.Typed(kind, operation, List.of(where), until, List.of(), List.of()),
                Rule.Source.written("test"),
                NOW);
    }

    Rule add(Kind kind, String operation, String... where) {
        Rule rule = make(kind, operation, where);
        file.add(List.of(rule));
        return rule;
    }

    boolean covers(Rule rule, String arguments) {
        return maker.covers(rule, call(rule.operation(), arguments));
    }

    static Operation operation(String name) {
        return CATALOGUE.operation(name).orElseThrow();
    }

    /// Canonical arguments from JSON with single quotes.
    static ObjectNode call(String operation, String arguments) {
        try {
            ObjectNode given = (ObjectNode) new ObjectMapper().readTree(arguments.replace('\'', '"'));
            return operation(operation).bind(JsonNodeFactory.instance.arrayNode(), given);
        } catch (JsonProcessingException e) {
            throw new AssertionError(arguments, e);
        }
    }

    Policy.Judgement judge(String operation, String arguments) {
        return judge(operation, arguments, Provenance.CODE, 1);
    }

    Policy.Judgement judge(String operation, String arguments, Provenance of, int alike) {
        return judge(operation, call(operation, arguments), of, alike);
    }

    Policy.Judgement judge(String operation, ObjectNode call, Provenance of, int alike) {
        Map<String, Origin> origins = new HashMap<>();
        for (Parameter parameter : operation(operation).parameters()) {
            if (call.has(parameter.name())) {
                origins.put(parameter.name(), new Origin(of, "a test"));
            }
        }
        return new Judge(file.read(), past, People.of(() -> Contacts.in(storage)), TODAY)
                .judge(new Policy.Proposal(operation(operation), origins, alike), call);
    }

    Verdict verdict(String operation, String arguments) {
        return judge(operation, arguments).verdict();
    }
}
