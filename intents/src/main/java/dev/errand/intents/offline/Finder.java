package dev.errand.intents.offline;

import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The operation that looks up things of one kind by a phrase.
///
/// @param kind   of the references it finds, such as `path`
/// @param phrase the parameter that takes the phrase
/// @param found  what its result is a list of
/// @param member the member of `found` that holds the key
record Finder(String kind, Operation operation, Parameter phrase, Shape.Structure found, Shape.Field member) {
    /// The fields that tell one thing from another, best first.
    private static final List<String> TELLING = List.of("title", "subject", "path", "name", "text", "label");
    private static final List<String> MORE =
            List.of("artist", "area", "from", "date", "at", "organization", "list", "folder");

    boolean isRanked() {
        return field("score");
    }

    private boolean field(String name) {
        return found.fields().stream().anyMatch(f -> f.name().equals(name));
    }

    /// Whether a thing may lack the key, so that it cannot be meant.
    boolean mayLackKey() {
        return member.optional() || member.shape() instanceof Shape.ListOf;
    }

    /// JavaScript for the key of the thing that a variable holds.
    String key(String variable) {
        return variable + "." + member.name() + (member.shape() instanceof Shape.ListOf ? "[0]" : "");
    }

    /// The field a person knows a thing by; the key where there is none.
    String name(String variable) {
        return TELLING.stream()
                .filter(this::field)
                .findFirst()
                .map(f -> variable + "." + f)
                .orElse(key(variable));
    }

    /// Whether the name may be told without opening content.
    boolean hasOpenName() {
        return found.fields().stream()
                .filter(f -> TELLING.contains(f.name()))
                .min(Comparator.comparingInt(f -> TELLING.indexOf(f.name())))
                .map(f -> !f.content())
                .orElse(true);
    }

    /// The field that tells apart things of the same name; empty if there is none.
    String more(String variable) {
        return MORE.stream()
                .filter(this::field)
                .findFirst()
                .map(f -> variable + "." + f)
                .orElse("");
    }

    /// Whether the key is something that people read, such as a path or an address.
    boolean hasReadableKey() {
        return Set.of("path", "address", "email", "emails", "phones", "url").contains(member.name());
    }

    /// `file`, `contact`, `track`, … for sentences.
    String noun() {
        return found.name().toLowerCase(Locale.ROOT);
    }
}
