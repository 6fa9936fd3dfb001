package dev.errand.intents.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sentences as somebody might say them, made from a sentence of a skill: with and without optional words, each
/// alternative, slots filled with sample values.
final class Examples {
    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)(?::\\w+)?}");
    /// As many ways to say one sentence are enough to see what it means.
    private static final int MOST = 24;

    private final String pattern;
    private int at;

    private Examples(String pattern) {
        this.pattern = pattern;
    }

    static List<String> of(Template template) {
        return new Examples(template.sentence().pattern())
                .alternatives().stream()
                        .map(text -> filled(text, template))
                        .map(text -> text.replaceAll("\\s+", " ").strip())
                        .distinct()
                        .toList();
    }

    /// The same with a quotation in place of each slot.
    static List<String> withoutValues(Template template) {
        return new Examples(template.sentence().pattern())
                .alternatives().stream()
                        .map(text -> SLOT.matcher(text).replaceAll("\"$1\""))
                        .toList();
    }

    private List<String> alternatives() {
        List<String> all = new ArrayList<>(sequence());
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            all.addAll(sequence());
        }
        return all;
    }

    private List<String> sequence() {
        List<String> texts = List.of("");
        while (at < pattern.length() && "|)]".indexOf(pattern.charAt(at)) < 0) {
            char next = pattern.charAt(at);
            if (next == '(' || next == '[') {
                at++;
                List<String> inside = new ArrayList<>(next == '[' ? List.of("") : List.of());
                inside.addAll(alternatives());
                at++;
                texts = joined(texts, inside);
            } else {
                texts = joined(texts, List.of(String.valueOf(next)));
                at++;
            }
        }
        return texts;
    }

    private static List<String> joined(List<String> before, List<String> after) {
        List<String> joined = new ArrayList<>();
        for (String one : before) {
            for (String two : after) {
                joined.add(one + two);
            }
        }
        // Every so many of them, so that each alternative is still there somewhere.
        int step = (joined.size() + MOST - 1) / MOST;
        List<String> some = new ArrayList<>();
        for (int i = 0; i < joined.size(); i += step) {
            some.add(joined.get(i));
        }
        return some;
    }

    private static String filled(String text, Template template) {
        return SLOT.matcher(text).replaceAll(slot -> Matcher.quoteReplacement(value(slot.group(1), template)));
    }

    private static String value(String slot, Template template) {
        SlotType type = template.type(slot);
        boolean german = template.isGerman();
        return switch (type == null ? "text" : type.kind()) {
            case "whole" -> "7";
            case "decimal" -> "2.5";
            case "truth" -> german ? "an" : "on";
            case "time" -> german ? "morgen um 15 Uhr" : "tomorrow at 3 pm";
            case "duration" -> german ? "20 Minuten" : "20 minutes";
            case "url" -> "https://example.com/";
            case "person", "address", "contact" -> "Ada Ott";
            case "path" -> "letter.txt";
            case "place" -> german ? "den Ordner Briefe" : "the folder letters";
            case "choice" ->
                type == null || type.choices().isEmpty()
                        ? "all"
                        : type.choices().getFirst().toLowerCase(Locale.ROOT).replace('-', ' ');
            default ->
                Concepts.example(
                                type == null ? "" : type.kind(),
                                template.sentence().language())
                        .orElse(german ? "blaue Vase" : "blue vase");
        };
    }
}
