package dev.errand.intents.offline;

import dev.errand.os.operation.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What may stand in a slot.
///
/// @param kind    `text`, `name`, `person`, `whole`, `decimal`, `truth`, `choice`, `time`, `duration`, `url`, one
///                that takes a few words only ([Concepts#isChoice]), or the kind of a reference
/// @param list    whether several may be named
/// @param choices of a `choice`
record SlotType(String kind, boolean list, List<String> choices) {
    private static final Set<String> PLAIN =
            Set.of("text", "name", "person", "whole", "decimal", "truth", "choice", "time", "duration", "url");
    /// Slots of this name hold what something is called, rather than what somebody wrote.
    private static final Set<String> NAMES = Set.of(
            "phrase",
            "query",
            "type",
            "artist",
            "name",
            "label",
            "list",
            "playlist",
            "folder",
            "place",
            "with",
            "from",
            "to",
            "organization",
            "category",
            "note");

    static SlotType of(String kind, String slot) {
        boolean words = kind.equals("text");
        return new SlotType(words ? closer(slot) : kind, false, List.of());
    }

    /// What a slot for words holds, as its name tells.
    private static String closer(String slot) {
        return switch (slot) {
            case "who" -> "person";
            case "url" -> "url";
            default -> NAMES.contains(slot) ? "name" : "text";
        };
    }

    /// Empty if no words can fill such a slot.
    static Optional<SlotType> of(Shape shape, String slot) {
        return switch (shape) {
            case Shape.Text _, Shape.Any _ -> Optional.of(of("text", slot));
            case Shape.Whole _, Shape.Decimal _ ->
                Optional.of(of(
                        slot.endsWith("seconds") ? "duration" : shape instanceof Shape.Whole ? "whole" : "decimal",
                        slot));
            case Shape.Truth _ -> Optional.of(of("truth", slot));
            case Shape.Time _ -> Optional.of(of("time", slot));
            case Shape.Choice choice -> Optional.of(new SlotType("choice", false, choice.values()));
            case Shape.Reference reference -> Optional.of(of(reference.kind(), slot));
            case Shape.ListOf list -> of(list.element(), slot).map(e -> new SlotType(e.kind(), true, e.choices()));
            case Shape.Structure _, Shape.Nothing _ -> Optional.empty();
        };
    }

    boolean isReference() {
        return !PLAIN.contains(kind) && !Concepts.isChoice(kind);
    }

    boolean isWords() {
        return kind.equals("text") || kind.equals("name") || kind.equals("person");
    }

    SlotType element() {
        return list ? new SlotType(kind, false, choices) : this;
    }
}
