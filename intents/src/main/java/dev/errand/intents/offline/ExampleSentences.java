package dev.errand.intents.offline;

import dev.errand.os.operation.Catalogue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the sentences of skills look like when somebody says them: optional words in and out, each alternative, slots
/// filled.
public final class ExampleSentences {
    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)(?::\\w+)?}");

    private final BiFunction<String, String, List<String>> values;
    private final Set<String> sentences = new LinkedHashSet<>();
    private int turn;

    private ExampleSentences(BiFunction<String, String, List<String>> values) {
        this.values = values;
    }

    /// @param language of the sentences, such as `en`
    /// @param values   what may stand in a slot, by its name and its kind (`person`, `time`, `whole`, `text`, …);
    ///                 sentences of which a slot has no value are left out
    public static List<String> of(
            Catalogue catalogue, String language, BiFunction<String, String, List<String>> values) {
        ExampleSentences examples = new ExampleSentences(values);
        for (Template template : new Phrasebook(catalogue).templates()) {
            if (template.sentence().language().equals(language)) {
                examples.add(template);
            }
        }
        return List.copyOf(examples.sentences);
    }

    private void add(Template template) {
        List<String> patterns = Examples.patterns(template);
        int most = patterns.stream()
                .mapToInt(pattern -> mostValues(pattern, template))
                .max()
                .orElse(0);
        // Each value comes at least once, and each way to say it.
        for (int i = 0; i < Math.max(most, patterns.size()); i++) {
            fill(patterns.get(i % patterns.size()), template);
        }
    }

    private int mostValues(String pattern, Template template) {
        return SLOT.matcher(pattern)
                .results()
                .mapToInt(slot -> values(slot.group(1), template).size())
                .max()
                .orElse(1);
    }

    private void fill(String pattern, Template template) {
        Matcher slots = SLOT.matcher(pattern);
        StringBuilder text = new StringBuilder();
        while (slots.find()) {
            List<String> possible = values(slots.group(1), template);
            if (possible.isEmpty()) {
                return;
            }
            // Slots of one sentence go round at different speeds, so that values meet.
            String value = possible.get(turn++ % possible.size());
            slots.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        sentences.add(slots.appendTail(text).toString().replaceAll("\\s+", " ").strip());
    }

    private List<String> values(String slot, Template template) {
        SlotType type = template.type(slot);
        if (type != null && type.kind().equals("choice")) {
            List<String> choices = new ArrayList<>();
            type.choices()
                    .forEach(choice ->
                            choices.add(choice.toLowerCase(Locale.ROOT).replace('-', ' ')));
            return choices;
        }
        return values.apply(slot, type == null ? "text" : type.kind());
    }
}
