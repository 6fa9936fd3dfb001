package dev.errand.intents.voice;

import dev.errand.os.device.DeviceFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The recogniser of CMU, on this machine. English.
///
/// It hears each recording twice: with its model of the language, and with one made of the sentences that the device
/// understands. Where the second fits better by a margin, the person said such a sentence, and its words are
/// surer than anything the first model hears; elsewhere the first one's count. Without the margin, the second
/// would turn whatever is said into a command.
public final class PocketSphinx implements SpeechToText {
    /// Where Debian's package puts its model.
    static final Path USUAL_MODEL = Path.of("/usr/share/pocketsphinx/model/en-us");

    /// How much better a sentence of the device must fit, by the word; read off recordings (docs/decisions/0031).
    static final int USUAL_MARGIN = 300;

    private static final String LANGUAGE = "_default";
    private static final String EXAMPLES = "examples";
    private static final Pattern WORD = Pattern.compile("[a-z]+(?:'[a-z]+)*");
    /// Shorter than any word: 0.1 s.
    private static final int SHORTEST = Audio.RATE / 10;

    private final Path model;
    private final int margin;
    private @Nullable SphinxLibrary decoder;
    private @Nullable Set<String> dictionary;
    private @Nullable List<String> learned;

    /// @param model the folder of an English model: `en-us`, `en-us.lm.bin`, `cmudict-en-us.dict`
    public PocketSphinx(Path model, int margin) {
        this.model = model;
        this.margin = margin;
    }

    @Override
    public String health() {
        requireFiles();
        SphinxLibrary.find().orElseThrow(PocketSphinx::missing).close();
        return "PocketSphinx on this machine, English";
    }

    @Override
    public synchronized Transcript transcribe(Audio audio, Hints hints) {
        SphinxLibrary loaded = loaded();
        learn(loaded, hints.phrases());
        if (audio.size() < SHORTEST) {
            return nothing();
        }
        short[] samples = audio.samples();
        Optional<SphinxLibrary.Heard> free = loaded.hear(samples, LANGUAGE);
        Optional<SphinxLibrary.Heard> example =
                hints.phrases().isEmpty() ? Optional.empty() : loaded.hear(samples, EXAMPLES);
        if (free.isEmpty()) {
            return nothing();
        }
        boolean isExample =
                example.filter(each -> advantage(free.get(), each) >= margin).isPresent();
        SphinxLibrary.Heard heard = isExample ? example.get() : free.get();
        List<String> others = Stream.of(free, example)
                .flatMap(Optional::stream)
                .map(SphinxLibrary.Heard::text)
                .filter(text -> !text.equals(heard.text()))
                .toList();
        return new Transcript(heard.text(), others, "pocketsphinx", OptionalDouble.empty(), isExample);
    }

    private static Transcript nothing() {
        return new Transcript("", List.of(), "pocketsphinx", OptionalDouble.empty(), false);
    }

    private static long advantage(SphinxLibrary.Heard free, SphinxLibrary.Heard example) {
        return ((long) example.score() - free.score()) / free.text().split(" ").length;
    }

    private SphinxLibrary loaded() {
        SphinxLibrary known = decoder;
        if (known == null) {
            requireFiles();
            known = SphinxLibrary.find().orElseThrow(PocketSphinx::missing);
            if (!known.open(file("en-us"), file("cmudict-en-us.dict"), file("en-us.lm.bin"))) {
                known.close();
                throw DeviceFailure.failed(
                        "PocketSphinx does not accept the model in " + model + ".",
                        "Install the package pocketsphinx-en-us anew, or name another folder in voice.pocketsphinx.");
            }
            decoder = known;
        }
        return known;
    }

    private String file(String name) {
        return model.resolve(name).toString();
    }

    /// The library would end the process over a file that is not there.
    private void requireFiles() {
        List<String> needed = List.of(
                "en-us.lm.bin",
                "cmudict-en-us.dict",
                "en-us/mdef",
                "en-us/means",
                "en-us/variances",
                "en-us/transition_matrices",
                "en-us/feat.params");
        if (!needed.stream().map(model::resolve).allMatch(f -> Files.isRegularFile(f) && Files.isReadable(f))) {
            throw missing();
        }
    }

    static DeviceFailure missing() {
        return DeviceFailure.notConfigured(
                "Nothing here can write down what is said: voice.url names no server, and PocketSphinx (the library"
                        + " libpocketsphinx.so.3 and its English model) is not installed.",
                "Install the packages pocketsphinx and pocketsphinx-en-us, or set voice.url to a server for"
                        + " transcriptions; until then, type what you want.");
    }

    /// Makes the second model of the sentences, unless it is there from the recording before.
    private void learn(SphinxLibrary decoder, List<String> phrases) {
        if (phrases.isEmpty() || phrases.equals(learned)) {
            return;
        }
        TrigramModel sentences = TrigramModel.of(phrases.stream()
                .map(PocketSphinx::words)
                .filter(words -> !words.isEmpty())
                .toList());
        Set<String> known = dictionary();
        for (String word : sentences.words()) {
            if (!known.contains(word)) {
                decoder.add(word, String.join(" ", Sounds.of(word)));
                known.add(word);
            }
        }
        if (learned != null) {
            decoder.removeModel(EXAMPLES);
        }
        learned = null;
        if (!addModel(decoder, sentences.arpa())) {
            throw DeviceFailure.failed(
                    "PocketSphinx did not take the device's sentences.", "Set voice.url to use a server instead.");
        }
        learned = List.copyOf(phrases);
    }

    private static boolean addModel(SphinxLibrary decoder, String arpa) {
        try {
            Path file = Files.createTempFile("errand-sentences", ".lm");
            try {
                Files.writeString(file, arpa, StandardCharsets.US_ASCII);
                return decoder.addModel(EXAMPLES, file.toString());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The words of a sentence as the dictionary writes them; empty if one cannot be said with its sounds.
    private static String words(String sentence) {
        String[] words = Sounds.plain(sentence.replace('’', '\''))
                .replaceAll("[^\\p{L}\\p{N}']+", " ")
                .strip()
                .split(" ");
        for (String word : words) {
            if (!WORD.matcher(word).matches() || Sounds.of(word).isEmpty()) {
                return "";
            }
        }
        return String.join(" ", words).toLowerCase(Locale.ROOT);
    }

    private Set<String> dictionary() {
        Set<String> known = dictionary;
        if (known == null) {
            known = new HashSet<>();
            try (Stream<String> lines = Files.lines(model.resolve("cmudict-en-us.dict"))) {
                Set<String> words = known;
                lines.forEach(line -> words.add(line.substring(0, Math.max(0, line.indexOf(' ')))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            dictionary = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        if (decoder != null) {
            decoder.close();
        }
        decoder = null;
        learned = null;
    }
}
