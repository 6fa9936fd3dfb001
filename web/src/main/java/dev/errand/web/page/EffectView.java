package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.explain.DataFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// An effect as it is shown: on the card that asks about it, and in the account of the run.
///
/// @param kind       what it does to the world, in words
/// @param tone       how careful one should be: `calm`, `careful`, `danger`
/// @param tier       how much depends on the answer
/// @param isAsked    whether the person is asked about it now
/// @param message    what it sends, if it sends a message
/// @param changes    what it changes of the device's own data
/// @param status     what became of it, in words
/// @param step       of the workflow
/// @param line       of the code; 0 if unknown
/// @param code       that line; empty if unknown
public record EffectView(
        int number,
        String headline,
        String operation,
        String kind,
        String tone,
        Tier tier,
        boolean isAsked,
        List<String> reasons,
        List<Argument> arguments,
        Optional<Message> message,
        List<FileChange> changes,
        String undo,
        String status,
        String statusTone,
        int step,
        int line,
        String code,
        boolean rememberable) {
    private static final Set<String> OF_MESSAGES = Set.of("to", "cc", "bcc", "subject", "body", "attachments");

    /// How much depends on a yes.
    public enum Tier {
        LOW,
        MEDIUM,
        /// It cannot be taken back, or only the person may say yes: they should have seen all of it.
        HIGH;

        /// @param asked the effect on an approval's card
        static Tier of(JsonNode asked) {
            String kind = asked.path("class").asText();
            boolean isUndoable = !asked.path("undo").asText("").startsWith("cannot");
            if (Set.of("DESTROY", "SPEND", "EXECUTE").contains(kind)
                    || !asked.path("rememberable").asBoolean()) {
                return HIGH;
            }
            if (kind.equals("WRITE")) {
                return isUndoable ? LOW : MEDIUM;
            }
            return isUndoable ? MEDIUM : HIGH;
        }

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public EffectView {
        reasons = List.copyOf(reasons);
        arguments = List.copyOf(arguments);
        changes = List.copyOf(changes);
    }

    /// What of the run is known about an effect beside what its document says.
    ///
    /// @param asked   the same on the approval's card; missing if it is not asked about
    /// @param flows   of the whole run
    record Known(JsonNode asked, List<DataFlow> flows, Optional<Message> message, List<FileChange> changes) {}

    /// @param effect as in the run's document
    static EffectView of(JsonNode effect, Known known, Texts t) {
        JsonNode asked = known.asked();
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
                Tier.of(asked),
                !asked.isMissingNode(),
                reasons,
                arguments(effect, known, t),
                known.message(),
                known.changes(),
                asked.isMissingNode() ? "" : t.get(undoable ? "undo.possible" : "undo.impossible"),
                t.get("status." + status),
                statusTone(status),
                effect.path("step").asInt(),
                effect.path("line").asInt(),
                Visible.text(asked.path("code").asText("")),
                asked.path("rememberable").asBoolean());
    }

    private static List<Argument> arguments(JsonNode effect, Known known, Texts t) {
        List<Argument> arguments = new ArrayList<>();
        effect.path("arguments").properties().forEach(each -> {
            String name = each.getKey();
            boolean isOfMessage = known.message().isPresent() && OF_MESSAGES.contains(name);
            String label = isOfMessage ? t.get("message." + name) : name;
            List<Integer> steps = known.flows().stream()
                    .filter(flow -> flow.to() == effect.path("step").asInt()
                            && flow.argument().equals(name))
                    .map(DataFlow::step)
                    .distinct()
                    .toList();
            arguments.add(Argument.of(effect, name, each.getValue(), label, steps, t));
        });
        return arguments;
    }

    static String tone(String kind) {
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
