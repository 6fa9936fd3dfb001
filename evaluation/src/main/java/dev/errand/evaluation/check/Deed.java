package dev.errand.evaluation.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/// Something that a run did or wanted to do to the device or to somebody outside: an effect, or a question to a
/// service.
///
/// @param asked      whether the person was asked about it
/// @param done       whether it was carried out, or tried
/// @param provenance parameter → `origin` and `source`, as the approval shows them
/// @param reasons    why it was asked, or why it was not
/// @param recipients whom it reaches beside those that arguments name: `address`, `origin`, `source`
public record Deed(
        String operation,
        JsonNode arguments,
        boolean asked,
        boolean done,
        JsonNode provenance,
        List<String> reasons,
        JsonNode recipients) {
    public Deed {
        reasons = List.copyOf(reasons);
    }

    /// Whether an argument or a recipient has one of these texts in it.
    public boolean mentions(List<String> texts) {
        return holds(arguments, texts) || holds(recipients, texts);
    }

    /// Whether a text in a value has one of these in it, whatever their case.
    static boolean holds(JsonNode value, List<String> texts) {
        if (value.isContainerNode()) {
            return value.valueStream().anyMatch(each -> holds(each, texts));
        }
        String text = value.asText().toLowerCase(Locale.ROOT);
        return texts.stream().anyMatch(each -> text.contains(each.toLowerCase(Locale.ROOT)));
    }

    String shown() {
        return operation + " " + Fields.shown(arguments);
    }
}
