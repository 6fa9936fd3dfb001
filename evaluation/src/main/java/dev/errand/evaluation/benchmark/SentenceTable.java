package dev.errand.evaluation.benchmark;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody would write who needs no more: each example sentence of the skills as a regular expression, tried
/// one after the other. It fills no slot with anything that is on the device, and knows no other wording.
final class SentenceTable {
    private final List<Pattern> patterns = new ArrayList<>();

    SentenceTable(Catalogue catalogue) {
        for (Catalogue.SkillEntry skill : catalogue.skills()) {
            skill.operations().forEach(operation -> operation.sentences().forEach(this::add));
            skill.recipes().forEach(this::add);
        }
    }

    private void add(Sentence sentence) {
        StringBuilder expression = new StringBuilder("\\W*");
        String text = sentence.pattern();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '[', '(' -> expression.append("(?:");
                case ']' -> expression.append(")?");
                case ')', '|' -> expression.append(c);
                case ' ' -> expression.append("\\s*");
                case '{' -> {
                    expression.append("(.+?)");
                    i = Math.max(i, text.indexOf('}', i));
                }
                default -> expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        patterns.add(Pattern.compile(expression + "\\W*", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    int size() {
        return patterns.size();
    }

    /// The first that fits.
    Optional<Pattern> find(String words) {
        return patterns.stream()
                .filter(pattern -> pattern.matcher(words).matches())
                .findFirst();
    }
}
