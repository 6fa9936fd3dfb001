package dev.errand.evaluation.understanding;

import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.offline.Assessment;
import dev.errand.intents.offline.OfflinePlanner;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.sandbox.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `errand bench understanding`: what the offline planner makes of labelled utterances, on a device with all built-in
/// skills. Nothing is executed.
@Command(name = "understanding", description = "Measure how often words become the right operation without a model.")
public final class BenchUnderstanding implements Callable<Integer> {
    /// Which lines of a file.
    enum Part {
        all,
        tuned,
        held_out
    }

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Parameters(paramLabel = "FILE", description = "JSON Lines with id, utterance, action, oos.")
    Path file = Path.of("");

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "all, tuned (two thirds), or held_out (each line whose number divides by three).")
    Part part = Part.all;

    @Option(names = "--misses", description = "Show what was not understood rightly.")
    boolean misses;

    private record Result(Said said, Verdict verdict, boolean able, Assessment assessment) {}

    @Override
    public Integer call() throws IOException {
        Catalogue catalogue = SkillReader.installed();
        Actions actions = Actions.reviewed();
        OfflinePlanner planner = new OfflinePlanner();
        List<Result> results = new ArrayList<>();
        List<Said> all = Said.read(file);
        for (int i = 0; i < all.size(); i++) {
            boolean heldOut = (i + 1) % 3 == 0;
            if (part == Part.all || (part == Part.held_out) == heldOut) {
                results.add(result(all.get(i), actions, planner, catalogue));
            }
        }
        System.out.print(report(results, catalogue));
        return 0;
    }

    private static Result result(Said said, Actions actions, OfflinePlanner planner, Catalogue catalogue) {
        Intent intent = new Intent(said.words(), Channel.TERMINAL, Locale.ENGLISH, NOW);
        Assessment assessment = planner.assess(
                new PlanRequest(intent, catalogue, Language.JAVASCRIPT, NOW, ZoneId.of("Europe/Berlin"), List.of()));
        java.util.Set<String> right = said.isOutOfScope() ? java.util.Set.of() : actions.of(said.action());
        return new Result(said, Verdict.of(assessment, right, catalogue), !right.isEmpty(), assessment);
    }

    private String report(List<Result> results, Catalogue catalogue) {
        List<Result> able = only(results, Result::able);
        List<Result> unable = only(results, r -> !r.able() && !r.said().isOutOfScope());
        List<Result> outside = only(results, r -> r.said().isOutOfScope());
        StringBuilder text = new StringBuilder();
        line(text, "within the device's abilities", able, Verdict.RIGHT);
        line(text, "  asked, the right one among them", able, Verdict.ASKED);
        line(text, "  declined", able, Verdict.DECLINED);
        line(text, "  something else planned", able, Verdict.WRONG);
        line(text, "in scope, no operation for it: declined", unable, Verdict.DECLINED);
        line(text, "out of scope: declined", outside, Verdict.DECLINED);
        line(text, "all: something else planned", results, Verdict.WRONG);
        if (misses) {
            results.stream()
                    .filter(r -> r.verdict() != (r.able() ? Verdict.RIGHT : Verdict.DECLINED))
                    .forEach(r -> text.append("%s %-12s %-18s %s%s%n"
                            .formatted(
                                    r.said().id(),
                                    r.verdict(),
                                    r.said().action(),
                                    r.said().words(),
                                    planned(r, catalogue))));
        }
        return text.toString();
    }

    private static String planned(Result result, Catalogue catalogue) {
        return switch (result.assessment()) {
            case Assessment.None _ -> "";
            case Assessment.Clear clear -> "  -> " + Verdict.calls(clear.plan().code(), catalogue);
            case Assessment.Likely likely ->
                "  ~> " + Verdict.calls(likely.plan().code(), catalogue);
            case Assessment.Close close ->
                "  -> ? " + Verdict.calls(close.plan().code(), catalogue);
        };
    }

    private static List<Result> only(List<Result> results, Predicate<Result> which) {
        return results.stream().filter(which).toList();
    }

    private static void line(StringBuilder text, String what, List<Result> results, Verdict verdict) {
        int hits = only(results, r -> r.verdict() == verdict).size();
        text.append(String.format(Locale.ROOT, "%-42s%s%n", what, new Share(hits, results.size()).inWords()));
    }
}
