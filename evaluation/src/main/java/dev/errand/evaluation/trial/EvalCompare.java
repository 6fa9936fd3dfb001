package dev.errand.evaluation.trial;

import dev.errand.evaluation.report.Comparison;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `errand eval compare`: reports of one suite side by side.
@Command(
        name = "compare",
        description = {
            "Put reports of one suite side by side: success by category, what it took, and each two on the same cases.",
            "Without --out, as Markdown on stdout."
        })
final class EvalCompare implements Callable<Integer> {
    @Parameters(paramLabel = "REPORT.json", arity = "0..*", description = "What errand eval --out wrote; two at least.")
    List<Path> reports = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where comparison.json, comparison.md and comparison.html are written.")
    @Nullable
    Path out;

    @Option(names = "--json", description = "JSON on stdout.")
    boolean json;

    @Override
    public Integer call() {
        Comparison comparison = Comparison.of(reports);
        if (out != null) {
            comparison.write(out);
        }
        if (json) {
            System.out.println(comparison.json().toPrettyString());
        } else if (out == null) {
            System.out.print(comparison.markdown());
        } else {
            System.out.println("Written: " + out.resolve("comparison.html"));
        }
        return 0;
    }
}
