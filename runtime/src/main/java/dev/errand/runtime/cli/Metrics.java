package dev.errand.runtime.cli;

import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.JournalFailure;
import dev.errand.runtime.telemetry.RunMetrics;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `errand metrics`: what the journal tells, counted anew each time.
@Command(
        name = "metrics",
        description = "Print metrics of all runs in Prometheus' text format, for a textfile collector.")
final class Metrics implements Callable<Integer> {
    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public Integer call() {
        try (Errand errand = Errand.look(home.home(), System.getenv())) {
            List<Journal.Summary> runs = errand.engine().runs();
            long parked = runs.stream()
                    .filter(run -> !run.state().isTerminal() && !run.state().isActive())
                    .count();
            RunMetrics metrics = new RunMetrics(() -> parked);
            for (Journal.Summary summary : runs.reversed()) {
                count(errand, summary, metrics);
            }
            System.out.print(metrics.text());
        }
        return ExitCode.SUCCEEDED;
    }

    /// A run that cannot be read keeps no other from being counted.
    private static void count(Errand errand, Journal.Summary summary, RunMetrics metrics) {
        try {
            Run run = errand.engine().run(summary.id());
            run.entries().forEach(recorded -> metrics.recorded(run, recorded));
        } catch (JournalFailure e) {
            System.err.println("Run " + summary.id() + " is not counted: " + Terminal.visible(e.getMessage()));
        }
    }
}
