package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.evaluation.explanation.BenchExplain;
import dev.errand.evaluation.understanding.BenchUnderstanding;
import dev.errand.evaluation.voice.BenchVoice;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `errand bench`: measures on sample devices in a temporary folder, which it removes.
@Command(
        name = "bench",
        description = "Measure on this machine: intent to preview, a whole run, whole processes.",
        subcommands = {
            BenchParked.class,
            BenchDurable.class,
            BenchSandbox.class,
            BenchExplain.class,
            BenchFiles.class,
            BenchMeaning.class,
            BenchUnderstanding.class,
            BenchVoice.class,
            BenchBeside.class,
            BenchScale.class,
            BenchServe.class,
            BenchHot.class,
            BenchPage.class
        })
final class Bench implements Callable<Integer> {
    private static final String INTENT = "Please send my car title to my insurance company";

    @Option(names = "--repetitions", paramLabel = "N", description = "Measured runs in this process (default: 60).")
    int repetitions = 60;

    @Option(names = "--warm-up", paramLabel = "N", description = "Runs before that, not counted (default: 40).")
    int warmUp = 40;

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "Starts of each kind of process (default: 10; 0: none).")
    int starts = 10;

    @Option(names = "--json", description = "One JSON document on stdout.")
    boolean json;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "Keep what whole processes took beside a bare JVM in DIR, for errand bench page.")
    @Nullable
    Path results;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (repetitions < 1 || warmUp < 0 || starts < 0) {
            throw new IllegalArgumentException("Measure at least one repetition; --warm-up and --starts may be 0.");
        }
        Path folder = Files.createTempDirectory("errand-bench");
        try {
            BenchReport report = measure(folder);
            ObjectNode document = Results.begin(spec, report.machine().cached());
            document.setAll(report.json());
            document.set("ratios", report.ratios());
            System.out.print(json ? document.toPrettyString() + "\n" : report.text());
            if (results != null) {
                System.err.println("Kept: " + Results.keep(document, results));
            }
        } finally {
            remove(folder);
        }
        return 0;
    }

    private BenchReport measure(Path folder) throws IOException {
        Launches launches = new Launches(folder);
        Machine machine = Machine.here(launches.areCached());
        return new BenchReport(machine, INTENT, inProcess(folder), starts == 0 ? List.of() : whole(launches, folder));
    }

    private List<Series> inProcess(Path folder) throws IOException {
        try (WarmDevice device = new WarmDevice(Files.createDirectory(folder.resolve("warm")), INTENT)) {
            System.err.println("Measuring in this process …");
            List<Series> series = new ArrayList<>(device.toPreview(warmUp, repetitions));
            series.add(device.wholeRun(warmUp, repetitions));
            series.add(device.durableEntry(repetitions));
            return series;
        }
    }

    /// All kinds in turn, so that a change of the machine's load meets all of them.
    private List<Series> whole(Launches launches, Path folder) {
        System.err.println("Starting processes …");
        Series bare = new Series("bare JVM: java -version");
        Series version = new Series("errand --version");
        Series run = new Series("whole run with --yes, device in use");
        Series demo = new Series("demo with --yes, device made first");
        String used = folder.resolve("used").toString();
        launches.errand("demo", "--home", used, "--yes", "--answer", "1", INTENT);
        for (int i = 0; i < starts; i++) {
            bare.add(launches.bare());
            version.add(launches.errand("--version"));
            run.add(launches.errand("run", "--home", used, "--yes", "--answer", "1", INTENT));
            String fresh = folder.resolve("fresh-" + i).toString();
            demo.add(launches.errand("demo", "--home", fresh, "--yes", "--answer", "1", INTENT));
        }
        return List.of(bare, version, run, demo);
    }

    static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
