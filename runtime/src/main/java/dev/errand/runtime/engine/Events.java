package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Recorded;
import java.util.List;

/// Journal entries as the events that `--jsonl` prints and streams carry. Names are a contract; one entry may be no
/// event.
public final class Events {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Events() {}

    public static List<ObjectNode> of(Run run, Recorded recorded) {
        return switch (recorded.entry()) {
            case Entry.RunStarted e ->
                one(run, recorded, "run-started", JSON.objectNode().put("intent", e.intent()));
            case Entry.PlanReady e ->
                one(
                        run,
                        recorded,
                        "plan-ready",
                        JSON.objectNode()
                                .put("language", e.language())
                                .put("code", e.code())
                                .put("planner", e.planner()));
            case Entry.EffectProposed e -> one(run, recorded, "effect", effect(e));
            case Entry.EffectStarted e ->
                one(run, recorded, "step-started", step(e.step(), e.operation()).put("effect", e.number()));
            case Entry.StepFinished e -> {
                Entry.Failed failure = e.failure();
                yield failure == null
                        ? one(run, recorded, "step-finished", finished(e))
                        : one(run, recorded, "step-failed", finished(e).put("message", failure.message()));
            }
            case Entry.Said e -> one(run, recorded, "said", JSON.objectNode().put("text", e.text()));
            case Entry.ApprovalRequested e -> {
                ObjectNode body = JSON.objectNode();
                e.effects().forEach(body.putArray("effects")::add);
                yield parked(run, recorded, "approval-requested", body);
            }
            case Entry.ApprovalResolved e ->
                one(
                        run,
                        recorded,
                        "approval-resolved",
                        JSON.objectNode().put("by", e.by()).put("reason", e.reason()));
            case Entry.QuestionAsked e -> {
                ObjectNode body = JSON.objectNode().put("question", e.question());
                e.choices().forEach(body.putArray("choices")::add);
                yield parked(run, recorded, "question-asked", body);
            }
            case Entry.QuestionAnswered e ->
                one(run, recorded, "question-answered", JSON.objectNode().put("answer", e.answer()));
            case Entry.WaitStarted e ->
                one(
                        run,
                        recorded,
                        "run-parked",
                        JSON.objectNode()
                                .put("kind", "timer")
                                .put("until", e.until().toString()));
            case Entry.ModelCallFinished _ -> one(run, recorded, "budget-updated", BudgetDocument.update(run));
            case Entry.BudgetRaised _ -> one(run, recorded, "budget-updated", BudgetDocument.update(run));
            case Entry.BudgetReached _ ->
                List.of(
                        event(run, recorded, "budget-updated", BudgetDocument.update(run)),
                        event(run, recorded, "run-parked", BudgetDocument.waitingFor(run)));
            case Entry.PreviewKept _ -> one(run, recorded, "run-finished", state(run));
            case Entry.RunFinished _ -> one(run, recorded, "run-finished", state(run));
            case Entry.RunUndone _ -> one(run, recorded, "run-finished", state(run));
            case Entry.ModelCallStarted _,
                    Entry.Worked _,
                    Entry.PlanDeclined _,
                    Entry.PlanFailed _,
                    Entry.PreviewStarted _,
                    Entry.EffectsJudged _,
                    Entry.PreviewFinished _,
                    Entry.ApplyStarted _,
                    Entry.EffectDone _,
                    Entry.ChangesMade _,
                    Entry.UndoStarted _,
                    Entry.EffectUndoStarted _,
                    Entry.EffectUndoDone _,
                    Entry.EffectUndone _,
                    Entry.Forgotten _ -> List.of();
        };
    }

    private static ObjectNode state(Run run) {
        return JSON.objectNode().put("state", run.state().id());
    }

    private static ObjectNode step(int number, String operation) {
        return JSON.objectNode().put("step", number).put("operation", operation);
    }

    private static ObjectNode finished(Entry.StepFinished e) {
        return step(e.step(), e.operation())
                .put("preview", e.lane() != Entry.APPLY_LANE)
                .put("durationMs", e.durationMs());
    }

    private static ObjectNode effect(Entry.EffectProposed e) {
        ObjectNode body = JSON.objectNode();
        body.put("number", e.number())
                .put("operation", e.operation())
                .put("class", e.effect().name())
                .put("summary", e.summary());
        return body.set("arguments", e.arguments());
    }

    /// Waiting for a person parks the run: two events of one entry.
    private static List<ObjectNode> parked(Run run, Recorded recorded, String name, ObjectNode body) {
        return List.of(event(run, recorded, name, body), event(run, recorded, "run-parked", state(run)));
    }

    private static List<ObjectNode> one(Run run, Recorded recorded, String name, ObjectNode body) {
        return List.of(event(run, recorded, name, body));
    }

    private static ObjectNode event(Run run, Recorded recorded, String name, ObjectNode body) {
        ObjectNode event = JSON.objectNode();
        event.put("event", name);
        event.put("run", run.id().value());
        event.put("sequence", recorded.sequence());
        event.put("at", recorded.at().toString());
        return event.setAll(body);
    }
}
