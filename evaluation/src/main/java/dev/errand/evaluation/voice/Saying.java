package dev.errand.evaluation.voice;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Words that are said in the measurement.
///
/// @param set `grammar` for words that sentences of skills accept, `paraphrase` for others with such meanings
record Saying(String set, String words) {
    static List<Saying> shipped() throws IOException {
        try (InputStream in = Objects.requireNonNull(Saying.class.getResourceAsStream("utterances.txt"))) {
            List<Saying> all = new ArrayList<>();
            String set = "";
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("[")) {
                    set = line.substring(1, line.length() - 1);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    all.add(new Saying(set, line.strip()));
                }
            }
            return List.copyOf(all);
        }
    }
}
