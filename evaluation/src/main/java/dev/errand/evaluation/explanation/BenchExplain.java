package dev.errand.evaluation.explanation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errand bench explain`: puts faults into workflows on sample devices in a temporary folder, which it removes.
@Command(name = "explain", description = "Measure how often errand explain names the step that is at fault.")
public final class BenchExplain implements Callable<Integer> {
    @Option(names = "--seed", paramLabel = "N", description = "Which faults; the same seed, the same faults.")
    long seed = 2026;

    @Option(names = "--faults", paramLabel = "N", description = "Faults that show, a workflow (default: 7).")
    int faults = 7;

    @Option(names = "--json", description = "One JSON document on stdout.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        if (faults < 1) {
            throw new IllegalArgumentException("Measure at least one fault a workflow: --faults 10.");
        }
        Path folder = Files.createTempDirectory("errand-explain");
        List<Outcome> outcomes = new ArrayList<>();
        try (Campaign campaign = new Campaign(folder)) {
            for (Workflow workflow : Workflow.all()) {
                System.err.println(workflow.name() + " …");
                outcomes.addAll(campaign.of(workflow, seed, faults));
            }
        } finally {
            remove(folder);
        }
        CampaignReport report = new CampaignReport(outcomes);
        System.out.print(json ? report.json().toPrettyString() + "\n" : report.text());
        return 0;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
