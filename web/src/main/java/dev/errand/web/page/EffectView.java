package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An effect as it is shown: on the card that asks about it, and in the account of the run.
///
/// @param kind       what it does to the world, in words
/// @param tone       how careful one should be: `calm`, `careful`, `danger`
/// @param isAsked    whether the person is asked about it now
/// @param status     what became of it, in words
/// @param line       of the code; 0 if unknown
public record EffectView(
        int number,
        String headline,
        String operation,
        String kind,
        String tone,
        boolean isAsked,
        List<String> reasons,
        List<Argument> arguments,
        String undo,
        String status,
        String statusTone,
        int line,
        boolean rememberable) {
    public EffectView {
        reasons = List.copyOf(reasons);
        arguments = List.copyOf(arguments);
    }

    /// @param effect as in the run's document
    /// @param asked  the same on the approval's card; missing if it is not asked about
    static EffectView of(JsonNode effect, JsonNode asked, Texts t) {
        List<Argument> arguments = new ArrayList<>();
        effect.path("arguments")
                .properties()
                .forEach(each -> arguments.add(Argument.of(effect, each.getKey(), each.getValue(), t)));
        List<String> reasons = new ArrayList<>();
        effect.path("reasons").forEach(reason -> reasons.add(Visible.text(reason.asText())));
        String kind = effect.path("class").asText().toLowerCase(Locale.ROOT);
        String status = effect.path("status").asText();
        boolean undoable = !asked.path("undo").asText("").startsWith("cannot");
        return new EffectView(
                effect.path("number").asInt(),
                Visible.text(effect.path("summary").asText()),
                effect.path("operation").asText(),
                t.get("kind." + kind),
                tone(kind),
                !asked.isMissingNode(),
                reasons,
                arguments,
                asked.isMissingNode() ? "" : t.get(undoable ? "undo.possible" : "undo.impossible"),
                t.get("status." + status),
                statusTone(status),
                effect.path("line").asInt(),
                asked.path("rememberable").asBoolean());
    }

    private static String tone(String kind) {
        return switch (kind) {
            case "destroy", "spend", "execute" -> "danger";
            case "send" -> "careful";
            default -> "calm";
        };
    }

    private static String statusTone(String status) {
        return switch (status) {
            case "executed" -> "good";
            case "failed" -> "bad";
            case "proposed" -> "wait";
            default -> "quiet";
        };
    }
}
