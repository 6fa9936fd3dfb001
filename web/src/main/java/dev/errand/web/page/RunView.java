package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.ApprovalCard;
import dev.errand.runtime.engine.Differences;
import dev.errand.runtime.engine.Differences.Difference;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunDocument;
import dev.errand.runtime.explain.DataFlow;
import dev.errand.runtime.journal.RunState;
import dev.errand.web.page.Lines.Covered;
import dev.errand.web.page.Lines.NameLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A run as it is shown.
///
/// @param length   how many entries its journal has
/// @param before   what was said before in the same conversation, oldest first
/// @param approval the approval that it waits for; empty if it waits for none
/// @param until    when that ends, in words
/// @param ifDenied what happens on a no
/// @param notDone  what was said before the question that it asks, and is not done yet
/// @param offers   rules that the approval could leave behind
/// @param names    what contacts were meant by, and could be called from now on
/// @param result   its value, in words; empty if there is none
/// @param steps    operations that were called
/// @param graph    the same, and what is given from one to another
/// @param code     the workflow, line by line
/// @param written  as much of the workflow as a model has written, while it does
/// @param cost     what it has taken so far, in words
/// @param why      it failed, and what its plan went through
/// @param looksOnly whether it was to stop before its first effect
/// @param isForgotten whether its content is no longer there
public record RunView(
        RunLine line,
        long length,
        List<String> before,
        String approval,
        String until,
        String ifDenied,
        List<EffectView> asked,
        List<EffectView> effects,
        List<Offer> offers,
        List<NameLine> names,
        String question,
        List<String> choices,
        List<String> notDone,
        List<String> said,
        List<String> withheld,
        String error,
        String remedy,
        String result,
        List<StepView> steps,
        Graph graph,
        List<CodeLine> code,
        String written,
        String planner,
        String budget,
        String cost,
        Why why,
        boolean looksOnly,
        boolean isForgotten,
        boolean isActive,
        boolean isOver,
        boolean isPreviewed,
        boolean isUndoable) {
    /// A rule that would allow the like of it from now on.
    ///
    /// @param past    how many of the last calls were looked at
    /// @param covered those of them that it would have allowed
    public record Offer(String width, String sentence, int past, List<Covered> covered) {
        public Offer {
            covered = List.copyOf(covered);
        }
    }

    static RunView of(Run run, String written, Errand errand, Texts t) {
        ObjectNode document = RunDocument.of(run, errand.catalogue());
        Optional<ApprovalCard> card = errand.engine().approval(run.id());
        JsonNode waiting = document.path("waitingFor");
        List<DataFlow> flows = DataFlow.of(run);
        List<EffectView> effects = effects(run, document, card, flows, errand, t);
        List<EffectView> asked = effects.stream().filter(EffectView::isAsked).toList();
        JsonNode error = document.path("error");
        List<StepView> steps = steps(document, t);
        return new RunView(
                RunLine.of(run.summary(), t),
                run.length(),
                run.start().before().stream().map(Visible::text).toList(),
                card.map(each -> each.id().toString()).orElse(""),
                card.flatMap(ApprovalCard::expires).map(t::time).orElse(""),
                card.map(ApprovalCard::ifDenied).orElse(""),
                asked,
                effects.stream().filter(each -> !each.isAsked()).toList(),
                card.isPresent() ? offers(run, errand, asked, t) : List.of(),
                names(run, errand),
                Visible.text(waiting.path("question").asText("")),
                texts(waiting.path("choices")),
                texts(waiting.path("notDoneYet")),
                texts(document.path("said")),
                texts(document.path("withheld")),
                Visible.text(error.path("message").asText("")),
                Visible.text(error.path("remedy").asText("")),
                result(document),
                steps,
                graph(steps, effects, flows, t),
                CodeLine.of(document, errand.catalogue()),
                Visible.text(written),
                document.path("plan").path("planner").asText(""),
                run.state() == RunState.OVER_BUDGET
                        ? Visible.text(waiting.path("message").asText(t.get("budget.over")))
                        : "",
                Costs.of(document, t),
                Why.of(run, document),
                run.start().options().dryRun(),
                run.forgottenAt().isPresent(),
                run.state().isActive(),
                run.state().isTerminal(),
                run.state() == RunState.PREVIEWED,
                document.path("undoable").asBoolean());
    }

    private static List<EffectView> effects(
            Run run, ObjectNode document, Optional<ApprovalCard> card, List<DataFlow> flows, Errand errand, Texts t) {
        List<JsonNode> asked =
                card.map(ApprovalCard::effects).orElseGet(() -> errand.engine().foreseen(run.id())).stream()
                        .<JsonNode>map(ApprovalCard.Asked::document)
                        .toList();
        // Not while it works: what is to come is in motion, and the screen fetches itself often.
        Map<Integer, List<Difference>> differences =
                run.state().isActive() ? Map.of() : new Differences(errand.device(), errand.catalogue()).of(run);
        List<EffectView> effects = new ArrayList<>();
        for (JsonNode effect : document.path("effects")) {
            JsonNode same = MissingNode.getInstance();
            for (JsonNode each : asked) {
                same = each.path("number").equals(effect.path("number")) ? each : same;
            }
            List<FileChange> changes = differences
                    .getOrDefault(effect.path("number").asInt(), List.of())
                    .stream()
                    .map(difference -> FileChange.of(difference, t))
                    .toList();
            Optional<Message> message = Message.of(effect, errand.device(), t);
            effects.add(EffectView.of(effect, new EffectView.Known(same, flows, message, changes), t));
        }
        return effects;
    }

    /// Of what the workflow says, the first that many were said; the others wait for what comes before them.
    private static List<StepView> steps(ObjectNode document, Texts t) {
        int said = document.path("said").size();
        List<StepView> steps = new ArrayList<>();
        for (JsonNode step : document.path("steps")) {
            StepView made = StepView.of(step, t);
            boolean says = made.operation().equals("user.say");
            steps.add(says && said <= 0 ? made.withheld(t) : made);
            said -= says ? 1 : 0;
        }
        return steps;
    }

    private static Graph graph(List<StepView> steps, List<EffectView> effects, List<DataFlow> flows, Texts t) {
        Map<Integer, Graph.Stop> stops = new TreeMap<>();
        steps.forEach(step ->
                stops.put(step.number(), new Graph.Stop(step.number(), step.operation(), step.tone(), step.outcome())));
        effects.forEach(effect -> stops.put(
                effect.step(),
                new Graph.Stop(effect.step(), effect.operation(), effect.statusTone(), effect.status())));
        return Graph.of(List.copyOf(stops.values()), flows, t);
    }

    private static List<Offer> offers(Run run, Errand errand, List<EffectView> asked, Texts t) {
        if (asked.size() != 1 || !asked.getFirst().rememberable()) {
            return List.of();
        }
        try {
            return errand.engine().offers(run.id(), asked.getFirst().number()).stream()
                    .map(offer -> new Offer(
                            offer.width().name().toLowerCase(java.util.Locale.ROOT),
                            Visible.text(offer.rule().sentence()),
                            offer.past().size(),
                            offer.covered().stream()
                                    .map(call -> RuleScreen.covered(call, errand.catalogue(), t))
                                    .toList()))
                    .toList();
        } catch (Refusal e) {
            return List.of(); // it was decided in the meantime, or cannot be made a rule
        }
    }

    private static List<NameLine> names(Run run, Errand errand) {
        return !run.state().isTerminal()
                ? List.of()
                : errand.names().offers(run).stream()
                        .map(meaning -> new NameLine(
                                meaning.words(), Visible.text(meaning.words()), Visible.text(meaning.who())))
                        .toList();
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

    /// Whether there is anything to be waited for on this screen.
    public boolean isLive() {
        return !isOver;
    }
}
