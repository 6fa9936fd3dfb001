package dev.errand.evaluation.voice;

import dev.errand.intents.voice.Audio;
import dev.errand.intents.voice.SpeechProgram;
import dev.errand.intents.voice.TextToSpeech;
import dev.errand.os.device.Settings;
import dev.errand.os.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The voices that are installed here, by name.
final class Speakers {
    private static final String FOLDER = "voice.programs";

    private Speakers() {}

    static Map<String, TextToSpeech> installed(Settings settings) {
        Map<String, TextToSpeech> all = new LinkedHashMap<>();
        for (String voice : List.of("slt", "rms", "awb", "kal")) {
            SpeechProgram.flite(voice, settings).ifPresent(speaker -> all.put("flite " + voice, speaker));
        }
        Program.named("text2wave", FOLDER, settings)
                .filter(_ -> Files.isDirectory(Path.of("/usr/share/festival/voices/us/cmu_us_slt_arctic_hts"))
                        || Files.isDirectory(Path.of("/usr/share/festival/voices/english/cmu_us_slt_arctic_hts")))
                .ifPresent(program -> all.put("festival slt-hts", new Festival(program)));
        return all;
    }

    private record Festival(Program program) implements TextToSpeech {
        @Override
        public void say(String text) {
            speak(text);
        }

        @Override
        public Audio speak(String text) {
            try {
                Path file = Files.createTempFile("errand-speech", ".wav");
                try {
                    List<String> arguments =
                            List.of("-o", file.toString(), "-eval", "(voice_cmu_us_slt_arctic_hts)", "-");
                    program.run(arguments, text + "\n", Duration.ofMinutes(1));
                    return Audio.ofWav(Files.readAllBytes(file));
                } finally {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
