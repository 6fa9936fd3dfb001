package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Results of measurements as files: which version of Errand, when, on what machine, and ratios.
///
/// `{"version", "commit", "at", "machine": {…}, "ratios": [{"name", "ours", "theirs", "oursMs", "theirsMs",
/// "ratio"}]}`
record Results(String version, String at, JsonNode machine, List<Ratio> ratios) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Results {
        ratios = List.copyOf(ratios);
    }

    /// @param name  of what was measured and beside what; the same in all versions
    /// @param value ours by theirs; finite, not negative
    record Ratio(String name, double value) {}

    /// What results begin with.
    static ObjectNode begin(CommandSpec command, boolean cached) {
        String[] version = command.root().version();
        ObjectNode results = JsonNodeFactory.instance.objectNode();
        results.put("version", version.length == 0 ? "errand" : version[0])
                .put("commit", commit())
                .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        results.set("machine", Machine.here(cached).json());
        return results;
    }

    /// Of the sources that the launcher lies among; empty where that cannot be told.
    private static String commit() {
        Path launcher = Path.of(System.getProperty("errand.launcher", "errand")).toAbsolutePath();
        try {
            Process git = new ProcessBuilder(
                            "git", "-C", String.valueOf(launcher.getParent()), "describe", "--always", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? said : "";
        } catch (IOException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /// Prints what was measured, and keeps it if there is a folder for it.
    static void say(ObjectNode measured, @Nullable Path folder) throws IOException {
        System.out.println(measured.toPrettyString());
        if (folder != null) {
            System.err.println("Kept: " + keep(measured, folder));
        }
    }

    /// Writes results into a folder, under a name of their own.
    static Path keep(ObjectNode results, Path folder) {
        String name = "%s-%s.json"
                .formatted(
                        results.path("at").asText().replace(":", ""),
                        results.path("commit").asText("none"));
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve(name), results.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The results cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    /// All results of a folder, the oldest first.
    ///
    /// @throws IllegalArgumentException if there are none, or a file is none
    static List<Results> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is no folder of results.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Results> all = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Results::read)
                    .sorted(Comparator.comparing(Results::at))
                    .toList();
            if (all.isEmpty()) {
                throw new IllegalArgumentException(
                        "The folder %s holds no results; make some with errand bench beside --results %s."
                                .formatted(folder, folder));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Results read(Path file) {
        try {
            JsonNode node = JSON.readTree(Files.readString(file));
            if (!node.path("version").isTextual() || !node.path("ratios").isArray()) {
                throw new IllegalArgumentException(
                        file + " holds no results of errand bench: it has no \"version\" or no \"ratios\".");
            }
            List<Ratio> ratios = new ArrayList<>();
            for (JsonNode each : node.path("ratios")) {
                if (each.path("ratio").isNumber()) {
                    ratios.add(ratio(file, each));
                }
            }
            String commit = node.path("commit").asText();
            String version = node.path("version").asText() + (commit.isEmpty() ? "" : " " + commit);
            return new Results(version, node.path("at").asText(), node.path("machine"), ratios);
        } catch (IOException e) {
            throw new IllegalArgumentException("The results %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Ratio ratio(Path file, JsonNode each) {
        double value = each.path("ratio").asDouble();
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException("%s: the ratio \"%s\" is %s; a number from 0 was expected."
                    .formatted(file, each.path("name").asText(), value));
        }
        return new Ratio(each.path("name").asText(), value);
    }
}
