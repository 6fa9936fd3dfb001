package dev.errand.runtime.names;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which contact each choice of a question stands for.
///
/// Names and addresses on cards are texts of anybody, and may be written so that one looks like another. So choices
/// are told by their places: they must begin with those contacts that were found (all, those with addresses, or
/// those with numbers) in the same order, and each must say its contact's name, address or number. What comes behind
/// them ("none of these") stands for nobody; and so does all where that does not hold, or two ways of reading
/// disagree.
///
/// @param readings contacts in the order of the choices; none has more than there are choices
record Choices(List<String> choices, List<List<JsonNode>> readings) {
    /// Who has no choice says nothing.
    private static final int LEAST = 2;

    static Choices of(List<String> choices, List<JsonNode> found) {
        List<List<JsonNode>> readings = Stream.<Predicate<JsonNode>>of(
                        _ -> true,
                        contact -> !contact.path("emails").isEmpty(),
                        contact -> !contact.path("phones").isEmpty())
                .map(kind -> found.stream().filter(kind).limit(choices.size()).toList())
                .filter(reading -> reading.size() >= LEAST)
                .filter(reading ->
                        IntStream.range(0, reading.size()).allMatch(i -> says(choices.get(i), reading.get(i))))
                .toList();
        return new Choices(choices, readings);
    }

    private static boolean says(String choice, JsonNode contact) {
        return Stream.concat(
                        Stream.of(contact.path("name")),
                        Stream.concat(
                                contact.path("emails").valueStream(),
                                contact.path("phones").valueStream()))
                .map(JsonNode::asText)
                .anyMatch(text -> !text.isBlank() && choice.contains(text));
    }

    /// The contact that an answer stands for; empty if that cannot be told.
    Optional<JsonNode> meant(String answer) {
        int at = choices.indexOf(answer);
        if (at < 0 || at != choices.lastIndexOf(answer)) {
            return Optional.empty();
        }
        Set<JsonNode> meant = new HashSet<>();
        readings.stream().filter(reading -> at < reading.size()).forEach(reading -> meant.add(reading.get(at)));
        return meant.size() == 1 ? Optional.of(meant.iterator().next()) : Optional.empty();
    }
}
