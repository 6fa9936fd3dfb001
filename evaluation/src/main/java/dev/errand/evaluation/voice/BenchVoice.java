package dev.errand.evaluation.voice;

import dev.errand.intents.voice.Audio;
import dev.errand.intents.voice.TextToSpeech;
import dev.errand.intents.voice.Transcriptions;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.home.Configuration;
import dev.errand.runtime.home.Home;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errand bench voice`: how well synthesised speech is written down, and whether the same intent comes of it. The
/// recogniser is the one that the settings of the home name.
@Command(name = "voice", description = "Measure how well spoken words are written down and understood.")
public final class BenchVoice implements Callable<Integer> {
    private static final String CLEAN = "clean";

    @Option(names = "--voice", paramLabel = "NAME", description = "Only voices with this in their name; repeatable.")
    List<String> voices = List.of();

    @Option(
            names = "--noise",
            paramLabel = "DB",
            split = ",",
            description = "Pink noise so many dB below the speech, besides none (default: 20,10).")
    List<Integer> noises = List.of(20, 10);

    @Option(names = "--every", paramLabel = "N", description = "Only every Nth utterance (default: 1).")
    int every = 1;

    @Option(names = "--misses", description = "Show what was heard wrong.")
    boolean misses;

    @Override
    public Integer call() throws IOException {
        Settings settings =
                Configuration.read(Home.find(Optional.empty(), System.getenv()).configuration());
        Map<String, TextToSpeech> speakers = new LinkedHashMap<>(Speakers.installed(settings));
        speakers.keySet().removeIf(name -> !voices.isEmpty() && voices.stream().noneMatch(name::contains));
        if (speakers.isEmpty() || every < 1) {
            throw new IllegalArgumentException(
                    "There is no such voice here: install flite, or festival with festvox-us-slt-hts; --every is at least 1.");
        }
        Catalogue catalogue = SkillReader.installed();
        try (Transcriptions transcriptions = Transcriptions.of(settings, catalogue, List::of)) {
            System.err.println("Listening to " + speakers.size() + " voices with " + transcriptions.health() + " …");
            transcriptions.transcribe(Audio.of(new short[Audio.RATE])); // loads the models, which is not counted
            Hearing hearing = new Hearing(transcriptions, catalogue);
            for (Map.Entry<String, TextToSpeech> speaker : speakers.entrySet()) {
                listen(hearing, speaker.getKey(), speaker.getValue());
            }
            print(hearing);
        }
        return 0;
    }

    private void listen(Hearing hearing, String voice, TextToSpeech speaker) throws IOException {
        System.err.println("  " + voice + " …");
        List<Saying> sayings = Saying.shipped();
        for (int i = 0; i < sayings.size(); i += every) {
            Audio speech = speaker.speak(sayings.get(i).words());
            hearing.hear(voice, CLEAN, sayings.get(i), speech);
            for (int decibels : noises) {
                hearing.hear(voice, decibels + " dB", sayings.get(i), Noise.over(speech, decibels, i));
            }
        }
    }

    private void print(Hearing hearing) {
        List<Hearing.Heard> all = hearing.all();
        System.out.printf("%-24s %-18s %-8s %9s %13s %9s %9s%n", "", "", "", "words", "right", "taken for", "of these");
        System.out.printf(
                "%-24s %-18s %-8s %9s %13s %9s %9s%n",
                "heard by", "voice", "noise", "wrong", "intent", "sentence", "amiss");
        for (String set : List.of("grammar", "paraphrase")) {
            System.out.println(set);
            for (List<String> row : rows(all)) {
                line(
                        row,
                        all.stream()
                                .filter(each -> each.said().set().equals(set)
                                        && fits(row).test(each))
                                .toList());
            }
        }
        System.out.printf(Locale.ROOT, "processor time for a second of sound: %.2f s%n", hearing.realTimeFactor());
        if (misses) {
            all.stream()
                    .filter(each -> !each.rightIntent() && !each.model().startsWith(" "))
                    .forEach(each -> System.out.printf(
                            "%s, %s: \"%s\" was heard as \"%s\"%s%n",
                            each.voice(),
                            each.noise(),
                            each.said().words(),
                            each.words(),
                            each.sure() ? ", a sentence" : ""));
        }
    }

    /// Model, voice and noise of each line; `all` for each of them together.
    private static List<List<String>> rows(List<Hearing.Heard> all) {
        List<List<String>> rows = new ArrayList<>();
        for (String model : all.stream().map(Hearing.Heard::model).distinct().toList()) {
            for (String voice :
                    all.stream().map(Hearing.Heard::voice).distinct().toList()) {
                for (String noise :
                        all.stream().map(Hearing.Heard::noise).distinct().toList()) {
                    if (!model.startsWith(" ")) {
                        rows.add(List.of(model, voice, noise));
                    }
                }
            }
            for (String noise :
                    all.stream().map(Hearing.Heard::noise).distinct().toList()) {
                rows.add(List.of(model, "all", noise));
            }
        }
        return rows;
    }

    private static Predicate<Hearing.Heard> fits(List<String> row) {
        return each -> each.model().equals(row.get(0))
                && (row.get(1).equals("all") || each.voice().equals(row.get(1)))
                && each.noise().equals(row.get(2));
    }

    private static void line(List<String> row, List<Hearing.Heard> some) {
        WordErrors errors = some.stream().map(Hearing.Heard::errors).reduce(WordErrors.NONE, WordErrors::and);
        long right = some.stream().filter(Hearing.Heard::rightIntent).count();
        long sure = some.stream().filter(Hearing.Heard::sure).count();
        long amiss =
                some.stream().filter(each -> each.sure() && !each.rightIntent()).count();
        System.out.printf(
                Locale.ROOT,
                "%-24s %-18s %-8s %7.1f %% %5.1f %% of %-3d %9d %9d%n",
                row.get(0),
                row.get(1),
                row.get(2),
                errors.percent(),
                some.isEmpty() ? 0 : 100.0 * right / some.size(),
                some.size(),
                sure,
                amiss);
    }
}
