package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Sandboxes from npm, measured in the same minutes with the same workflow: `isolated-vm` and `quickjs-emscripten`.
final class NpmPeers {
    /// The last `isolated-vm` for Node 20; what the registry has of the other.
    private static final List<String> PACKAGES = List.of("isolated-vm@5.0.4", "quickjs-emscripten@0.32.0");

    /// `#` stands for a number that makes each text a new one; `call` asks the host.
    static final String WORKFLOW = """
            const people = call('contacts.find', 'insurance');
            const files = call('documents.find', 'title #');
            const text = call('documents.read', files[0].name)[0].text;
            const note = call('notes.add', 'Title sent to ' + people[0].name);
            const sent = call('mail.send', { to: people[0].email, subject: 'Title #', text: text.slice(0, 100) });
            sent[0].id + note[0].id + '#';
            """;

    private final Path folder;
    private final int repetitions;

    /// @param folder where the packages are, or are put
    NpmPeers(Path folder, int repetitions) {
        this.folder = folder;
        this.repetitions = repetitions;
    }

    /// Their times; what is missing is said in their place.
    ObjectNode measure() throws IOException, InterruptedException {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        try {
            Files.createDirectories(folder);
            report.put("node", said(List.of("node", "--version")).strip());
            install();
        } catch (IOException missing) {
            return report.put("missing", "Peers need Node.js and npm, and a registry: " + missing.getMessage());
        }
        Path driver = folder.resolve("peers.cjs");
        try (InputStream in = BenchSandbox.resource("peers.cjs")) {
            Files.copy(in, driver, StandardCopyOption.REPLACE_EXISTING);
        }
        for (String each : PACKAGES) {
            String name = each.substring(0, each.indexOf('@'));
            try {
                report.set(name, measure(driver, name).put("package", each));
            } catch (IOException failure) {
                report.putObject(name).put("missing", String.valueOf(failure.getMessage()));
            }
        }
        return report;
    }

    private void install() throws IOException, InterruptedException {
        if (Files.isDirectory(folder.resolve("node_modules"))) {
            return;
        }
        System.err.println("Installing " + String.join(", ", PACKAGES) + " …");
        List<String> command = new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund", "--prefix"));
        command.add(folder.toString());
        command.addAll(PACKAGES);
        said(command);
    }

    private ObjectNode measure(Path driver, String name) throws IOException, InterruptedException {
        String count = String.valueOf(repetitions);
        JsonNode warm =
                new ObjectMapper().readTree(said(List.of("node", driver.toString(), "warm", name, count, WORKFLOW)));
        Series cold = new Series(name + ", from nothing to the first result");
        for (int i = 0; i < Math.max(1, repetitions / 20); i++) {
            long from = System.nanoTime();
            said(List.of("node", driver.toString(), "cold", name, WORKFLOW));
            cold.add(Duration.ofNanos(System.nanoTime() - from));
        }
        if (!(warm instanceof ObjectNode report)) {
            throw new IOException(name + " said nothing that can be read");
        }
        return report.put("coldStartP50Ms", BenchReport.millis(cold.percentile(50)));
    }

    private String said(List<String> command) throws IOException, InterruptedException {
        Path error = folder.resolve("error.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(error.toFile())
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(command.getFirst() + " ended with " + code + ": "
                    + Files.readString(error).strip());
        }
        return said;
    }
}
