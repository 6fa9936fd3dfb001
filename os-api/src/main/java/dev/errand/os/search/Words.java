package dev.errand.os.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// Text as comparable words: lower case, without accents, with plural endings and camel case taken apart.
public final class Words {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SIBILANT_PLURAL = Pattern.compile("(x|ch|sh|ss)es$");
    private static final Set<String> FILLERS = Set.copyOf(List.of(
            ("a an the my our your his her their this that these those of for from in on at to by with and or all any some"
                            + " please me mine file files document documents contact contacts named called about"
                            + " der die das ein eine einen einem einer mein meine meinen meinem meiner unser unsere"
                            + " von vom fur aus im in am an zu zum zur mit und oder alle bitte mir datei dateien")
                    .split(" ")));
    private static final Map<String, Set<String>> RELATED = new HashMap<>();
    private static final Map<String, List<String>> COMPOUNDS = new HashMap<>();

    static {
        readRelated();
    }

    private Words() {}

    /// All words of a text in order.
    public static List<String> of(String text) {
        String plain = plain(text);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                i += possessive(plain, i);
                finish(word, words);
                continue;
            }
            if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(plain.charAt(i - 1))) {
                finish(word, words);
            }
            word.append(Character.toLowerCase(c));
        }
        finish(word, words);
        return words;
    }

    /// Without accents. Plain ASCII, the bulk of all text, is left alone: this runs over every file's content.
    private static String plain(String text) {
        return text.chars().allMatch(c -> c < 128)
                ? text
                : MARKS.matcher(Normalizer.normalize(text.replace("ß", "ss"), Normalizer.Form.NFD))
                        .replaceAll("");
    }

    /// How much to skip so that `car's` is `car`.
    private static int possessive(String text, int at) {
        char c = text.charAt(at);
        boolean ends = at + 1 < text.length()
                && Character.toLowerCase(text.charAt(at + 1)) == 's'
                && (at + 2 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 2)));
        return (c == '\'' || c == '’') && ends ? 1 : 0;
    }

    private static void finish(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(stem(word.toString()));
            word.setLength(0);
        }
    }

    /// The words of a phrase that say something, words that hold two meanings taken apart; all if none says something.
    public static List<String> telling(String phrase) {
        List<String> all = of(phrase).stream()
                .flatMap(word -> COMPOUNDS.getOrDefault(word, List.of(word)).stream())
                .toList();
        List<String> telling =
                all.stream().filter(word -> !FILLERS.contains(word)).toList();
        return telling.isEmpty() ? all : telling;
    }

    /// Words of the same meaning, the word itself not among them.
    static Set<String> related(String word) {
        return RELATED.getOrDefault(word, Set.of());
    }

    private static String stem(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.length() > 4 && SIBILANT_PLURAL.matcher(word).find()) {
            return word.substring(0, word.length() - 2);
        }
        boolean plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us");
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    private static void readRelated() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream("related-words.txt")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    learn(line, line.indexOf(':'));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void learn(String line, int colon) {
        if (colon > 0) {
            compound(of(line.substring(0, colon)).getFirst(), of(line.substring(colon)));
        } else {
            alike(of(line));
        }
    }

    private static void alike(List<String> group) {
        for (String word : group) {
            Set<String> others = RELATED.computeIfAbsent(word, _ -> new HashSet<>());
            others.addAll(group);
            others.remove(word);
        }
    }

    private static void compound(String word, List<String> meanings) {
        COMPOUNDS.put(word, meanings);
        meanings.forEach(
                each -> RELATED.computeIfAbsent(each, _ -> new HashSet<>()).add(word));
    }
}
