package dev.errand.web.page;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one could say to this device: a sentence of each of some of its skills, that only looks.
final class Examples {
    private static final int MOST = 6;
    private static final Pattern CHOICE = Pattern.compile("[\\[(]([^\\[\\]()|]*)(?:\\|[^\\[\\]()]*)?[\\])]");

    private Examples() {}

    static List<String> of(Catalogue catalogue, Texts t) {
        return catalogue.skills().stream()
                .flatMap(skill -> skill.operations().stream()
                        .filter(operation -> operation.effect() == EffectClass.READ)
                        .flatMap(operation -> sentence(operation, t.language()).stream())
                        .findFirst()
                        .stream())
                .limit(MOST)
                .toList();
    }

    private static Optional<String> sentence(Operation operation, String language) {
        return operation.sentences().stream()
                .filter(sentence -> sentence.language().equals(language))
                .map(Sentence::pattern)
                .filter(pattern -> !pattern.contains("{"))
                .map(Examples::plain)
                .filter(plain -> plain.matches("[^\\[\\](){}<>|;]{10,60}"))
                .findFirst();
    }

    /// The first of what one may say.
    private static String plain(String pattern) {
        String text = pattern;
        for (Matcher choice = CHOICE.matcher(text); choice.find(); choice = CHOICE.matcher(text)) {
            text = choice.replaceFirst("$1");
        }
        String one = text.strip().replaceAll("\\s+", " ");
        return one.isEmpty() ? one : one.substring(0, 1).toUpperCase(Locale.ROOT) + one.substring(1);
    }
}
