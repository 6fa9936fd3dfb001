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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// Text as comparable words: lower case, without accents, with plural endings and camel case taken apart.
public final class Words {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> FILLERS = Set.copyOf(List.of(
            ("a an the my our your his her their this that these those of for from in on at to by with and or all any some"
                            + " please me mine file files document documents contact contacts named called about"
                            + " der die das ein eine einen einem einer mein meine meinen meinem meiner unser unsere"
                            + " von vom fur aus im in am an zu zum zur mit und oder alle bitte mir datei dateien")
                    .split(" ")));
    private static final Map<String, Set<String>> RELATED = readRelated();

    private Words() {}

    /// All words of a text in order.
    public static List<String> of(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(
                        HUMP.matcher(text).replaceAll(" ").replace("ß", "ss"), Normalizer.Form.NFD))
                .replaceAll("");
        List<String> words = new ArrayList<>();
        for (String word : BREAK.split(plain.toLowerCase(Locale.ROOT))) {
            if (!word.isEmpty()) {
                words.add(stem(word));
            }
        }
        return words;
    }

    /// The words of a phrase that say something; all of them if none does.
    public static List<String> telling(String phrase) {
        List<String> all = of(phrase);
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
        boolean plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us");
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    private static Map<String, Set<String>> readRelated() {
        Map<String, Set<String>> related = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream("related-words.txt")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> group = line.startsWith("#") ? List.of() : of(line);
                for (String word : group) {
                    Set<String> others = related.computeIfAbsent(word, _ -> new HashSet<>());
                    others.addAll(group);
                    others.remove(word);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return related;
    }
}
