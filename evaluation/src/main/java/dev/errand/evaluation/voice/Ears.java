package dev.errand.evaluation.voice;

import dev.errand.intents.voice.Audio;
import dev.errand.intents.voice.TextToSpeech;
import dev.errand.intents.voice.Transcriptions;
import dev.errand.os.device.Settings;
import dev.errand.os.spi.SkillReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Hears what is said to a device, with the recogniser that the settings name. A recogniser is loaded once for all
/// devices whose contacts have the same names. Thread-safe; close it.
public final class Ears implements AutoCloseable {
    private final Settings settings;
    private final Map<List<String>, Transcriptions> recognisers = new ConcurrentHashMap<>();

    public Ears(Settings settings) {
        this.settings = settings;
    }

    /// What is understood of words that a program speaks.
    ///
    /// @param voice a part of an installed voice's name
    /// @param noise how many decibels pink noise lies below the speech
    /// @param names of the person's contacts
    /// @throws IllegalArgumentException if there is no such voice
    /// @throws dev.errand.os.device.DeviceFailure if nothing here can write down speech
    public String heard(String words, String voice, Optional<Integer> noise, List<String> names) {
        Map<String, TextToSpeech> voices = Speakers.installed(settings);
        TextToSpeech speaker = voices.entrySet().stream()
                .filter(each -> each.getKey().contains(voice))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no voice \"%s\" here, but %s. Install flite, or festival with festvox-us-slt-hts."
                                .formatted(voice, voices.isEmpty() ? "none at all" : String.join(", ", voices.keySet()))));
        Audio speech = speaker.speak(words);
        return heard(noise.map(decibels -> Noise.over(speech, decibels, words.hashCode())).orElse(speech), names);
    }

    /// What is understood of a recording.
    ///
    /// @param wav a WAV file
    public String heard(Path wav, List<String> names) throws IOException {
        return heard(Audio.ofWav(Files.readAllBytes(wav)), names);
    }

    private String heard(Audio speech, List<String> names) {
        return recognisers
                .computeIfAbsent(names, _ -> Transcriptions.of(settings, SkillReader.installed(), () -> names))
                .transcribe(speech)
                .text();
    }

    @Override
    public void close() {
        recognisers.values().forEach(Transcriptions::close);
    }
}
