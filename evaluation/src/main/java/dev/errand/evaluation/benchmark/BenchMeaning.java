package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Device;
import dev.errand.os.files.File;
import dev.errand.os.files.FileIndexing;
import dev.errand.os.meaning.Embedding;
import dev.errand.os.meaning.Embeddings;
import dev.errand.os.sample.SampleDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errand bench meaning`: what files of the sample device are found by their words and by what they mean, for
/// questions in other words than theirs, and what the model costs.
@Command(name = "meaning", description = "Measure finding files by what they mean, and what the model costs.")
final class BenchMeaning implements Callable<Integer> {
    private static final String PASSAGE = "the vehicle is insured against damage and theft until the end of march ";

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "Texts of each length (default: ${DEFAULT-VALUE}).")
    int repetitions = 30;

    @Option(names = "--each", description = "Say on stderr what each question finds.")
    boolean each;

    @Override
    public Integer call() throws IOException {
        if (repetitions < 2) {
            throw new IllegalArgumentException("Measure at least two texts.");
        }
        if (Embeddings.model().isEmpty()) {
            throw new IllegalStateException("The model is not installed; `errand build` fetches it.");
        }
        Path folder = Files.createTempDirectory("errand-meaning");
        try {
            System.out.println(measure(folder).toPrettyString());
        } finally {
            Bench.remove(folder);
        }
        return 0;
    }

    private ObjectNode measure(Path home) throws IOException {
        SampleDevice.create(home);
        makeOld(home.resolve("files"));
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.set("machine", Machine.here(false).json());
        System.err.println("Loading the model …");
        cost(report.putObject("model"));
        Device byWords = BenchFiles.device(home, "text");
        Device byBoth = BenchFiles.device(home, "meaning");
        System.err.println("Reading the files …");
        long from = System.nanoTime();
        try (FileIndexing indexing = FileIndexing.of(byBoth)) {
            indexing.bringUpToDate();
        }
        report.put("indexingSeconds", BenchReport.millis(Duration.ofNanos(System.nanoTime() - from)) / 1000);
        System.err.println("Asking …");
        ObjectNode sets = report.putObject("questions");
        for (Map.Entry<String, List<Paraphrase>> set : Paraphrase.sets().entrySet()) {
            ObjectNode into = sets.putObject(set.getKey());
            into.set("words", answers(set.getValue(), byWords));
            into.set("wordsAndMeaning", answers(set.getValue(), byBoth));
        }
        return report;
    }

    /// What was changed just now is not relied on.
    private static void makeOld(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
            }
        }
    }

    private void cost(ObjectNode into) throws IOException {
        OptionalLong before = residentMegabytes();
        long from = System.nanoTime();
        Embedding model = Embeddings.installed()
                .orElseThrow(
                        () -> new IllegalStateException(Embeddings.trouble().orElse("The model is not installed.")));
        into.put("name", model.model());
        into.put("loadMs", BenchReport.millis(Duration.ofNanos(System.nanoTime() - from)));
        for (int words : new int[] {8, 50, 100, 330}) {
            String text = String.join(
                    " ", Stream.of(PASSAGE.repeat(30).split(" ")).limit(words).toList());
            Series series = new Series(words + " words");
            for (int i = 0; i < repetitions; i++) {
                long start = System.nanoTime();
                model.of(text);
                series.add(Duration.ofNanos(System.nanoTime() - start));
            }
            into.set(series.name(), BenchReport.json(series));
        }
        OptionalLong after = residentMegabytes();
        if (before.isPresent() && after.isPresent()) {
            into.put("megabytes", after.getAsLong() - before.getAsLong());
        }
    }

    /// What the process holds of the machine's memory, where the system says so.
    private static OptionalLong residentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return OptionalLong.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst();
    }

    private ObjectNode answers(List<Paraphrase> questions, Device device) {
        Series time = new Series("a search");
        Answers answers = new Answers();
        for (Paraphrase question : questions) {
            long from = System.nanoTime();
            List<String> found = BenchFiles.find(question.question(), null, device).stream()
                    .map(File::path)
                    .toList();
            time.add(Duration.ofNanos(System.nanoTime() - from));
            if (each) {
                System.err.println(question.question() + " -> " + found);
            }
            question.file().ifPresentOrElse(file -> answers.count(found, file), () -> answers.count(found));
        }
        ObjectNode report = answers.json();
        report.set("search", BenchReport.json(time));
        return report;
    }

    private static final class Answers {
        private int questions;
        private int first;
        private int among;
        private int onlyOthers;
        private int without;
        private int wrongly;

        void count(List<String> found, String file) {
            questions++;
            if (found.contains(file)) {
                among++;
                first += found.getFirst().equals(file) ? 1 : 0;
            } else if (!found.isEmpty()) {
                onlyOthers++;
            }
        }

        void count(List<String> found) {
            without++;
            wrongly += found.isEmpty() ? 0 : 1;
        }

        ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("questions", questions)
                    .put("foundFirst", first)
                    .put("found", among)
                    .put("onlyOthersFound", onlyOthers)
                    .put("questionsWithoutAnswer", without)
                    .put("somethingFoundForThese", wrongly);
        }
    }
}
