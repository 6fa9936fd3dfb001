package dev.errand.intents.model;

import dev.errand.os.operation.Catalogue;
import dev.errand.sandbox.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Good workflows for a few intents. A model is shown those that are most like what it is asked for, and only such as
/// this device can carry out: an example of a missing operation would teach to call it.
final class WorkedExamples {
    /// In the file every example begins with a line that names the operations it needs.
    private static final Pattern EXAMPLE =
            Pattern.compile("(?ms)^Needs:([^\\n]*)\\nIntent: ([^\\n]*)\\n(.*?)(?=^Needs:|\\z)");

    private WorkedExamples() {}

    /// @param needs  operations that it calls
    /// @param intent what was said
    /// @param code   in its fence
    record Example(List<String> needs, String intent, String code) {
        /// As it stands in a prompt.
        String text() {
            return "\nIntent: %s\n%s\n".formatted(intent, code);
        }

        Set<String> skills() {
            Set<String> skills = new TreeSet<>();
            needs.forEach(operation -> skills.add(operation.substring(0, operation.indexOf('.'))));
            return skills;
        }
    }

    /// All that this device can carry out, in the order of the file.
    static List<Example> all(Language language, Catalogue catalogue) {
        List<Example> possible = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(Resource.text("examples-" + Resource.word(language) + ".md"));
        while (example.find()) {
            List<String> needs = Arrays.stream(example.group(1).strip().split(" +"))
                    .filter(needed -> !needed.isEmpty())
                    .toList();
            if (needs.stream().allMatch(needed -> catalogue.operation(needed).isPresent())) {
                possible.add(new Example(
                        needs, example.group(2).strip(), example.group(3).strip()));
            }
        }
        return possible;
    }

    /// The most alike of them that together have at most so many characters. Words that are like none of them get the
    /// first that fits, which teaches most.
    static List<Example> like(String words, Ranking ranking, List<Example> all, int characters) {
        double[] likeness =
                ranking.likeness(words, all.stream().map(Example::intent).toList());
        List<Example> chosen = new ArrayList<>();
        int left = characters;
        for (int i : IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -likeness[i]).thenComparing(i -> i))
                .toList()) {
            Example example = all.get(i);
            if (example.text().length() <= left && (likeness[i] > 0 || chosen.isEmpty())) {
                chosen.add(example);
                left -= example.text().length();
            }
        }
        return chosen;
    }
}
