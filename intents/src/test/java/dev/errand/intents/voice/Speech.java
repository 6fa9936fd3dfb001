package dev.errand.intents.voice;

import dev.errand.os.device.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// What tests say, and the settings they say it with.
final class Speech {
    private Speech() {}

    static Settings settings(Map<String, String> values) {
        return new Settings() {
            @Override
            public Optional<String> text(String key) {
                return Optional.ofNullable(values.get(key));
            }

            @Override
            public List<String> texts(String key) {
                return text(key).map(List::of).orElse(List.of());
            }

            @Override
            public Optional<String> variable(String name) {
                return Optional.ofNullable(values.get("env " + name))
                        .or(() -> Optional.ofNullable(System.getenv(name)));
            }
        };
    }

    /// Spoken by a program; the test is skipped where flite is not installed.
    static Audio said(String words) {
        return said("slt", words);
    }

    static Audio said(String voice, String words) {
        Optional<SpeechProgram> flite = SpeechProgram.flite(voice, settings(Map.of()));
        Assumptions.assumeTrue(flite.isPresent(), "needs the Debian package flite");
        return flite.get().speak(words);
    }

    static void assumePocketSphinx() {
        boolean there = Files.isRegularFile(PocketSphinx.USUAL_MODEL.resolve("en-us.lm.bin"))
                && (Files.exists(Path.of("/usr/lib/x86_64-linux-gnu/libpocketsphinx.so.3"))
                        || Files.exists(Path.of("/usr/lib/aarch64-linux-gnu/libpocketsphinx.so.3")));
        Assumptions.assumeTrue(there, "needs the Debian packages pocketsphinx and pocketsphinx-en-us");
    }

    /// A tone as loud as speech.
    static short[] tone(int samples, int amplitude) {
        short[] tone = new short[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (short) (amplitude * Math.sin(i * 2 * Math.PI * 220 / Audio.RATE));
        }
        return tone;
    }
}
