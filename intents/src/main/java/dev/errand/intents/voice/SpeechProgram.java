package dev.errand.intents.voice;

import dev.errand.os.device.Settings;
import dev.errand.os.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A program that speaks: `flite` or `espeak-ng`. It gets the text on its standard input, in one line, so that no
/// word of it is an option or a command.
public final class SpeechProgram implements TextToSpeech {
    private static final int MOST_CHARACTERS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String FOLDER = "voice.programs";

    private final Program program;
    private final List<String> arguments;
    private final String toFile;

    private SpeechProgram(Program program, List<String> arguments, String toFile) {
        this.program = program;
        this.arguments = List.copyOf(arguments);
        this.toFile = toFile;
    }

    /// Empty where it is not installed.
    ///
    /// @param speaker one of its voices; empty for its own choice
    public static Optional<SpeechProgram> flite(String speaker, Settings settings) {
        List<String> arguments = speaker.isEmpty() ? List.of() : List.of("-voice", speaker);
        return Program.named("flite", FOLDER, settings).map(program -> new SpeechProgram(program, arguments, "-o"));
    }

    /// Empty where it is not installed.
    ///
    /// @param speaker one of its voices, such as `de`; empty for its own choice
    public static Optional<SpeechProgram> espeak(String speaker, Settings settings) {
        List<String> arguments = new ArrayList<>(List.of("--stdin"));
        arguments.addAll(speaker.isEmpty() ? List.of() : List.of("-v", speaker));
        return Program.named("espeak-ng", FOLDER, settings).map(program -> new SpeechProgram(program, arguments, "-w"));
    }

    @Override
    public void say(String text) {
        if (!line(text).isBlank()) {
            program.run(arguments, line(text), PATIENCE);
        }
    }

    @Override
    public Audio speak(String text) {
        try {
            Path file = Files.createTempFile("errand-speech", ".wav");
            try {
                List<String> all = new ArrayList<>(arguments);
                all.addAll(List.of(toFile, file.toString()));
                program.run(all, line(text), PATIENCE);
                return Audio.ofWav(Files.readAllBytes(file));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What cannot be said is left out, and the end of what nobody would listen to.
    private static String line(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        if (plain.length() > MOST_CHARACTERS) {
            plain = plain.substring(0, MOST_CHARACTERS) + " … and so on.";
        }
        return plain + "\n";
    }
}
