package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.errand.os.device.Device;
import dev.errand.os.device.Model;
import dev.errand.os.device.Settings;
import dev.errand.os.files.File;
import dev.errand.os.files.FileIndexing;
import dev.errand.os.files.FilesSkill;
import dev.errand.os.files.PlaceRef;
import dev.errand.os.operation.StepContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errand bench files`: finding among many files, by reading them and from the index, and what the index costs: its
/// making, its size, and what somebody notices who works meanwhile.
@Command(name = "files", description = "Measure finding among many files, and what their index costs.")
final class BenchFiles implements Callable<Integer> {
    private static final int CHANGED = 10;
    private static final String SMALL_FOLDER = "folder-1";

    @Option(names = "--files", paramLabel = "N", description = "Files to make (default: ${DEFAULT-VALUE}).")
    int files = 10_000;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "Searches of each kind (default: ${DEFAULT-VALUE}).")
    int repetitions = 20;

    @Override
    public Integer call() throws IOException {
        if (files < 1_000 || repetitions < 2) {
            throw new IllegalArgumentException("Measure at least two searches among 1000 files.");
        }
        Path folder = Files.createTempDirectory("errand-files");
        try {
            System.out.println(measure(folder).toPrettyString());
        } finally {
            Bench.remove(folder);
        }
        return 0;
    }

    private ObjectNode measure(Path home) throws IOException {
        System.err.println("Making " + files + " files …");
        FileCorpus corpus = new FileCorpus(home.resolve("files"));
        corpus.write(files);
        Device reading = device(home, "off");
        Device indexed = device(home, "text");
        List<String> phrases = Stream.generate(() -> corpus.word() + " " + corpus.word())
                .limit(repetitions)
                .toList();
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.set("machine", Machine.here(false).json());
        report.put("files", files);
        System.err.println("Reading them …");
        find(phrases.getFirst(), null, reading); // what is slow to read is kept from now on
        Series read = searches("by reading, the newest 5000", phrases, reading);
        System.err.println("Making the index …");
        making(indexed, report.putObject("index"));
        Series known = searches("from the index", phrases, indexed);
        report.set("reading", BenchReport.json(read));
        report.set("fromIndex", BenchReport.json(known));
        report.put("readingTimesIndex", ratio(read, known));
        System.err.println("Changing " + CHANGED + " files …");
        report.put("updateMsAfterTenChanges", changes(home, indexed));
        System.err.println("Working while the index is made …");
        noticed(home, report.putObject("workMeanwhile"));
        return report;
    }

    private void making(Device device, ObjectNode into) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long from = System.nanoTime();
        try (FileIndexing indexing = FileIndexing.of(device)) {
            indexing.bringUpToDate();
        }
        Duration wall = Duration.ofNanos(System.nanoTime() - from);
        Duration busy = Duration.ofNanos(system.getProcessCpuTime() - cpu);
        into.put("seconds", wall.toMillis() / 1000.0);
        into.put("cpuSeconds", busy.toMillis() / 1000.0);
        into.put("shareOfOneProcessor", Math.round(100.0 * busy.toNanos() / wall.toNanos()) / 100.0);
        into.put("megabytes", Math.round(10.0 * size(device) / (1 << 20)) / 10.0);
        into.put("found", FileIndexing.inWords(device));
    }

    private static long size(Device device) throws IOException {
        try (Stream<Path> parts = Files.walk(device.cache().resolve("file-index"))) {
            return parts.filter(Files::isRegularFile)
                    .mapToLong(part -> part.toFile().length())
                    .sum();
        }
    }

    private static double changes(Path home, Device device) throws IOException {
        for (int i = 0; i < CHANGED; i++) {
            Files.writeString(home.resolve("files/folder-2/changed-" + i + ".txt"), "a change " + i);
        }
        try (FileIndexing indexing = FileIndexing.of(device)) {
            long from = System.nanoTime();
            indexing.bringUpToDate();
            return BenchReport.millis(Duration.ofNanos(System.nanoTime() - from));
        }
    }

    /// The same small search again and again: before the index is made, while it is, and after. A search in a small
    /// folder uses no index, so that only the work beside it makes a difference.
    private void noticed(Path home, ObjectNode into) throws IOException {
        Device device = device(home, "text");
        Series alone = new Series("nothing beside it");
        Series beside = new Series("while the index is made");
        small(alone, device);
        for (int round = 0; round < 3; round++) {
            Bench.remove(device.cache().resolve("file-index"));
            try (FileIndexing _ = FileIndexing.of(device)) {
                small(beside, device);
            }
            small(alone, device);
        }
        into.set("alone", BenchReport.json(alone));
        into.set("beside", BenchReport.json(beside));
        into.put("besideTimesAlone", ratio(beside, alone));
    }

    private void small(Series series, Device device) {
        long until = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        Random random = new Random(3);
        while (System.nanoTime() < until) {
            long from = System.nanoTime();
            find("letter " + random.nextInt(100), SMALL_FOLDER, device);
            series.add(Duration.ofNanos(System.nanoTime() - from));
        }
    }

    private static Series searches(String name, List<String> phrases, Device device) {
        Series series = new Series(name);
        for (String phrase : phrases) {
            long from = System.nanoTime();
            find(phrase, null, device);
            series.add(Duration.ofNanos(System.nanoTime() - from));
        }
        return series;
    }

    private static double ratio(Series one, Series other) {
        double yardstick = BenchReport.millis(other.percentile(50));
        return Math.round(100 * BenchReport.millis(one.percentile(50)) / yardstick) / 100.0;
    }

    static List<File> find(String phrase, @Nullable String folder, Device device) {
        PlaceRef place = folder == null ? null : new PlaceRef(folder);
        StepContext context = new StepContext(
                "bench",
                Instant.EPOCH,
                ZoneOffset.UTC,
                Locale.ENGLISH,
                new Random(1),
                device.storage(),
                device.settings(),
                device.cache(),
                Model.notConfigured(),
                true,
                JsonNodeFactory.instance.objectNode());
        return new FilesSkill().find(phrase, new FilesSkill.Narrowing(place, null, null), context);
    }

    static Device device(Path home, String index) {
        return Device.at(home, new Settings() {
            @Override
            public Optional<String> text(String key) {
                return key.equals("files.index") ? Optional.of(index) : Optional.empty();
            }

            @Override
            public List<String> texts(String key) {
                return List.of();
            }
        });
    }
}
