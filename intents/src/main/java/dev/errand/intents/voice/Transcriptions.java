package dev.errand.intents.voice;

import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.offline.Assessment;
import dev.errand.intents.offline.OfflinePlanner;
import dev.errand.intents.offline.SpokenText;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.Catalogue;
import dev.errand.sandbox.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Recordings in, words out: the door of this package for the command line, the page and the API.
///
/// The recogniser that the settings name writes down what was said; then names that sound like the person's contacts
/// are put in their place, and addresses, numbers and times are written as people write them. Nothing is loaded
/// before the first recording. Thread-safe; close it.
public final class Transcriptions implements AutoCloseable {
    /// Shorter than any word: 0.1 s. Nobody is asked about less.
    private static final int SHORTEST = Audio.RATE / 10;

    private final Settings settings;
    private final Supplier<Hints> hints;
    private final Predicate<String> understood;
    private @Nullable SpeechToText recogniser;
    private @Nullable Hints known;

    private Transcriptions(Settings settings, Supplier<Hints> hints, Predicate<String> understood) {
        this.settings = settings;
        this.hints = hints;
        this.understood = understood;
    }

    /// @param catalogue what the device understands
    /// @param names     of the person's contacts; asked once, with the first recording
    public static Transcriptions of(Settings settings, Catalogue catalogue, Supplier<List<String>> names) {
        OfflinePlanner planner = new OfflinePlanner();
        Supplier<Hints> hints = () -> {
            List<String> own = names.get();
            return new Hints(own, Fillers.sentences(catalogue, own));
        };
        return new Transcriptions(settings, hints, words -> isSentence(planner, catalogue, words));
    }

    /// A model of word pairs may run two sentences together: what it heard has to be one of them as a whole.
    private static boolean isSentence(OfflinePlanner planner, Catalogue catalogue, String words) {
        Instant now = Instant.now();
        Intent intent = new Intent(words, Channel.VOICE, Locale.ENGLISH, now);
        PlanRequest request =
                new PlanRequest(intent, catalogue, Language.JAVASCRIPT, now, ZoneId.systemDefault(), List.of());
        return Consent.of(words) != Consent.UNCLEAR || planner.assess(request) instanceof Assessment.Clear;
    }

    /// What was said in a WAV file, such as an upload.
    ///
    /// @throws dev.errand.os.device.DeviceFailure (invalid) if it is no recording that can be read, or is too long;
    /// (not configured) if nothing here can write it down; (unreachable) if a server did not
    public Transcript transcribe(byte[] wav) {
        return transcribe(Audio.ofWav(wav));
    }

    /// What was said in a recording.
    ///
    /// @throws dev.errand.os.device.DeviceFailure as [#transcribe(byte\[\])] does
    public Transcript transcribe(Audio audio) {
        if (audio.size() < SHORTEST) {
            return new Transcript("", List.of(), "none", OptionalDouble.empty(), false);
        }
        SpeechToText engine = recogniser();
        Hints expected = hints();
        Transcript heard = engine.transcribe(audio, expected);
        NearNames names = new NearNames(expected);
        String words = heard.text().isEmpty() ? "" : SpokenText.written(names.snapped(heard.text()));
        boolean sure = heard.inGrammar() && understood.test(words);
        return new Transcript(words, heard.alternatives(), heard.engine(), heard.confidence(), sure, names.changes());
    }

    /// Who writes down speech here, in a few words.
    ///
    /// @throws dev.errand.os.device.DeviceFailure that says what is missing
    public String health() {
        return recogniser().health();
    }

    private synchronized SpeechToText recogniser() {
        SpeechToText engine = recogniser;
        if (engine == null) {
            engine = new VoiceSettings(settings).recogniser();
            recogniser = engine;
        }
        return engine;
    }

    private synchronized Hints hints() {
        Hints expected = known;
        if (expected == null) {
            expected = hints.get();
            known = expected;
        }
        return expected;
    }

    @Override
    public synchronized void close() {
        if (recogniser != null) {
            recogniser.close();
        }
    }

    /// Who speaks aloud here.
    ///
    /// @throws dev.errand.os.device.DeviceFailure (not configured) if it is switched off, or nothing that speaks is
    /// installed
    public static TextToSpeech speaker(Settings settings) {
        return new VoiceSettings(settings).speaker();
    }
}
