package dev.errand.runtime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.journal.CallHistory;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import dev.errand.runtime.policy.Rule;
import dev.errand.runtime.policy.RuleCodec;
import dev.errand.runtime.policy.Rulebook;
import dev.errand.runtime.schedule.Attendant;
import dev.errand.runtime.schedule.StandingIntent;
import dev.errand.runtime.schedule.Trigger;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What a home holds beside single runs, as the JSON documents that programs and pages read: the same at the command
/// line and at every other door. Field names are a contract.
public final class Documents {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Documents() {}

    /// A run at a glance.
    public static ObjectNode summary(Journal.Summary run) {
        return JSON.objectNode()
                .put("id", run.id().value())
                .put("state", run.state().id())
                .put("intent", run.intent())
                .put("startedAt", run.startedAt().toString());
    }

    /// What waits for a person, newest first.
    ///
    /// @param before only runs that began before this one
    public static ArrayNode inbox(Engine engine, int limit, Optional<RunId> before) {
        ArrayNode documents = JSON.arrayNode();
        engine.inbox(limit, before).forEach(run -> documents.add(waiting(engine, run)));
        return documents;
    }

    /// A run that waits for a person, and for what.
    public static ObjectNode waiting(Engine engine, Journal.Summary run) {
        ObjectNode document = summary(run);
        engine.approval(run.id()).ifPresent(card -> document.set("approval", card.document()));
        if (run.state() == RunState.AWAITING_ANSWER) {
            engine.run(run.id())
                    .question()
                    .filter(question -> !question.question().isEmpty())
                    .ifPresent(question -> {
                        document.put("question", question.question());
                        question.choices().forEach(document.putArray("choices")::add);
                    });
        }
        return document;
    }

    /// The person's rules, how often each decided, and what is wrong with the file.
    public static ObjectNode rules(Errand errand) {
        Rulebook book = errand.rules().read();
        ObjectNode document = JSON.objectNode();
        ArrayNode rules = document.putArray("rules");
        for (Rule rule : book.rules()) {
            CallHistory.Uses uses = errand.history().usesOf(rule.id());
            ObjectNode node = RuleCodec.write(rule).put("uses", uses.times());
            rules.add(node.put("lastUse", uses.times() == 0 ? null : uses.last().toString()));
        }
        ArrayNode problems = document.putArray("problems");
        book.problems()
                .forEach(problem -> problems.addObject().put("id", problem.id()).put("message", problem.message()));
        return document;
    }

    /// A standing intent, and when it is due next.
    public static ObjectNode schedule(StandingIntent standing) {
        ObjectNode document = JSON.objectNode()
                .put("id", standing.id())
                .put("intent", standing.intent())
                .put("when", standing.trigger().inWords())
                .put("paused", standing.paused())
                .put("onApproval", standing.unattended().name().toLowerCase(Locale.ROOT))
                .put("missed", standing.missed().name().toLowerCase(Locale.ROOT))
                .put("planner", standing.planner())
                .put("created", standing.created().toString());
        if (standing.trigger() instanceof Trigger.Times times) {
            document.put("cron", times.cron()).put("zone", standing.zone());
        }
        if (!standing.code().isEmpty()) {
            document.put("code", standing.code());
        }
        Attendant.next(standing, Instant.now()).ifPresent(next -> document.put("next", next.toString()));
        return document;
    }
}
