package dev.errand.evaluation.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A question about files of the sample device, in other words than these have.
///
/// @param file the path of the one that is meant; empty if there is none
record Paraphrase(String question, Optional<String> file) {
    /// The questions of each set, in the order of the sets.
    static Map<String, List<Paraphrase>> sets() throws IOException {
        Map<String, List<Paraphrase>> sets = new LinkedHashMap<>();
        List<Paraphrase> current = new ArrayList<>();
        for (String line : text().lines().toList()) {
            if (line.startsWith("== ")) {
                current = new ArrayList<>();
                sets.put(line.substring(3), current);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int bar = line.indexOf('|');
                String file = line.substring(bar + 1).strip();
                current.add(new Paraphrase(
                        line.substring(0, bar).strip(), Optional.of(file).filter(each -> !each.isEmpty())));
            }
        }
        return sets;
    }

    private static String text() throws IOException {
        try (InputStream in = Objects.requireNonNull(Paraphrase.class.getResourceAsStream("paraphrases.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
