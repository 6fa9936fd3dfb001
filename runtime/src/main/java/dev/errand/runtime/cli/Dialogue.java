package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.intents.voice.Audio;
import dev.errand.intents.voice.Consent;
import dev.errand.intents.voice.TextToSpeech;
import dev.errand.intents.voice.Transcript;
import dev.errand.os.device.DeviceFailure;
import dev.errand.runtime.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Speaks with the person beside what is printed, and hears what they answer. What cannot be said or heard is told
/// once on the terminal and left to it from then on. For one thread.
final class Dialogue {
    private static final List<String> NUMBERS =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final List<String> GERMAN =
            List.of("eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn");
    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");

    /// How many choices are read out.
    private static final int MOST_CHOICES = 6;

    private final Terminal terminal;
    private final Function<Audio, Transcript> recogniser;
    private @Nullable TextToSpeech speaker;
    private @Nullable Supplier<Optional<Audio>> replies;

    /// @param speaker null if nothing is to be said aloud
    /// @param replies gives what the person answers; empty where there is no more to hear
    Dialogue(
            Terminal terminal,
            @Nullable TextToSpeech speaker,
            Function<Audio, Transcript> recogniser,
            Supplier<Optional<Audio>> replies) {
        this.terminal = terminal;
        this.speaker = speaker;
        this.recogniser = recogniser;
        this.replies = replies;
    }

    void say(String text) {
        TextToSpeech voice = speaker;
        if (voice == null || text.isBlank()) {
            return;
        }
        try {
            voice.say(text);
        } catch (DeviceFailure e) {
            speaker = null;
            tell(e);
        }
    }

    private void tell(DeviceFailure failure) {
        terminal.err().println("  " + Terminal.visible(failure.getMessage() + " " + failure.remedy()));
    }

    /// What the person says next; empty if there is nothing to hear them with. Nothing said is an empty text.
    Optional<String> hear() {
        Supplier<Optional<Audio>> source = replies;
        if (source == null) {
            return Optional.empty();
        }
        try {
            Optional<Audio> audio = source.get();
            Optional<String> heard = audio.map(recogniser).map(Transcript::text);
            heard.ifPresent(text -> terminal.err().println("Heard: “" + Terminal.visibleLine(text) + "”"));
            return heard;
        } catch (DeviceFailure e) {
            replies = null;
            tell(e);
            return Optional.empty();
        }
    }

    /// Puts a question of a run, and has two tries at hearing an answer that fits.
    ///
    /// @param answers whether an answer was taken
    boolean answer(Entry.QuestionAsked question, Predicate<String> answers) {
        List<String> said = new ArrayList<>(List.of(question.question()));
        List<String> choices = question.choices();
        for (int i = 0; i < Math.min(MOST_CHOICES, choices.size()); i++) {
            said.add((i + 1) + ": " + choices.get(i) + ".");
        }
        for (int tries = 0; tries < 2; tries++) {
            say(tries == 0 ? String.join(" ", said) : "I did not understand. " + question.question());
            Optional<String> heard = hear();
            if (heard.isEmpty()) {
                return false;
            }
            String text = heard.get();
            if (!text.isBlank() && answers.test(meant(question, text))) {
                return true;
            }
        }
        return false;
    }

    /// As it would have been typed: `number two`, `the second one`, `yes please`.
    private static String meant(Entry.QuestionAsked question, String text) {
        if (question.confirm()) {
            return switch (Consent.of(text)) {
                case YES -> "yes";
                case NO -> "no";
                case UNCLEAR -> text;
            };
        }
        String plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("^(the |number |nummer |option )+|( one| please| bitte)$", "")
                .strip();
        for (List<String> numbers : List.of(NUMBERS, GERMAN, ORDINALS)) {
            int number = numbers.indexOf(plain) + 1;
            if (number > 0 && number <= question.choices().size()) {
                return "" + number;
            }
        }
        return text;
    }

    /// Says how a run stands.
    void report(ObjectNode document) {
        List<String> said = new ArrayList<>();
        document.path("said").forEach(text -> said.add(text.asText()));
        JsonNode result = document.path("result");
        if (said.isEmpty() && result.isValueNode() && !result.isNull()) {
            said.add(result.asText());
        }
        said.add(
                switch (document.path("state").asText()) {
                    case "succeeded" -> said.isEmpty() ? "Done." : "";
                    case "failed", "declined", "denied", "cancelled" ->
                        document.path("error").path("message").asText();
                    case "awaiting_approval" -> "It waits for your approval.";
                    case "awaiting_answer" -> "It waits for your answer.";
                    default -> "";
                });
        say(String.join(" ", said).strip());
    }
}
