package dev.errand.intents.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A file of [RecordedExchange]s: JSON Lines, UTF-8; blank lines are skipped, unknown members ignored. What begins
/// with `[` is taken for a [PaperRecording].
public final class Recording {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recording() {}

    /// Appends every exchange to a file, made when the first one comes. Thread-safe; throws [UncheckedIOException].
    public static Consumer<RecordedExchange> appendingTo(Path file) {
        Object turn = new Object();
        return exchange -> {
            synchronized (turn) {
                try {
                    Files.writeString(
                            file, line(exchange) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException("The recording " + file + " cannot be written.", e);
                }
            }
        };
    }

    /// Reads a whole recording.
    ///
    /// @throws IllegalArgumentException with a message for the person if the file or a line of it cannot be read
    static List<RecordedExchange> read(Path file) {
        List<String> lines = lines(file);
        if (lines.stream().filter(line -> !line.isBlank()).limit(1).anyMatch(line -> line.startsWith("["))) {
            return paper(String.join("\n", lines), file);
        }
        List<RecordedExchange> exchanges = new ArrayList<>();
        int number = 0;
        for (String line : lines) {
            number++;
            if (!line.isBlank()) {
                exchanges.add(exchange(line, "Line %d of the recording %s".formatted(number, file)));
            }
        }
        if (exchanges.isEmpty()) {
            throw new IllegalArgumentException("The recording " + file + " is empty.");
        }
        return exchanges;
    }

    private static List<RecordedExchange> paper(String text, Path file) {
        try {
            String model = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
            return PaperRecording.read(JSON.readTree(text), model, file.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The recording %s is not JSON: %s".formatted(file, e.getOriginalMessage()), e);
        }
    }

    private static List<String> lines(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "There is no recording %s. Name a file with one JSON object a line.".formatted(file));
        }
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException _) {
            throw new IllegalArgumentException("The recording %s is not UTF-8 text.".formatted(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("The recording %s cannot be read.".formatted(file), e);
        }
    }

    private static RecordedExchange exchange(String line, String place) {
        try {
            JsonNode node = JSON.readTree(line);
            return new RecordedExchange(
                    text(node, "intent", place),
                    node.path("language").asText("js"),
                    node.path("model").asText(""),
                    node.path("denials").asInt(0),
                    node.path("attempt").asInt(1),
                    text(node, "answer", place),
                    node.path("inputTokens").asLong(0),
                    node.path("outputTokens").asLong(0),
                    node.path("timeToFirstTokenMs").asLong(0),
                    node.path("durationMs").asLong(0),
                    Instant.parse(node.path("at").asText("1970-01-01T00:00:00Z")));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(place + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(place + " has an \"at\" that is no time.", e);
        }
    }

    private static String text(JsonNode node, String member, String place) {
        JsonNode value = node.get(member);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException(
                    "%s has no text \"%s\"; a line needs at least \"intent\" and \"answer\".".formatted(place, member));
        }
        return value.textValue();
    }

    private static String line(RecordedExchange exchange) {
        ObjectNode node = JSON.createObjectNode()
                .put("intent", exchange.intent())
                .put("language", exchange.language())
                .put("model", exchange.model())
                .put("denials", exchange.denials())
                .put("attempt", exchange.attempt())
                .put("answer", exchange.answer())
                .put("inputTokens", exchange.inputTokens())
                .put("outputTokens", exchange.outputTokens())
                .put("timeToFirstTokenMs", exchange.timeToFirstTokenMs())
                .put("durationMs", exchange.durationMs())
                .put("at", exchange.at().toString());
        return node.toString();
    }
}
