package dev.errand.web.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.intents.Channel;
import dev.errand.runtime.Documents;
import dev.errand.runtime.Errand;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.RunId;
import dev.errand.web.api.Schemas;
import dev.errand.web.api.Wish;
import dev.errand.web.http.Body;
import dev.errand.web.http.Problem;
import dev.errand.web.http.Problems;
import dev.errand.web.mcp.Tool.Hint;
import dev.errand.web.mcp.Tool.Returned;
import dev.errand.web.work.Desk;
import dev.errand.web.work.RunWords;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What clients may call. None of it approves anything, and none ever shall: a client's words are not the person's.
final class Tools {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> INTENT = Set.of("intent", "after", "locale", "planner", "budget");
    private static final int MOST_LISTED = 50;

    private final Errand errand;
    private final Desk desk;
    private final Leading leading;
    private final RunWords words;
    private final List<Tool> tools;

    Tools(Errand errand, Desk desk, Leading leading, RunWords words) {
        this.errand = errand;
        this.desk = desk;
        this.leading = leading;
        this.words = words;
        this.tools = List.of(runIntent(), planIntent(), getRun(), listPending(), cancelRun());
    }

    private Tool runIntent() {
        return new Tool(
                "run_intent",
                "Carry out an intent",
                "Carry out what the person wants on their device, given in their own words. Returns when the run has"
                        + " ended, or waits: for an answer, for a time, or for the person's approval, which only they"
                        + " can give, not through this client.",
                Hint.of(Hint.DESTRUCTIVE, Hint.OPEN_WORLD),
                intent(),
                Schemas.alone("Run"),
                (arguments, exchange) -> begin(arguments, exchange, false));
    }

    private Tool planIntent() {
        return new Tool(
                "plan_intent",
                "Show what an intent would do",
                "Plan what the person wants and show every effect it would have. Nothing is changed; the person can let"
                        + " it go on from there.",
                Hint.of(Hint.READ_ONLY, Hint.OPEN_WORLD),
                intent(),
                Schemas.alone("Run"),
                (arguments, exchange) -> begin(arguments, exchange, true));
    }

    private Tool getRun() {
        return new Tool(
                "get_run",
                "Look at a run",
                "How a run stands: its plan, effects, steps, what it said, and what it waits for.",
                Hint.of(Hint.READ_ONLY, Hint.IDEMPOTENT),
                ofRun(),
                Schemas.alone("Run"),
                (arguments, _) -> told(run(arguments)));
    }

    private Tool listPending() {
        ObjectNode input = object();
        member(input, "limit", "integer", "At most so many; 20 if it is left out.")
                .put("minimum", 1)
                .put("maximum", MOST_LISTED);
        return new Tool(
                "list_pending",
                "List what waits for the person",
                "Runs that wait for the person's approval or answer, newest first.",
                Hint.of(Hint.READ_ONLY, Hint.IDEMPOTENT),
                input,
                Schemas.alone("Inbox"),
                (arguments, _) -> pending(arguments));
    }

    private Tool cancelRun() {
        return new Tool(
                "cancel_run",
                "Cancel a run",
                "End a run that has not ended. What was done stays done.",
                Hint.of(),
                ofRun(),
                Schemas.alone("Run"),
                (arguments, _) -> {
                    RunId id = run(arguments);
                    desk.now(() -> errand.engine().cancel(id));
                    return told(id);
                });
    }

    private static ObjectNode object() {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        schema.putObject("properties");
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode member(ObjectNode schema, String name, String type, String description) {
        return schema.withObjectProperty("properties")
                .putObject(name)
                .put("type", type)
                .put("description", description);
    }

    private static ObjectNode intent() {
        ObjectNode of = Schemas.alone("NewRun");
        ObjectNode properties = of.withObjectProperty("properties");
        properties.retain(INTENT);
        of.remove("anyOf");
        of.putArray("required").add("intent");
        return of;
    }

    private static ObjectNode ofRun() {
        ObjectNode input = object();
        member(input, "run", "string", "The run's name, such as r-7k3m9q2x.");
        input.putArray("required").add("run");
        return input;
    }

    ObjectNode list() {
        ArrayNode list = JSON.arrayNode();
        tools.forEach(tool -> list.add(tool.document()));
        return JSON.objectNode().set("tools", list);
    }

    List<String> names() {
        return tools.stream().map(Tool::name).toList();
    }

    Optional<Tool> named(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /// What came of a call, a refusal too: whoever called reads what to do about it.
    ObjectNode call(Tool tool, ObjectNode arguments, Exchange exchange) {
        try {
            Body.only(
                    arguments,
                    Set.copyOf(tool.input()
                            .path("properties")
                            .propertyStream()
                            .map(java.util.Map.Entry::getKey)
                            .toList()));
            return tool.body().call(arguments, exchange).result();
        } catch (RuntimeException e) {
            Problem problem = Problems.of(e);
            if (problem.status() == 500) {
                e.printStackTrace();
            }
            ObjectNode result = JSON.objectNode();
            result.putArray("content")
                    .addObject()
                    .put("type", "text")
                    .put("text", problem.title() + ": " + problem.detail());
            return result.put("isError", true);
        }
    }

    private Returned begin(ObjectNode arguments, Exchange exchange, boolean isDry) {
        if (Body.text(arguments, "intent").filter(text -> !text.isBlank()).isEmpty()) {
            throw Problem.invalid("\"intent\" is missing: what is wanted, in words?")
                    .thrown();
        }
        Wish wish = Wish.of(arguments.deepCopy().put("dryRun", isDry), null, errand);
        RunStarted start = wish.start(errand.engine(), Channel.MCP);
        return told(leading.lead(exchange, () -> errand.engine().start(start)));
    }

    private Returned told(RunId id) {
        ObjectNode document = desk.document(id);
        return new Returned(words.of(document), document, RunWords.isFailure(document));
    }

    private RunId run(ObjectNode arguments) {
        String name = Body.text(arguments, "run")
                .orElseThrow(
                        () -> Problem.invalid("\"run\" is missing: which run?").thrown());
        RunId id = new RunId(name);
        if (!errand.engine().knows(id)) {
            throw Problem.notFound("There is no run %s. list_pending shows those that wait.".formatted(id))
                    .thrown();
        }
        return id;
    }

    private Returned pending(ObjectNode arguments) {
        int limit = arguments.path("limit").asInt(20);
        if ((arguments.has("limit") && !arguments.path("limit").isInt()) || limit < 1 || limit > MOST_LISTED) {
            throw Problem.invalid("\"limit\" is a number from 1 to %d.".formatted(MOST_LISTED))
                    .thrown();
        }
        ArrayNode inbox = Documents.inbox(errand.engine(), limit, Optional.empty());
        return new Returned(words.ofInbox(inbox), JSON.objectNode().set("inbox", inbox), false);
    }
}
