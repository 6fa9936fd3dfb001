package dev.errand.evaluation.understanding;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        List<Said> all = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank()) {
                all.add(line(line, file + ", line " + number));
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
