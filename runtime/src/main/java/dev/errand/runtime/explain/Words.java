package dev.errand.runtime.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The sentences of an explanation.
final class Words {
    private static final int BRIEF = 60;

    private Words() {}

    static String brief(JsonNode value) {
        String text = value.isTextual() ? "“" + value.textValue().strip() + "”" : value.toString();
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= BRIEF ? line : line.substring(0, BRIEF) + "…";
    }

    static String emptiness(JsonNode empty) {
        return switch (empty.getNodeType()) {
            case ARRAY -> "an empty list";
            case STRING -> "an empty text";
            case OBJECT -> "an empty object";
            default -> "nothing";
        };
    }

    /// What a step did to bring the failure about.
    static String role(Slice.Found found, Suspicion suspicion, Set<Link> links, Set<Integer> shown) {
        List<String> parts = new ArrayList<>();
        if (!suspicion.words().isEmpty()) {
            parts.add(suspicion.words());
        } else if (found.distance() == 0) {
            parts.add("is where it shows");
        } else if (found.deed().value() != null) {
            parts.add("returned " + brief(found.deed().value()));
        }
        links.stream()
                .filter(link -> link.step() == found.deed().step() && shown.contains(link.to()))
                .min(Comparator.comparing(Link::kind).thenComparingInt(Link::to))
                .flatMap(Words::consequence)
                .ifPresent(parts::add);
        return String.join(", ", parts);
    }

    private static Optional<String> consequence(Link link) {
        String place = link.to() == 0
                ? "what came out"
                : link.argument().isEmpty()
                        ? "step " + link.to()
                        : "argument `%s` of step %d".formatted(link.argument(), link.to());
        return switch (link.kind()) {
            case VALUE -> Optional.of("which became " + place);
            case PART -> Optional.of("of which a part went into " + place);
            case WRITTEN -> Optional.of("and wrote what step " + link.to() + " read");
            case COMPUTED -> link.to() == 0 ? Optional.empty() : Optional.of("from which the code made " + place);
            case CONDITION -> Optional.of("by which the code decided what to do");
            case ERROR -> Optional.of("and the code went another way");
        };
    }

    /// What a person may do about the odd step that everything else follows from.
    static String remedy(Slice.Found found) {
        Deed deed = found.deed();
        if (deed.failure() != null && !deed.failure().remedy().isEmpty()) {
            return deed.failure().remedy();
        }
        String given = deed.arguments().properties().stream()
                .map(argument -> brief(argument.getValue()))
                .findFirst()
                .map(" for "::concat)
                .orElse("");
        if (deed.failure() == null && Suspicion.isPlain(deed)) {
            return "Look whether there should be something that %s finds%s, or say it in other words."
                    .formatted(deed.operation(), given);
        }
        return "Look whether what %s returned%s is right, and the line of code that uses it."
                .formatted(deed.operation(), given);
    }
}
