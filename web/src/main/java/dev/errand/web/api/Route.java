package dev.errand.web.api;

import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Something that can be asked of the interface: both how it is served and how it is described.
///
/// @param id      its name in the description
/// @param body    the schema of the JSON object that it takes
/// @param answers what is answered when all goes well: status → schema, or a media type
record Route(
        HandlerType method,
        String path,
        String id,
        String summary,
        List<Parameter> parameters,
        Optional<String> body,
        Map<Integer, Answer> answers,
        Served served) {
    Route {
        parameters = List.copyOf(parameters);
        answers = Map.copyOf(answers);
    }

    /// @param in     `query` or `header`
    /// @param schema a name of the components
    record Parameter(String in, String name, String schema, String description) {}

    /// @param type   its media type
    /// @param schema a name of the components
    record Answer(String description, String type, String schema) {
        static Answer json(String description, String schema) {
            return new Answer(description, "application/json", schema);
        }
    }

    /// How it is served.
    sealed interface Served {
        /// By a document.
        record Document(Function<Call, Reply> handler) implements Served {}

        /// By a stream of events.
        record Stream(EventStream handler) implements Served {}

        /// By a document made of what was uploaded, of any type.
        record Upload(Function<Call, Reply> handler) implements Served {}
    }

    static Route get(String path, String id, String summary, String schema, Function<Call, Reply> handler) {
        return new Route(
                HandlerType.GET,
                path,
                id,
                summary,
                List.of(),
                Optional.empty(),
                Map.of(200, Answer.json(summary, schema)),
                new Served.Document(handler));
    }

    static Route post(String path, String id, String summary, String body, Function<Call, Reply> handler) {
        return new Route(
                HandlerType.POST,
                path,
                id,
                summary,
                List.of(),
                Optional.of(body),
                Map.of(200, Answer.json("The run as it stands now", "Run")),
                new Served.Document(handler));
    }

    Route answering(int status, Answer answer) {
        return new Route(method, path, id, summary, parameters, body, Map.of(status, answer), served);
    }

    Route with(Parameter... more) {
        return new Route(method, path, id, summary, List.of(more), body, answers, served);
    }
}
