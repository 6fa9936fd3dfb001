package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.ApprovalCard;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunDocument;
import dev.errand.runtime.journal.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A run as it is shown.
///
/// @param approval the approval that it waits for; empty if it waits for none
/// @param until    when that ends, in words
/// @param ifDenied what happens on a no
/// @param notDone  what was said before the question that it asks, and is not done yet
/// @param offers   rules that the approval could leave behind
/// @param result   its value, in words; empty if there is none
/// @param steps    operations that were called
/// @param code     the workflow, line by line
public record RunView(
        RunLine line,
        String approval,
        String until,
        String ifDenied,
        List<EffectView> asked,
        List<EffectView> effects,
        List<Offer> offers,
        String question,
        List<String> choices,
        List<String> notDone,
        List<String> said,
        List<String> withheld,
        String error,
        String remedy,
        String result,
        List<StepView> steps,
        List<String> code,
        String planner,
        String budget,
        boolean isActive,
        boolean isOver,
        boolean isPreviewed,
        boolean isUndoable) {
    /// A rule that would allow the like of it from now on.
    public record Offer(String width, String sentence) {}

    /// A call.
    public record StepView(
            int number,
            String operation,
            String tone,
            String outcome,
            String arguments,
            String result,
            long millis,
            int line) {}

    static RunView of(Run run, Errand errand, Texts t) {
        ObjectNode document = RunDocument.of(run, errand.catalogue());
        Optional<ApprovalCard> card = errand.engine().approval(run.id());
        JsonNode waiting = document.path("waitingFor");
        List<EffectView> effects = effects(document, card, t);
        List<EffectView> asked = effects.stream().filter(EffectView::isAsked).toList();
        JsonNode error = document.path("error");
        return new RunView(
                RunLine.of(run.summary(), t),
                card.map(each -> each.id().toString()).orElse(""),
                card.flatMap(ApprovalCard::expires).map(t::time).orElse(""),
                card.map(ApprovalCard::ifDenied).orElse(""),
                asked,
                effects.stream().filter(each -> !each.isAsked()).toList(),
                offers(run, errand, asked),
                Visible.text(waiting.path("question").asText("")),
                texts(waiting.path("choices")),
                texts(waiting.path("notDoneYet")),
                texts(document.path("said")),
                texts(document.path("withheld")),
                Visible.text(error.path("message").asText("")),
                Visible.text(error.path("remedy").asText("")),
                result(document),
                steps(document, t),
                Visible.text(document.path("plan").path("code").asText(""))
                        .lines()
                        .toList(),
                document.path("plan").path("planner").asText(""),
                run.state() == RunState.OVER_BUDGET
                        ? Visible.text(waiting.path("message").asText(t.get("budget.over")))
                        : "",
                run.state().isActive(),
                run.state().isTerminal(),
                run.state() == RunState.PREVIEWED,
                document.path("undoable").asBoolean());
    }

    private static List<EffectView> effects(ObjectNode document, Optional<ApprovalCard> card, Texts t) {
        JsonNode asked =
                card.<JsonNode>map(each -> each.document().path("effects")).orElse(MissingNode.getInstance());
        List<EffectView> effects = new ArrayList<>();
        for (JsonNode effect : document.path("effects")) {
            JsonNode same = MissingNode.getInstance();
            for (JsonNode each : asked) {
                same = each.path("number").equals(effect.path("number")) ? each : same;
            }
            effects.add(EffectView.of(effect, same, t));
        }
        return effects;
    }

    private static List<Offer> offers(Run run, Errand errand, List<EffectView> asked) {
        if (asked.size() != 1 || !asked.getFirst().rememberable()) {
            return List.of();
        }
        try {
            return errand.engine().offers(run.id(), asked.getFirst().number()).stream()
                    .map(offer -> new Offer(
                            offer.width().name().toLowerCase(java.util.Locale.ROOT),
                            Visible.text(offer.rule().sentence())))
                    .toList();
        } catch (Refusal e) {
            return List.of(); // it was decided in the meantime, or cannot be made a rule
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(Visible.text(each.asText())));
        return texts;
    }

    private static String result(ObjectNode document) {
        JsonNode result = document.path("result");
        if (result.isNull() || result.isMissingNode() || !document.path("said").isEmpty()) {
            return "";
        }
        return Visible.text(result.isTextual() ? result.textValue() : result.toPrettyString());
    }

    private static List<StepView> steps(ObjectNode document, Texts t) {
        List<StepView> steps = new ArrayList<>();
        for (JsonNode step : document.path("steps")) {
            boolean failed = step.path("error").isObject();
            steps.add(new StepView(
                    step.path("number").asInt(),
                    step.path("operation").asText(),
                    failed ? "bad" : "good",
                    t.get(failed ? "step.failed" : "step.done"),
                    shown(step.path("arguments")),
                    failed ? Visible.text(step.at("/error/message").asText()) : shown(step.path("result")),
                    step.path("durationMs").asLong(),
                    step.path("line").asInt()));
        }
        return steps;
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : Visible.text(value.toPrettyString());
    }

    /// Whether there is anything to be waited for on this screen.
    public boolean isLive() {
        return !isOver;
    }
}
