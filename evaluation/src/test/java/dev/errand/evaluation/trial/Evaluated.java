package dev.errand.evaluation.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/// What `errand eval` printed, through its own door.
record Evaluated(int exitCode, String out, String err) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Evaluates cases, one an element, with a home that is not there.
    static Evaluated of(Path folder, List<String> cases, String... options) {
        try {
            Path suite = folder.resolve("suite.jsonl");
            Files.write(suite, cases);
            List<String> all = new ArrayList<>(List.of("--suite", suite.toString(), "--json"));
            all.addAll(List.of(options));
            return run(folder, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Evaluated run(Path folder, List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(
                "--sandbox", "in-process", "--home", folder.resolve("no-home").toString()));
        return told(all.toArray(String[]::new));
    }

    /// What it says to just these arguments.
    static Evaluated told(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            int code = new CommandLine(new EvalCommand()).execute(arguments);
            return new Evaluated(code, said.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    List<JsonNode> lines() {
        return out.lines().map(Evaluated::json).toList();
    }

    JsonNode line(String id) {
        return lines().stream()
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + id + " in " + out + err));
    }

    String verdict(String id) {
        return line(id).path("verdict").asText();
    }

    String failed(String id) {
        return line(id).path("failed").toString();
    }

    JsonNode summary() {
        return lines().getLast().path("summary");
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
