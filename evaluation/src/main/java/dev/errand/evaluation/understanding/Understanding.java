package dev.errand.evaluation.understanding;

import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.offline.Assessment;
import dev.errand.intents.offline.OfflinePlanner;
import dev.errand.os.meaning.Embeddings;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.sandbox.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// What the offline planner made of labelled utterances on a device with all built-in skills, on 20 November 2026.
record Understanding(List<Result> results) {
    private static final int ROUNDS = 5;
    private static final int UNCOUNTED = 2;
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    Understanding {
        results = List.copyOf(results);
    }

    /// What words are compared by.
    enum By {
        /// What they say, as in a process that ends soon.
        WORDS,
        /// Also what they mean, where a model is installed, as in a process that stays.
        MEANING;

        private OfflinePlanner planner() {
            return switch (this) {
                case WORDS -> new OfflinePlanner();
                case MEANING -> new OfflinePlanner(Embeddings::installed);
            };
        }
    }

    /// @param able  whether the device has an operation for what was wanted
    /// @param calls the operations that were planned, in order; none where it was declined
    record Result(Said said, Verdict verdict, boolean able, List<String> calls) {
        /// Whether it is what should become of the words.
        boolean isGood() {
            return verdict == (able ? Verdict.RIGHT : Verdict.DECLINED);
        }
    }

    /// By what a process that stays goes by.
    static Understanding of(List<Said> said) {
        return of(said, By.MEANING, SkillReader.installed());
    }

    static Understanding of(List<Said> said, By by, Catalogue catalogue) {
        Actions actions = Actions.reviewed();
        OfflinePlanner planner = by.planner();
        return new Understanding(said.stream()
                .map(each -> result(each, actions, planner, catalogue))
                .toList());
    }

    /// How long planning takes once everything is loaded, in milliseconds, ascending: each utterance three times
    /// after two rounds that do not count.
    static double[] milliseconds(List<Said> said, By by) {
        Catalogue catalogue = SkillReader.installed();
        OfflinePlanner planner = by.planner();
        List<Double> taken = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Said each : said) {
                double here = took(each, planner, catalogue);
                if (round >= UNCOUNTED) {
                    taken.add(here);
                }
            }
        }
        return taken.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static double took(Said said, OfflinePlanner planner, Catalogue catalogue) {
        PlanRequest request = request(said, catalogue);
        long start = System.nanoTime();
        planner.assess(request);
        return (System.nanoTime() - start) / 1e6;
    }

    private static PlanRequest request(Said said, Catalogue catalogue) {
        Intent intent = new Intent(said.words(), Channel.TERMINAL, Locale.ENGLISH, NOW);
        return new PlanRequest(intent, catalogue, Language.JAVASCRIPT, NOW, ZONE, List.of());
    }

    private static Result result(Said said, Actions actions, OfflinePlanner planner, Catalogue catalogue) {
        Assessment assessment = planner.assess(request(said, catalogue));
        Set<String> right = said.isOutOfScope() ? Set.of() : actions.of(said.action(), catalogue);
        return new Result(
                said, Verdict.of(assessment, right, catalogue), !right.isEmpty(), Verdict.calls(assessment, catalogue));
    }

    /// Of what the device has an operation for.
    Share right() {
        return share(Result::able, Verdict.RIGHT);
    }

    Share asked() {
        return share(Result::able, Verdict.ASKED);
    }

    /// In scope, but the OS API has no operation for it.
    Share declinedAsUnable() {
        return share(each -> !each.able() && !each.said().isOutOfScope(), Verdict.DECLINED);
    }

    Share declinedAsOutOfScope() {
        return share(each -> each.said().isOutOfScope(), Verdict.DECLINED);
    }

    /// Of all: something else was planned, without asking.
    Share wrong() {
        return share(_ -> true, Verdict.WRONG);
    }

    Share share(Predicate<Result> among, Verdict verdict) {
        List<Result> some = results.stream().filter(among).toList();
        return new Share(
                (int) some.stream().filter(each -> each.verdict() == verdict).count(), some.size());
    }

    String text() {
        return line("right operation, where there is one", right())
                + line("  asked first, the right one among them", asked())
                + line("  declined", share(Result::able, Verdict.DECLINED))
                + line("in scope without an operation: declined", declinedAsUnable())
                + line("out of scope: declined", declinedAsOutOfScope())
                + line("of all: something else, without asking", wrong());
    }

    private static String line(String what, Share share) {
        return String.format(Locale.ROOT, "%-42s%s%n", what, share.inWords());
    }

    /// A line for each that is not as it should be.
    String misses() {
        StringBuilder text = new StringBuilder();
        results.stream()
                .filter(each -> !each.isGood())
                .forEach(each -> text.append("%s %-12s %-18s %s%s%n"
                        .formatted(
                                each.said().id(),
                                each.verdict(),
                                each.said().action(),
                                each.said().words(),
                                each.calls().isEmpty() ? "" : "  → " + String.join(" ", each.calls()))));
        return text.toString();
    }
}
