package dev.errand.intents.offline;

import dev.errand.intents.offline.Concepts.Concept;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// What the sentences of one meaning have in common: what they speak of, and what they leave open. Made from the
/// sentences alone. Immutable once made.
final class Frame {
    /// @param before words that stand directly before it in some sentence
    record Slot(String name, SlotType type, boolean required, Set<String> before) {}

    private final List<Template> templates;
    private final Map<Concept, Double> concepts = new HashMap<>();
    private final Set<Concept> always = new HashSet<>();
    private final Set<Operation> calls;
    private boolean begun;
    private final Map<String, Slot> slots = new LinkedHashMap<>();

    private Frame(List<Template> templates, Set<Operation> calls) {
        this.templates = templates;
        this.calls = calls;
        for (Template template : templates) {
            learn(template);
        }
        for (Template template : templates) {
            template.slots().forEach(slot -> slots.computeIfAbsent(slot, this::slot));
        }
    }

    /// @param calls the operations that a sentence's workflow calls
    static List<Frame> of(List<Template> templates, Function<Template, Set<Operation>> calls) {
        Map<String, List<Template>> meanings = new LinkedHashMap<>();
        templates.forEach(
                t -> meanings.computeIfAbsent(t.meaning() + t.sentence().language(), _ -> new ArrayList<>())
                        .add(t));
        return meanings.values().stream()
                .map(each -> new Frame(each, calls.apply(each.getFirst())))
                .toList();
    }

    private void learn(Template template) {
        Map<Concept, Integer> counted = new HashMap<>();
        List<String> examples = Examples.withoutValues(template);
        for (String example : examples) {
            Utterance words = Lexer.read(example);
            Set<Concept> here = new HashSet<>();
            Concepts.of(template.sentence().language())
                    .mentions(words, new Corrections(words, Set.of()))
                    .forEach(mention -> here.addAll(mention.concepts()));
            here.forEach(concept -> counted.merge(concept, 1, Integer::sum));
            if (begun) {
                always.retainAll(here);
            } else {
                always.addAll(here);
                begun = true;
            }
        }
        counted.forEach((concept, count) -> {
            double share = (double) count / examples.size();
            boolean thing = concept.kind() == Concepts.Kind.THING && concept.isKnown();
            concepts.merge(concept, thing ? share : share / templates.size(), thing ? Math::max : Double::sum);
        });
    }

    private Slot slot(String name) {
        SlotType type = templates.stream()
                .map(t -> t.type(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        boolean everywhere = templates.stream().allMatch(t -> t.slots().contains(name));
        boolean required = templates.getFirst().operation() == null
                ? everywhere
                : templates
                        .getFirst()
                        .operation()
                        .parameter(name)
                        .map(Parameter::required)
                        .orElse(false);
        Set<String> before = new HashSet<>();
        templates.forEach(t -> before.addAll(before(t, name)));
        return new Slot(name, type, required, before);
    }

    private static Set<String> before(Template template, String slot) {
        Set<String> before = new HashSet<>();
        for (int state = 0; state < template.states(); state++) {
            for (Template.Edge edge : template.edges().get(state)) {
                if (edge instanceof Template.WordEdge word && leadsTo(template, word.to(), slot)) {
                    before.add(word.key());
                }
            }
        }
        return before;
    }

    private static boolean leadsTo(Template template, int state, String slot) {
        return template.edges().get(state).stream().anyMatch(edge -> switch (edge) {
            case Template.SlotEdge there -> there.slot().equals(slot);
            case Template.EmptyEdge empty -> leadsTo(template, empty.to(), slot);
            case Template.WordEdge _ -> false;
        });
    }

    /// How much its sentences speak of something: 0 never, 1 always. A thing that many speak of counts as much as in
    /// the sentence that speaks most of it, an act or any other word as on average.
    double affinity(Concept concept) {
        return concepts.getOrDefault(concept, 0.0);
    }

    String language() {
        return templates.getFirst().sentence().language();
    }

    List<Template> templates() {
        return templates;
    }

    Map<String, Slot> slots() {
        return slots;
    }

    /// The sentence that a step is made of when these slots are filled.
    Template template(Set<String> filled) {
        Template best = templates.getFirst();
        int most = -1;
        for (Template template : templates) {
            int here = (int) template.slots().stream().filter(filled::contains).count();
            if (here > most) {
                best = template;
                most = here;
            }
        }
        return best;
    }

    /// Whether nothing of it changes anything.
    boolean onlyLooks() {
        return calls.stream().noneMatch(call -> call.effect().isEffect());
    }

    Set<Operation> calls() {
        return calls;
    }

    /// What all its sentences speak of, however they are said.
    Set<Concept> always() {
        return always;
    }

    Set<Concept> concepts() {
        return concepts.keySet();
    }
}
