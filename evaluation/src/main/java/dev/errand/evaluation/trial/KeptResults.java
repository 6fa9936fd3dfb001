package dev.errand.evaluation.trial;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.evaluation.report.CaseResult;
import dev.errand.evaluation.suite.Suite;
import dev.errand.os.device.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Results that are written down as soon as they are there, so that an evaluation that was interrupted goes on with
/// what is open. A result counts for the same case, word for word, with the same planner.
final class KeptResults {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final String planner;
    private final Map<String, CaseResult> known = new HashMap<>();

    private KeptResults(Path file, String planner) {
        this.file = file;
        this.planner = planner;
    }

    /// @param again whether earlier results count
    static KeptResults in(Path folder, String planner, boolean again) {
        KeptResults results = new KeptResults(folder.resolve("results.jsonl"), planner);
        try {
            Files.createDirectories(folder);
            if (again && Files.exists(results.file)) {
                results.read();
            } else {
                Files.deleteIfExists(results.file);
            }
            return results;
        } catch (IOException e) {
            throw new IllegalArgumentException("The folder " + folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    /// A last line that was cut short does not count.
    private void read() throws IOException {
        for (String line : Files.readAllLines(file)) {
            try {
                ObjectNode node = (ObjectNode) JSON.readTree(line);
                String key = node.path("key").asText();
                node.remove("key");
                known.put(key, CaseResult.of(node));
            } catch (com.fasterxml.jackson.core.JsonProcessingException | ClassCastException _) {
                return;
            }
        }
    }

    private String key(Evaluation.Task task) {
        String source = task.line() instanceof Suite.Ready ready ? ready.source() : "";
        return Hash.of(planner + "\n" + task.trial() + "\n" + source);
    }

    Optional<CaseResult> of(Evaluation.Task task) {
        return Optional.ofNullable(known.get(key(task)));
    }

    void keep(Evaluation.Task task, CaseResult result) {
        ObjectNode node = result.json().put("key", key(task));
        try {
            Files.writeString(
                    file, node + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
