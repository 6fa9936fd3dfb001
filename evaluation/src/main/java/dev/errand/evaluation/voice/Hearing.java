package dev.errand.evaluation.voice;

import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.WorkflowCheck;
import dev.errand.intents.offline.Assessment;
import dev.errand.intents.offline.OfflinePlanner;
import dev.errand.intents.offline.SpokenText;
import dev.errand.intents.voice.Audio;
import dev.errand.intents.voice.Transcript;
import dev.errand.intents.voice.Transcriptions;
import dev.errand.os.operation.Catalogue;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.JavaScriptChecker;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Has recordings written down, and compares what the offline planner makes of that with what it makes of the true
/// words.
final class Hearing {
    private static final WorkflowCheck CHECK = new WorkflowCheck(new JavaScriptChecker());
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    /// @param model    whose words: what the recogniser gives, or one of the two models of the local one
    /// @param sure     whether the recogniser took it for a sentence of the device
    record Heard(
            String voice,
            String noise,
            Saying said,
            String model,
            String words,
            boolean sure,
            WordErrors errors,
            boolean rightIntent) {}

    private final Transcriptions transcriptions;
    private final Catalogue catalogue;
    private final OfflinePlanner planner = new OfflinePlanner();
    private final List<Heard> all = new ArrayList<>();
    private Duration listened = Duration.ZERO;
    private Duration worked = Duration.ZERO;

    Hearing(Transcriptions transcriptions, Catalogue catalogue) {
        this.transcriptions = transcriptions;
        this.catalogue = catalogue;
    }

    void hear(String voice, String noise, Saying said, Audio audio) {
        long before = processorTime();
        Transcript heard = transcriptions.transcribe(audio);
        worked = worked.plusNanos(processorTime() - before);
        listened = listened.plus(audio.duration());
        add(voice, noise, said, heard.engine(), heard.text(), heard.inGrammar());
        if (heard.engine().equals("pocketsphinx")) {
            String other = heard.alternatives().stream()
                    .findFirst()
                    .map(SpokenText::written)
                    .orElse(heard.text());
            add(voice, noise, said, "  language model alone", heard.inGrammar() ? other : heard.text(), false);
            add(voice, noise, said, "  sentences alone", heard.inGrammar() ? heard.text() : other, true);
        }
    }

    private void add(String voice, String noise, Saying said, String model, String words, boolean sure) {
        String right = SpokenText.written(said.words());
        boolean same = calls(words).equals(calls(right));
        all.add(new Heard(voice, noise, said, model, words, sure, WordErrors.between(right, words), same));
    }

    /// What the words become: the operations of the plan, in order, and whether the person is asked first.
    private List<String> calls(String words) {
        if (words.isBlank()) {
            return List.of("nothing");
        }
        Intent intent = new Intent(words, Channel.VOICE, Locale.ENGLISH, NOW);
        PlanRequest request =
                new PlanRequest(intent, catalogue, Language.JAVASCRIPT, NOW, ZoneId.of("Europe/Berlin"), List.of());
        return switch (planner.assess(request)) {
            case Assessment.None _ -> List.of("declined");
            case Assessment.Clear clear -> calls(clear.plan().code(), "");
            case Assessment.Likely likely -> calls(likely.plan().code(), "");
            case Assessment.Close close -> calls(close.plan().code(), "asks");
        };
    }

    private List<String> calls(String code, String first) {
        List<String> calls = new ArrayList<>(List.of(first));
        calls.addAll(CHECK.inspect(Language.JAVASCRIPT, code, catalogue).operations());
        return calls;
    }

    private static long processorTime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    List<Heard> all() {
        return List.copyOf(all);
    }

    /// Processor time for a second of sound.
    double realTimeFactor() {
        return listened.isZero() ? 0 : (double) worked.toNanos() / listened.toNanos();
    }
}
