package dev.errand.evaluation.understanding;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What somebody said, and what they meant by it.
///
/// @param action what they wanted, by a name of [Actions]; empty where no device can do it
record Said(String id, String words, String action) {
    private static final ObjectMapper JSON = new ObjectMapper();

    boolean isOutOfScope() {
        return action.isEmpty();
    }

    /// Reads JSON Lines with `id`, `utterance`, `action` and `oos`; other members are ignored.
    ///
    /// @throws IllegalArgumentException naming the line that cannot be read
    static List<Said> read(Path file) throws IOException {
        return lines(Files.readAllLines(file), file.toString());
    }

    /// What is shipped: everyday wishes in English and German, written for the purpose.
    static List<Said> shipped() throws IOException {
        try (InputStream in = Objects.requireNonNull(Said.class.getResourceAsStream("utterances.jsonl"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return lines(text.lines().toList(), "utterances.jsonl");
        }
    }

    private static List<Said> lines(List<String> lines, String source) {
        List<Said> all = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                all.add(line(lines.get(i), source + ", line " + (i + 1)));
            }
        }
        return List.copyOf(all);
    }

    private static Said line(String line, String place) {
        try {
            JsonNode said = JSON.readTree(line);
            String words = said.path("utterance").asText("");
            String action = said.path("action").asText("");
            boolean outside = said.path("oos").asBoolean(false);
            if (words.isBlank() || (action.isBlank() && !outside)) {
                throw new IllegalArgumentException(
                        place + ": a line needs \"utterance\", and \"action\" unless \"oos\" is true.");
            }
            return new Said(said.path("id").asText(place), words, outside ? "" : action);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(place + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
