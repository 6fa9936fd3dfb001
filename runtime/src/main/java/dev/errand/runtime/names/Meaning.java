package dev.errand.runtime.names;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.intents.Channel;
import dev.errand.os.contacts.Contact;
import dev.errand.os.search.Words;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.QuestionAnswered;
import dev.errand.runtime.journal.Entry.QuestionAsked;
import dev.errand.runtime.journal.Entry.StepFinished;
import dev.errand.runtime.journal.Recorded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// That the person meant a contact by some words, as their answer in a run says.
///
/// @param words    as they were looked up; they stand so in what the person said
/// @param contact  its id
/// @param name     of the contact
/// @param reach    its first address or number; empty if it has none
/// @param question that was answered
public record Meaning(String words, String contact, String name, String reach, String question) {
    private static final String FIND = "contacts.find";

    /// All of a run, in the order in which they were asked.
    ///
    /// A question counts if it has choices, names the words that were looked up before it, and each of its
    /// choices stands for one contact that was found; an answer, if a person gave it. Words that were not typed or
    /// spoken by the person are nobody's name, whatever a workflow asked about them.
    public static List<Meaning> of(Run run) {
        if (run.forgottenAt().isPresent()) {
            return List.of();
        }
        List<List<String>> own = ownWords(run);
        List<Entry> before = new ArrayList<>();
        Map<List<String>, Meaning> meanings = new LinkedHashMap<>();
        for (Recorded recorded : run.entries()) {
            if (recorded.entry() instanceof QuestionAnswered answer && !Channel.isOutside(answer.by())) {
                of(answer, before)
                        .filter(meaning -> own.stream().anyMatch(said -> holds(said, Words.of(meaning.words()))))
                        .ifPresent(meaning -> meanings.put(Words.telling(meaning.words()), meaning));
            }
            before.add(recorded.entry());
        }
        return List.copyOf(meanings.values());
    }

    /// What the person said in words, in this conversation; nothing if a program spoke for them.
    private static List<List<String>> ownWords(Run run) {
        Entry.RunStarted start = run.start();
        return Channel.isOutside(start.channel())
                ? List.of()
                : Stream.concat(start.before().stream(), Stream.of(start.intent()))
                        .map(Words::of)
                        .toList();
    }

    private static boolean holds(List<String> said, List<String> words) {
        return !words.isEmpty() && Collections.indexOfSubList(said, words) >= 0;
    }

    private static Optional<Meaning> of(QuestionAnswered answer, List<Entry> before) {
        Optional<QuestionAsked> asked = before.reversed().stream()
                .flatMap(entry -> entry instanceof QuestionAsked question ? Stream.of(question) : Stream.empty())
                .filter(question -> question.lane() == answer.lane() && question.step() == answer.step())
                .findFirst();
        return asked.flatMap(question -> before.reversed().stream()
                .flatMap(entry -> entry instanceof StepFinished step ? Stream.of(step) : Stream.empty())
                .filter(step -> isAbout(step, question))
                .findFirst()
                .flatMap(step -> of(step, question, answer.answer())));
    }

    /// Whether contacts were looked up there, by words that the question names. A later stage of a run goes on from
    /// steps that were done for real.
    private static boolean isAbout(StepFinished step, QuestionAsked question) {
        boolean isBefore =
                step.step() < question.step() && (step.lane() == question.lane() || step.lane() == Entry.APPLY_LANE);
        String phrase = step.arguments().path("phrase").asText();
        return isBefore
                && step.operation().equals(FIND)
                && step.value() != null
                && holds(Words.of(question.question()), Words.of(phrase));
    }

    private static Optional<Meaning> of(StepFinished find, QuestionAsked question, String answer) {
        List<JsonNode> found =
                Objects.requireNonNull(find.value()).value().valueStream().toList();
        return Choices.of(question.choices(), found).meant(answer).map(contact -> {
            String reach = Stream.concat(
                            contact.path("emails").valueStream(),
                            contact.path("phones").valueStream())
                    .map(JsonNode::asText)
                    .findFirst()
                    .orElse("");
            return new Meaning(
                    find.arguments().path("phrase").asText().strip(),
                    contact.path("id").asText(),
                    contact.path("name").asText(),
                    reach,
                    question.question());
        });
    }

    static String shown(Contact contact) {
        return Stream.concat(contact.emails().stream(), contact.phones().stream())
                .findFirst()
                .map(reach -> contact.name() + " <" + reach + ">")
                .orElse(contact.name());
    }

    /// The contact as a person tells it from others of its name.
    public String who() {
        return reach.isEmpty() ? name : name + " <" + reach + ">";
    }
}
