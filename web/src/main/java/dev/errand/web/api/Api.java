package dev.errand.web.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.intents.voice.Transcriptions;
import dev.errand.os.device.Hash;
import dev.errand.runtime.Errand;
import dev.errand.web.api.Route.Answer;
import dev.errand.web.api.Route.Parameter;
import dev.errand.web.api.Route.Served;
import dev.errand.web.http.Body;
import dev.errand.web.http.Gate;
import dev.errand.web.http.Problem;
import dev.errand.web.http.Problems;
import dev.errand.web.work.Desk;
import dev.errand.web.work.Hub;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The interface for programs: one table of routes, which is served and described.
public final class Api {
    private static final long MOST_AUDIO = 25_000_000;
    private static final Parameter LIMIT =
            new Parameter("query", "limit", "Limit", "At most so many; 100 if it is left out.");
    private static final Parameter BEFORE =
            new Parameter("query", "before", "RunId", "Only runs that began before this one.");
    private static final Parameter LAST_EVENT = new Parameter(
            "header", "Last-Event-ID", "Sequence", "The last event that is known; what came after it is told.");

    private final Gate gate;
    private final Idempotency answers;
    private final List<Route> routes;

    /// @param metrics in Prometheus' text format
    public Api(Errand errand, Transcriptions speech, Desk desk, Hub hub, Gate gate, Supplier<String> metrics) {
        this.gate = gate;
        this.answers = new Idempotency(errand.home().state().resolve("http-answers"));
        this.routes = table(
                new RunCalls(errand, desk),
                new HomeCalls(errand, speech, metrics),
                new EventStream(errand.engine(), hub));
    }

    private List<Route> table(RunCalls runs, HomeCalls home, EventStream events) {
        return List.of(
                Route.post("/api/v1/runs", "startRun", "Begin a run, of words or of code", "NewRun", runs::start)
                        .answering(201, Answer.json("The run that was begun; it goes on by itself", "Run")),
                Route.get("/api/v1/runs", "listRuns", "Runs, newest first", "RunList", runs::list)
                        .with(LIMIT, BEFORE),
                Route.get("/api/v1/runs/{id}", "showRun", "A run as it stands", "Run", runs::show),
                new Route(
                        HandlerType.GET,
                        "/api/v1/runs/{id}/events",
                        "watchRun",
                        "What happens in a run, as it happens",
                        List.of(LAST_EVENT),
                        Optional.empty(),
                        Map.of(
                                200,
                                new Answer(
                                        "Server-sent events, until the run has ended; `id` is the sequence in the"
                                                + " journal, and a client that sends it back as Last-Event-ID misses"
                                                + " nothing. A heartbeat comes every 15 seconds.",
                                        "text/event-stream",
                                        "EventStream"),
                                204,
                                new Answer("The run has ended, and nothing came after that event", "", "")),
                        new Served.Stream(events)),
                Route.post(
                        "/api/v1/runs/{id}/approve",
                        "approveRun",
                        "Let a run do what it asks for, changed perhaps; or raise its budget",
                        "Consent",
                        runs::approve),
                Route.post("/api/v1/runs/{id}/deny", "denyRun", "Refuse what a run asks for", "Denial", runs::deny),
                Route.post(
                        "/api/v1/runs/{id}/answer",
                        "answerRun",
                        "Answer the question that a run waits with",
                        "Answer",
                        runs::answer),
                Route.post(
                        "/api/v1/runs/{id}/cancel",
                        "cancelRun",
                        "End a run; what was done stays done",
                        "Nothing",
                        runs::cancel),
                Route.post(
                        "/api/v1/runs/{id}/undo",
                        "undoRun",
                        "Take back what a run did, as far as that is possible",
                        "Undo",
                        runs::undo),
                Route.get("/api/v1/inbox", "inbox", "What waits for a person, newest first", "Inbox", home::inbox)
                        .with(LIMIT, BEFORE),
                Route.get("/api/v1/rules", "rules", "What is always allowed, asked or refused", "Rules", home::rules),
                Route.get("/api/v1/schedules", "schedules", "Standing intents", "Schedules", home::schedules),
                Route.get("/api/v1/skills", "skills", "What the device can do", "Skills", home::skills),
                new Route(
                        HandlerType.POST,
                        "/api/v1/transcriptions",
                        "transcribe",
                        "Words of a recording",
                        List.of(),
                        Optional.empty(),
                        Map.of(200, Answer.json("What was said", "Transcription")),
                        new Served.Upload(home::transcribe)),
                Route.get("/health", "health", "Whether the server works; needs no token", "Health", home::health),
                Route.get("/metrics", "metrics", "Metrics in Prometheus' text format", "Text", home::metrics)
                        .answering(200, new Answer("Metrics", "text/plain", "Text")),
                Route.get("/openapi.json", "description", "This description", "Object", this::description));
    }

    private Reply description(Call call) {
        return Reply.ok(new OpenApi(routes).document());
    }

    /// Serves all of it.
    public void serveOn(RoutesConfig server) {
        routes.forEach(route -> server.addHttpHandler(route.method(), route.path(), context -> serve(route, context)));
    }

    /// Whether an address belongs to programs: what is wrong there is told as a problem document.
    public static boolean isFor(String path) {
        return path.startsWith("/api/")
                || path.startsWith("/v1/")
                || List.of("/health", "/metrics", "/openapi.json", "/mcp").contains(path);
    }

    /// Who asks for something of programs is to have the token.
    public void guard(Context context) {
        if (!context.path().equals("/health")) {
            gate.requireToken(context);
        }
    }

    private void serve(Route route, Context context) {
        switch (route.served()) {
            case Served.Document(Function<Call, Reply> handler) -> answer(route, context, Body.MOST_BYTES, handler);
            case Served.Upload(Function<Call, Reply> handler) -> answer(route, context, MOST_AUDIO, handler);
            case Served.Stream(EventStream stream) ->
                stream.serve(new Call(context, new byte[0], JsonNodeFactory.instance.objectNode(), Optional.empty()));
        }
    }

    private void answer(Route route, Context context, long most, Function<Call, Reply> handler) {
        byte[] bytes = route.method().equals(HandlerType.GET) ? new byte[0] : Body.bytes(context, most);
        ObjectNode body =
                route.body().isPresent() ? Body.object(context, bytes) : JsonNodeFactory.instance.objectNode();
        Optional<String> key = Optional.ofNullable(context.header("Idempotency-Key"))
                .filter(_ -> route.method().equals(HandlerType.POST));
        key.filter(given -> given.isBlank() || given.length() > 255).ifPresent(_ -> {
            throw Problem.notUnderstood("An Idempotency-Key has 1 to 255 characters.")
                    .thrown();
        });
        Call call = new Call(context, bytes, body, key);
        Reply reply = key.isEmpty()
                ? handler.apply(call)
                : answers.once(
                        key.get(),
                        route.method() + " " + context.path() + "\n" + Hash.of(bytes),
                        () -> answerOrProblem(handler, call));
        reply.write(context);
    }

    /// A refusal is an answer too: the same request is refused again.
    private static Reply answerOrProblem(Function<Call, Reply> handler, Call call) {
        try {
            return handler.apply(call);
        } catch (RuntimeException e) {
            Problem problem = Problems.of(e);
            if (problem.status() == 500) {
                throw e;
            }
            return Reply.of(problem);
        }
    }
}
