package dev.errand.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.intents.Channel;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Events;
import dev.errand.runtime.engine.LookedAt;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.Entry.QuestionAsked;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import dev.errand.web.work.Desk;
import dev.errand.web.work.Hub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Leads a run for a client until it has ended or waits for something that the client cannot give: tells how far it
/// is, and hands its questions to the person behind the client. Approvals it never hands on. Thread-safe.
final class Leading {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);
    private static final int MOST_QUESTIONS = 50;

    private final Errand errand;
    private final Desk desk;
    private final Hub hub;

    Leading(Errand errand, Desk desk, Hub hub) {
        this.errand = errand;
        this.desk = desk;
        this.hub = hub;
    }

    private Engine engine() {
        return errand.engine();
    }

    /// Returns when the run rests, when the client has gone, or when the server is about to end.
    RunId lead(Exchange exchange, Supplier<RunId> deed) {
        Desk.Handed handed = desk.hand(deed);
        RunId id = handed.run();
        exchange.onCancel(() -> cancel(id));
        long told = follow(exchange, handed, 0);
        for (int i = 0; i < MOST_QUESTIONS && exchange.canElicit(); i++) {
            Optional<Desk.Handed> next = ask(exchange, engine().run(id));
            if (next.isEmpty()) {
                break;
            }
            told = follow(exchange, next.get(), told);
        }
        return id;
    }

    private void cancel(RunId id) {
        try {
            desk.now(() -> engine().cancel(id));
        } catch (Refusal e) {
            // it has ended by itself
        }
    }

    /// Tells what happens until the run rests; returns how much of its journal was told.
    private long follow(Exchange exchange, Desk.Handed handed, long from) {
        long after = from;
        Instant beat = Instant.now().plus(BEAT);
        try (Hub.Watcher watcher = hub.watch(handed.run())) {
            while (true) {
                boolean isOver = handed.rested().isDone() || exchange.isOver() || hub.isClosed();
                after = tell(exchange, handed.run(), after);
                if (isOver) {
                    return after;
                }
                if (Instant.now().isAfter(beat)) {
                    exchange.beat();
                    beat = Instant.now().plus(BEAT);
                }
                watcher.next(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return after;
        }
    }

    private long tell(Exchange exchange, RunId id, long after) {
        List<ObjectNode> events = new ArrayList<>();
        Run run = engine().tell(id, after, (now, recorded) -> events.addAll(Events.of(now, recorded)));
        long last = after;
        for (ObjectNode event : events) {
            long sequence = event.path("sequence").asLong();
            if (sequence > last) { // of two events of one entry the first
                exchange.progress(sequence, inWords(event));
                last = sequence;
            }
        }
        return Math.max(after, run.length());
    }

    private static String inWords(ObjectNode event) {
        String name = event.path("event").asText();
        return switch (name) {
            case "run-started" -> "Run %s began".formatted(event.path("run").asText());
            case "plan-ready" -> "The plan is ready";
            case "effect" -> "Would do: " + event.path("summary").asText();
            case "step-started" -> event.path("operation").asText() + " begins";
            case "step-finished" -> event.path("operation").asText() + " is done";
            case "step-failed" -> event.path("operation").asText() + " failed";
            case "run-finished" -> "The run is " + event.path("state").asText().replace('_', ' ');
            default -> name.replace('-', ' ');
        };
    }

    /// Hands a question of the run on, if it has one; empty if no answer comes of it. An answer that does not fit is
    /// asked for again.
    private Optional<Desk.Handed> ask(Exchange exchange, Run run) {
        Optional<QuestionAsked> question = run.state() == RunState.AWAITING_ANSWER ? run.question() : Optional.empty();
        if (question.isEmpty()) {
            return Optional.empty();
        }
        Optional<Session.Question> asked = exchange.elicit(form(question.get()));
        Optional<String> answer = asked.flatMap(each -> await(exchange, each, run));
        if (answer.isEmpty() || exchange.isOver()) {
            return Optional.empty();
        }
        return Optional.of(desk.hand(() -> {
            answer(run, answer.get());
            return run.id();
        }));
    }

    /// Of two answers the first counts; whether this was it shows in what the run does next.
    private void answer(Run run, String answer) {
        try {
            engine().answer(run.id(), answer, Channel.MCP.id(), LookedAt.of(run));
        } catch (Refusal e) {
            // it does not fit, or somebody else was faster: what the run asks now is asked next
        }
    }

    private Optional<String> await(Exchange exchange, Session.Question asked, Run run) {
        Instant deadline = Instant.now().plus(LONGEST_ANSWER);
        Instant beat = Instant.now().plus(BEAT);
        while (Instant.now().isBefore(deadline) && !exchange.isOver() && !hub.isClosed()) {
            try {
                return accepted(asked.answer().get(LOOK.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (engine().run(run.id()).length() != run.length()) {
                    break; // answered, or ended, from elsewhere
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("It never ends with a failure.", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            if (Instant.now().isAfter(beat)) {
                exchange.beat();
                beat = Instant.now().plus(BEAT);
            }
        }
        exchange.withdraw(asked);
        return Optional.empty();
    }

    private static Optional<String> accepted(JsonNode message) {
        JsonNode answer = message.path("result").path("content").path("answer");
        boolean isGiven = message.path("result").path("action").asText().equals("accept") && answer.isValueNode();
        return isGiven && !answer.isNull()
                ? Optional.of(answer.isBoolean() ? (answer.booleanValue() ? "yes" : "no") : answer.asText())
                : Optional.empty();
    }

    private static ObjectNode form(QuestionAsked question) {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("mode", "form");
        String said = String.join("\n", question.said());
        params.put("message", said.isEmpty() ? question.question() : said + "\n" + question.question());
        ObjectNode schema = params.putObject("requestedSchema").put("type", "object");
        ObjectNode answer = schema.putObject("properties").putObject("answer").put("title", "Answer");
        answer.put("type", question.confirm() ? "boolean" : "string");
        if (!question.choices().isEmpty() && !question.confirm()) {
            question.choices().forEach(answer.putArray("enum")::add);
        }
        schema.putArray("required").add("answer");
        return params;
    }
}
