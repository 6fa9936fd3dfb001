package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Entry.Failed;
import dev.errand.runtime.journal.Entry.PlanReady;
import dev.errand.runtime.journal.Entry.Returned;
import dev.errand.runtime.journal.Entry.Ruling;
import dev.errand.runtime.journal.Entry.StepFinished;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.journal.OriginJson;
import dev.errand.runtime.journal.RunError;
import dev.errand.runtime.journal.RunState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A run as the JSON document that programs and pages read. Computed from the journal alone; field names are a
/// contract.
public final class RunDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Run run;
    private final Catalogue catalogue;

    private RunDocument(Run run, Catalogue catalogue) {
        this.run = run;
        this.catalogue = catalogue;
    }

    public static ObjectNode of(Run run, Catalogue catalogue) {
        return new RunDocument(run, catalogue).document();
    }

    /// The approval that a run waits for, if it does.
    public static Optional<ApprovalId> approval(Run run) {
        return run.state() != RunState.AWAITING_APPROVAL
                ? Optional.empty()
                : run.preview()
                        .flatMap(lane -> Optional.ofNullable(lane.request))
                        .map(request -> new ApprovalId(run.id(), request.sequence()));
    }

    /// The same with what all runs took today.
    public static ObjectNode of(Run run, Catalogue catalogue, Today today) {
        ObjectNode document = of(run, catalogue);
        ((ObjectNode) document.get("budget")).set("day", BudgetDocument.of(today));
        return document;
    }

    private ObjectNode document() {
        ObjectNode document = JSON.objectNode();
        document.put("id", run.id().value());
        document.put("state", run.state().id());
        document.put("intent", run.start().intent());
        document.put("startedAt", run.startedAt().toString());
        document.put("forgottenAt", run.forgottenAt().map(Instant::toString).orElse(null));
        document.set("plan", plan());
        document.set("sandbox", sandbox());
        document.set("effects", effects());
        document.set("steps", steps());
        document.set("said", texts(run.said().stream().map(Entry.Said::text).toList()));
        document.set("withheld", texts(withheld()));
        document.set(
                "result", orNull(run.finished().map(Entry.RunFinished::result).orElse(null)));
        document.set("error", error());
        document.set("waitingFor", waitingFor());
        document.set("budget", BudgetDocument.of(run, spent()));
        document.put("undoable", isUndoable());
        if (!run.undo().outcomes().isEmpty()) {
            document.set("undo", UndoPlan.asDone(run, catalogue).json());
        }
        run.runUndone().ifPresent(undone -> document.set("left", texts(undone.left())));
        return document;
    }

    private static JsonNode orNull(@Nullable JsonNode node) {
        return node == null ? JSON.nullNode() : node;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private JsonNode plan() {
        Optional<PlanReady> ready = run.plan();
        List<Entry.FoundAt> findings = ready.map(PlanReady::findings)
                .orElse(run.planFailed().map(Entry.PlanFailed::findings).orElse(List.of()));
        Entry.Spent spent = spent();
        ObjectNode plan = JSON.objectNode();
        plan.put(
                "language",
                ready.map(PlanReady::language).orElse(run.start().options().language()));
        plan.put("code", ready.map(PlanReady::code).orElse(null));
        plan.put(
                "planner",
                ready.map(PlanReady::planner).orElse(run.start().options().planner()));
        plan.put("model", ready.map(PlanReady::model).filter(m -> !m.isEmpty()).orElse(null));
        ArrayNode found = plan.putArray("findings");
        for (Entry.FoundAt each : findings) {
            found.addObject()
                    .put("rule", each.finding().rule())
                    .put("line", each.finding().line())
                    .put("column", each.finding().column())
                    .put("message", each.finding().message())
                    .put("remedy", each.finding().remedy())
                    .put("attempt", each.attempt());
        }
        plan.put("tokens", spent.tokens());
        plan.put("inputTokens", spent.inputTokens());
        plan.put("outputTokens", spent.outputTokens());
        plan.put("estimated", spent.estimated());
        plan.put("usd", spent.usd());
        plan.put("timeToFirstTokenMs", spent.timeToFirstTokenMs());
        plan.put("durationMs", spent.durationMs());
        return plan;
    }

    /// What stood between the code and the device when it ran last.
    private JsonNode sandbox() {
        return run.preview()
                .map(preview -> preview.started.walls())
                .<JsonNode>map(walls -> {
                    ObjectNode sandbox = JSON.objectNode();
                    sandbox.set("walls", texts(walls.standing()));
                    sandbox.set("missing", texts(walls.missing()));
                    return sandbox;
                })
                .orElse(JSON.nullNode());
    }

    private Entry.Spent spent() {
        return run.plan()
                .map(PlanReady::spent)
                .or(() -> run.planFailed().map(Entry.PlanFailed::spent))
                .or(() -> run.declined().map(Entry.PlanDeclined::spent))
                .orElse(Entry.Spent.NOTHING);
    }

    private ArrayNode effects() {
        ArrayNode effects = JSON.arrayNode();
        Map<Object, Integer> groups = new HashMap<>();
        for (Run.Proposed each : run.proposals()) {
            Lane lane = each.lane();
            EffectProposed proposal = each.effect();
            Optional<Ruling> ruling = lane.ruling(proposal.number());
            ObjectNode effect = effects.addObject();
            effect.put("number", proposal.number());
            effect.put("operation", proposal.operation());
            effect.set("arguments", proposal.arguments());
            effect.put("class", proposal.effect().name());
            effect.put("summary", proposal.summary());
            ObjectNode provenance = effect.putObject("provenance");
            proposal.provenance().forEach((name, origin) -> provenance.set(name, origin(origin)));
            effect.put("decision", decision(lane, proposal, ruling));
            Object alike = ApprovalCard.alike(
                    proposal, catalogue.operation(proposal.operation()), decision(lane, proposal, ruling));
            effect.put("group", groups.computeIfAbsent(alike, _ -> groups.size() + 1));
            effect.set("reasons", texts(ruling.map(Ruling::reasons).orElse(List.of())));
            ruling.map(Ruling::rule).ifPresent(rule -> effect.put("rule", rule));
            effect.put("status", status(lane, proposal));
            effect.set("preview", proposal.preview().value());
            effect.put("step", proposal.step());
            effect.put("line", proposal.line());
            effect.put("hash", proposal.hash());
            flows(effect, proposal);
        }
        return effects;
    }

    private static ObjectNode origin(Origin origin) {
        ObjectNode node =
                JSON.objectNode().put("origin", origin.provenance().name()).put("source", origin.source());
        return node.set("readers", OriginJson.write(origin.readers()));
    }

    /// Who receives what the effect tells beside those whom it names, what of it they may not know, and which
    /// characters of its arguments others wrote.
    private static void flows(ObjectNode effect, EffectProposed proposal) {
        ArrayNode recipients = effect.putArray("recipients");
        proposal.recipients()
                .forEach(recipient -> recipients.add(origin(recipient.origin()).put("address", recipient.address())));
        ArrayNode disclosures = effect.putArray("disclosures");
        proposal.disclosures()
                .forEach(disclosure -> disclosures
                        .addObject()
                        .put("source", disclosure.source())
                        .put("reader", disclosure.reader()));
        ArrayNode marks = effect.putArray("marks");
        for (Entry.OutsideWords words : proposal.outsideWords()) {
            String text = proposal.arguments().at(words.place()).asText();
            marks.addObject()
                    .put("place", words.place())
                    .put("start", words.start())
                    .put("end", words.end())
                    .put("text", text.substring(words.start(), words.end()))
                    .put("source", words.source());
        }
    }

    private static String decision(Lane lane, EffectProposed proposal, Optional<Ruling> ruling) {
        Verdict verdict = ruling.map(Ruling::verdict).orElse(Verdict.ASK);
        return switch (verdict) {
            case ALLOWED -> "allowed";
            case APPROVED -> "approved";
            case EDITED -> "edited";
            case DENIED -> "denied";
            case ASK, ASK_PERSON -> lane.resolved == null ? "asked" : lane.isApproved(proposal) ? "approved" : "denied";
        };
    }

    private String status(Lane lane, EffectProposed proposal) {
        Optional<EffectStarted> started = run.effectStarted(proposal.step());
        StepFinished finished = run.apply().steps.get(proposal.step());
        if (run.undo().isUndone(proposal.number())) {
            return "undone";
        } else if (finished != null && finished.failure() != null) {
            return finished.failure().kind().equals("DENIED") ? "skipped" : "failed";
        } else if (finished != null) {
            return "executed";
        } else if (started.isPresent()) {
            return run.state().isTerminal() ? "failed" : "proposed";
        }
        boolean refused = lane.ruling(proposal.number())
                .filter(r -> r.verdict() == Verdict.DENIED)
                .isPresent();
        return refused || run.state().isTerminal() ? "skipped" : "proposed";
    }

    private ArrayNode steps() {
        ArrayNode steps = JSON.arrayNode();
        boolean applied = run.appliedPreview() > 0;
        Lane lane = applied ? run.apply() : run.preview().orElse(run.apply());
        for (StepFinished step : lane.steps.values()) {
            Optional<EffectStarted> effect = applied ? run.effectStarted(step.step()) : Optional.empty();
            ObjectNode each = steps.addObject();
            each.put("number", step.step());
            each.put("operation", step.operation());
            each.set("arguments", effect.map(EffectStarted::arguments).orElse(step.arguments()));
            outcome(each, step);
            each.set(
                    "effect",
                    effect.map(e -> (JsonNode) JSON.numberNode(e.number())).orElse(JSON.nullNode()));
            each.put("startedAt", step.startedAt().toString());
            each.put("durationMs", step.durationMs());
            each.put("line", step.line());
        }
        return steps;
    }

    private static void outcome(ObjectNode step, StepFinished finished) {
        Returned value = finished.value();
        Failed failure = finished.failure();
        if (value != null) {
            step.set("result", value.value());
        } else if (failure != null) {
            step.putObject("error")
                    .put("name", failure.name())
                    .put("message", failure.message())
                    .put("remedy", failure.remedy());
        }
    }

    private List<String> withheld() {
        return run.finished()
                .map(Entry.RunFinished::withheld)
                .orElseGet(() -> run.preview()
                        .flatMap(p -> Optional.ofNullable(p.finished))
                        .map(Entry.PreviewFinished::withheld)
                        .filter(_ -> run.appliedPreview() == 0)
                        .orElse(List.of()));
    }

    private JsonNode error() {
        RunError error = run.finished().map(Entry.RunFinished::error).orElse(null);
        if (error == null) {
            return JSON.nullNode();
        }
        ObjectNode node = JSON.objectNode()
                .put("kind", error.kind().id())
                .put("message", error.message())
                .put("remedy", error.remedy());
        if (!error.limit().isEmpty()) {
            node.put("limit", error.limit());
        }
        return error.line() > 0 ? node.put("line", error.line()) : node;
    }

    private JsonNode waitingFor() {
        ObjectNode waiting = JSON.objectNode();
        return switch (run.state()) {
            case AWAITING_APPROVAL -> {
                Entry.ApprovalRequested requested = run.preview().orElseThrow().requested;
                waiting.put("kind", "approval");
                if (requested != null) {
                    approval(run).ifPresent(id -> waiting.put("approval", id.toString()));
                    ArrayNode numbers = waiting.putArray("effects");
                    requested.effects().forEach(numbers::add);
                    waiting.put(
                            "until",
                            requested.expires() == null
                                    ? null
                                    : requested.expires().toString());
                }
                yield waiting;
            }
            case AWAITING_ANSWER -> {
                Entry.QuestionAsked question = run.question().orElseThrow();
                waiting.put("kind", "answer").put("question", question.question());
                waiting.set("choices", texts(question.choices()));
                waiting.set("notDoneYet", texts(question.said()));
                yield waiting;
            }
            case AWAITING_TIMER ->
                waiting.put("kind", "timer").put("until", run.until().toString());
            case OVER_BUDGET -> BudgetDocument.waitingFor(run);
            case PLANNING, PREVIEWING, PREVIEWED, RUNNING, SUCCEEDED, FAILED, DECLINED, DENIED, CANCELLED, UNDONE ->
                JSON.nullNode();
        };
    }

    private boolean isUndoable() {
        return run.state() != RunState.UNDONE
                && run.effectsStarted().stream()
                        .filter(e -> !run.undo().isUndone(e.number()))
                        .filter(e -> Optional.ofNullable(run.apply().steps.get(e.step()))
                                .filter(s -> s.value() != null)
                                .isPresent())
                        .anyMatch(e -> catalogue
                                .operation(e.operation())
                                .filter(Operation::undoable)
                                .isPresent());
    }
}
