package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.intents.Channel;
import dev.errand.intents.voice.Audio;
import dev.errand.intents.voice.Listening;
import dev.errand.intents.voice.Microphone;
import dev.errand.intents.voice.TextToSpeech;
import dev.errand.intents.voice.Transcript;
import dev.errand.intents.voice.Transcriptions;
import dev.errand.os.device.DeviceFailure;
import dev.errand.runtime.Errand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;

/// `errand voice [FILE]`: words that are spoken, and then what `errand "…"` does with words.
@Command(
        name = "voice",
        description = {
            "Say what you want, or take it from a recording (WAV).",
            "",
            "What was understood is shown, and at a terminal you can correct it before anything follows from it. With"
                    + " --yes, effects of words that nobody has confirmed are approved only where the recogniser took"
                    + " them for a sentence that the device knows."
        })
final class VoiceCommand implements Callable<Integer> {
    @Mixin
    RunIntent intent = new RunIntent();

    @Option(names = "--transcribe-only", description = "Print what was understood, and do nothing.")
    boolean transcribeOnly;

    @Option(names = "--speak", description = "Say results, questions and approvals aloud, and hear the answers.")
    boolean speak;

    @Option(
            names = "--reply",
            paramLabel = "FILE",
            description =
                    "Takes the spoken answer to a question or an approval from a recording; repeatable, in order.")
    List<Path> replies = List.of();

    /// Takes the place of the words and the code that an intent may otherwise be made of.
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new VoiceCommand());
        CommandSpec spec = line.getCommandSpec();
        spec.positionalParameters().stream().toList().forEach(spec::remove);
        spec.remove(spec.findOption("--code"));
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .paramLabel("FILE")
                .type(Path.class)
                .description("A recording; without it, the microphone is used.")
                .build());
        return line;
    }

    @CommandLine.Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = intent.output.terminal();
        try (Errand errand = transcribeOnly
                        ? Errand.look(intent.home.home(), System.getenv())
                        : intent.home.open(new Narrator(terminal, intent.output));
                Transcriptions transcriptions = errand.transcriptions()) {
            Optional<Audio> audio = file().map(VoiceCommand::read).or(() -> record(terminal));
            return audio.isEmpty() ? nothing(terminal) : go(terminal, errand, transcriptions, audio.get());
        } catch (DeviceFailure e) {
            terminal.err().println("errand: " + Terminal.visible(e.getMessage()));
            terminal.err().println("  " + Terminal.visible(e.remedy()));
            return switch (e.kind()) {
                case NOT_CONFIGURED, UNREACHABLE -> ExitCode.UNAVAILABLE;
                case INVALID, NOT_FOUND -> ExitCode.WRONG_USAGE;
                case CONFLICT, FAILED -> ExitCode.FAILED;
            };
        }
    }

    private Optional<Path> file() {
        return spec == null || spec.positionalParameters().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(spec.positionalParameters().getFirst().getValue());
    }

    private static Audio read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Audio.ofWav(in.readNBytes(Audio.MOST_BYTES + 1));
        } catch (IOException e) {
            throw new WrongUsage("The recording %s cannot be read (%s).".formatted(file, e.getMessage()));
        }
    }

    private static Optional<Audio> record(Terminal terminal) {
        Microphone microphone = new Microphone();
        microphone.require();
        if (terminal.interactive()
                && terminal.ask("Press Enter and speak; Enter again, or a pause, ends it. ")
                        .isEmpty()) {
            return Optional.empty();
        }
        terminal.err().println("Listening …");
        return Listening.to(microphone)
                .listen(() -> terminal.interactive() && terminal.keyboard().isEntered());
    }

    private static int nothing(Terminal terminal) {
        terminal.err().println("Nothing was said, or nothing was understood of it. Say it again, or type it.");
        return ExitCode.DECLINED;
    }

    private int go(Terminal terminal, Errand errand, Transcriptions transcriptions, Audio audio) {
        Transcript heard = transcriptions.transcribe(audio);
        if (transcribeOnly) {
            terminal.out()
                    .println(
                            intent.output.json ? Terminal.json(document(heard), true) : Terminal.visible(heard.text()));
            return heard.text().isEmpty() ? ExitCode.DECLINED : ExitCode.SUCCEEDED;
        }
        if (heard.text().isEmpty()) {
            return nothing(terminal);
        }
        show(terminal, heard);
        Optional<String> words = confirmed(terminal, heard);
        if (words.isEmpty()) {
            terminal.err().println("Nothing was done.");
            return ExitCode.CANCELLED;
        }
        intent.words = List.of(words.get());
        intent.channel = Channel.VOICE;
        intent.dialogue = dialogue(terminal, errand, transcriptions);
        return intent.run(terminal, errand);
    }

    private void show(Terminal terminal, Transcript heard) {
        terminal.err().println("Heard: " + terminal.bold("“" + Terminal.visibleLine(heard.text()) + "”"));
        heard.changes().forEach(change -> terminal.err().println("  " + Terminal.visibleLine(change)));
        if (!heard.inGrammar() && !intent.output.quiet) {
            heard.alternatives()
                    .forEach(other -> terminal.err()
                            .println(terminal.faint("  it may have been: “" + Terminal.visibleLine(other) + "”")));
        }
    }

    /// The words that the run is made of; empty if the person leaves it. Words that nobody has seen and that are no
    /// sentence of the device must not be approved by what was said before they were heard.
    private Optional<String> confirmed(Terminal terminal, Transcript heard) {
        if (intent.yes && heard.inGrammar()) {
            return Optional.of(heard.text());
        }
        if (terminal.interactive()) {
            return terminal.ask("Enter to go on, or type it as it should be: ")
                    .map(typed -> typed.isBlank() ? heard.text() : typed.strip());
        }
        if (intent.yes) {
            intent.yes = false;
            terminal.err()
                    .println(
                            "Nobody has confirmed these words, and they are no sentence that the device knows: --yes does"
                                    + " not count, and effects wait for your approval.");
        }
        return Optional.of(heard.text());
    }

    private @Nullable Dialogue dialogue(Terminal terminal, Errand errand, Transcriptions transcriptions) {
        if (!speak && replies.isEmpty()) {
            return null;
        }
        TextToSpeech speaker = null;
        if (speak) {
            try {
                speaker = Transcriptions.speaker(errand.device().settings());
            } catch (DeviceFailure e) {
                terminal.err().println("  " + Terminal.visible(e.getMessage() + " " + e.remedy()));
            }
        }
        Deque<Path> recorded = new ArrayDeque<>(replies);
        boolean listens = speak && replies.isEmpty() && terminal.interactive();
        return new Dialogue(terminal, speaker, transcriptions::transcribe, () -> reply(recorded, listens, terminal));
    }

    private static Optional<Audio> reply(Deque<Path> recorded, boolean listens, Terminal terminal) {
        if (!recorded.isEmpty()) {
            return Optional.of(read(recorded.poll()));
        }
        if (!listens) {
            return Optional.empty();
        }
        terminal.err().println("Listening …");
        Optional<Audio> said = Listening.forAnswer(new Microphone())
                .listen(() -> terminal.keyboard().isEntered());
        return Optional.of(said.orElseGet(() -> Audio.of(new short[0])));
    }

    private static ObjectNode document(Transcript heard) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("text", heard.text()).put("engine", heard.engine()).put("inGrammar", heard.inGrammar());
        heard.alternatives().forEach(document.putArray("alternatives")::add);
        heard.changes().forEach(document.putArray("changes")::add);
        heard.confidence().ifPresent(confidence -> document.put("confidence", confidence));
        return document;
    }
}
