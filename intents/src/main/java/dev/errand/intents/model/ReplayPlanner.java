package dev.errand.intents.model;

import dev.errand.intents.Intent;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner;
import dev.errand.intents.Planning;
import dev.errand.intents.Usage;
import dev.errand.intents.WorkflowCheck;
import dev.errand.sandbox.Language;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Plans with answers that a model once gave, from a [Recording]. They go through the same extraction, check and
/// repair as fresh ones: a recorded first answer with findings is followed by the recorded repair. Recordings of
/// others are understood too ([PaperRecording]).
///
/// An intent is found by its words, whatever their case, spacing and final punctuation. Where it was recorded more
/// than once, the latest recording counts. No model is asked, so [Usage] has no calls and no tokens. Thread-safe.
public final class ReplayPlanner implements Planner {
    private final Path file;
    private final List<RecordedExchange> exchanges;
    private final WorkflowCheck check;

    /// @throws IllegalArgumentException with a message for the person if the file or one of its lines cannot be read
    public ReplayPlanner(Path file, WorkflowCheck check) {
        this.file = file;
        this.check = check;
        exchanges = Recording.read(file);
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public Planning plan(PlanRequest request, Progress progress) {
        long began = System.nanoTime();
        List<RecordedExchange> same = exchanges.stream()
                .filter(each ->
                        normal(each.intent()).equals(normal(request.intent().text())))
                .toList();
        List<RecordedExchange> latest = latest(same.stream()
                .filter(each -> each.language().equals(request.language().id())
                        && each.denials()
                                == request.denials().size() + request.failures().size())
                .toList());
        if (latest.isEmpty()) {
            return missing(request.intent(), same, began);
        }
        return new Repairs(name(), new Recorded(latest, progress, began), check, latest.size() - 1, request, progress)
                .run();
    }

    /// In which language the recording has answers to these words, last; empty if it has none.
    public Optional<Language> language(String words) {
        return exchanges.stream()
                .filter(each -> normal(each.intent()).equals(normal(words)))
                .reduce((_, last) -> last)
                .flatMap(each -> Language.of(each.language()));
    }

    /// The attempts of the last time the intent was planned.
    private static List<RecordedExchange> latest(List<RecordedExchange> same) {
        List<RecordedExchange> latest = new ArrayList<>();
        for (RecordedExchange each : same) {
            if (each.attempt() == 1) {
                latest.clear();
            }
            latest.add(each);
        }
        return latest;
    }

    private Planning missing(Intent intent, List<RecordedExchange> same, long began) {
        String others = same.isEmpty()
                ? "Answers to other intents in it: %,d.".formatted(exchanges.size())
                : "It holds the intent only for: %s."
                        .formatted(String.join(
                                ", ",
                                same.stream()
                                        .map(each -> each.language() + " after " + each.denials() + " denials")
                                        .distinct()
                                        .toList()));
        return new Planning.Failed(
                false,
                "The recording %s has no answer to “%s”. %s".formatted(file, intent.text(), others),
                "Use the recorded words, or record this intent with a model.",
                List.of(),
                usage(began));
    }

    private static String normal(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .replaceAll("[\\s.!?…]+$", "")
                .strip();
    }

    private static Usage usage(long began) {
        return new Usage(0, 0, 0, Duration.ZERO, Duration.ofNanos(System.nanoTime() - began));
    }

    private record Recorded(List<RecordedExchange> exchanges, Progress progress, long began) implements Answers {
        @Override
        public Reply next(int attempt, String problems) {
            if (attempt > exchanges.size()) {
                return new Reply.Stopped(
                        false, "The recording ends before the workflow does.", "Record this intent with a model anew.");
            }
            RecordedExchange exchange = exchanges.get(attempt - 1);
            progress.token(exchange.answer());
            return new Reply.Answered(exchange.answer(), false);
        }

        @Override
        public String model() {
            return exchanges.getFirst().model();
        }

        @Override
        public Usage usage() {
            return ReplayPlanner.usage(began);
        }
    }
}
