package dev.errand.intents.offline;

import dev.errand.os.meaning.Embedding;
import dev.errand.os.meaning.EmbeddingFailure;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Sentence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All sentences of a catalogue, compiled. Thread-safe.
final class Phrasebook {
    private static final Pattern CALL = Pattern.compile("([a-z]\\w*\\.[a-z]\\w*)\\(");

    private final Catalogue catalogue;
    private final Finders finders;
    private final List<Template> templates = new ArrayList<>();
    private final Set<String> vocabulary = new HashSet<>();
    private @Nullable Frames frames;
    private @Nullable Likeness likeness;

    Phrasebook(Catalogue catalogue) {
        this.catalogue = catalogue;
        finders = new Finders(catalogue);
        for (Catalogue.SkillEntry skill : catalogue.skills()) {
            for (Sentence recipe : skill.recipes()) {
                Grammar.compile(skill.name(), null, recipe).ifPresent(templates::add);
            }
            for (Operation operation : skill.operations()) {
                for (Sentence sentence : operation.sentences()) {
                    Grammar.compile(skill.name(), operation, sentence).ifPresent(templates::add);
                }
            }
        }
        for (Template template : templates) {
            template.edges().stream().flatMap(List::stream).forEach(this::learn);
        }
    }

    private void learn(Template.Edge edge) {
        if (edge instanceof Template.WordEdge word) {
            vocabulary.add(word.key());
        }
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Finders finders() {
        return finders;
    }

    /// The operations that a sentence's workflow calls, apart from those that talk with the person.
    Set<Operation> calls(Template template) {
        if (template.operation() != null) {
            return Set.of(template.operation());
        }
        return CALL.matcher(template.sentence().code())
                .results()
                .map(call -> call.group(1))
                .filter(name -> !name.startsWith("user."))
                .flatMap(name -> catalogue.operation(name).stream())
                .collect(Collectors.toSet());
    }

    /// Made when they are first asked for: most words fit a sentence, and then nobody needs them.
    synchronized Frames frames() {
        Frames made = frames;
        if (made == null) {
            made = new Frames(templates, this::calls);
            frames = made;
        }
        return made;
    }

    /// How near words are to the frames by what they mean; empty where no model knows their language.
    Map<Frame, Double> likeness(Utterance said, Supplier<Optional<Embedding>> model) {
        try {
            return likeness(model)
                    .filter(known -> known.understands(Concepts.language(said)))
                    .map(known -> known.to(said.text()))
                    .orElse(Map.of());
        } catch (EmbeddingFailure _) {
            return Map.of(); // by words, then
        }
    }

    private synchronized Optional<Likeness> likeness(Supplier<Optional<Embedding>> model) {
        if (likeness == null) {
            likeness = model.get().map(each -> new Likeness(frames(), each)).orElse(null);
        }
        return Optional.ofNullable(likeness);
    }

    List<Template> templates() {
        return templates;
    }

    Set<String> vocabulary() {
        return vocabulary;
    }

    boolean has(String operation) {
        return catalogue.operation(operation).isPresent();
    }
}
