package dev.errand.evaluation.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.evaluation.check.Fields;
import dev.errand.evaluation.check.MalformedCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is around the device of a case, on servers of this machine that live as long as the case: web pages and
/// interfaces, a language model, another machine that is reached over SSH.
///
/// In words, code, answers and settings of the case `${web}` and `${ssh}` stand for their `host:port`, `${web.port}`
/// and `${ssh.port}` for the ports alone. Where a service is down, its address is there and nobody answers.
///
/// @param web   what is answered; empty: there is no such server
/// @param model what it answers; empty: no model is configured
/// @param ssh   what commands come to; empty: there is no such machine
public record Services(
        Optional<List<Route>> web,
        Optional<List<Reply>> model,
        Optional<List<Ran>> ssh,
        boolean webDown,
        boolean modelDown,
        boolean sshDown) {
    /// What a web server answers to some requests.
    ///
    /// @param path   the whole path; `*` at its end stands for anything
    /// @param method empty: any
    public record Route(String path, String method, int status, String type, String body, Duration delay) {
        public boolean isOf(String requestMethod, String requestPath) {
            boolean there = path.endsWith("*")
                    ? requestPath.startsWith(path.substring(0, path.length() - 1))
                    : requestPath.equals(path);
            return there && (method.isEmpty() || method.equalsIgnoreCase(requestMethod));
        }
    }

    /// What a model answers where it is asked about something.
    ///
    /// @param about words that instruction or data hold, whatever their case; empty: anything
    public record Reply(String about, String text) {}

    /// What a command on the other machine comes to.
    ///
    /// @param command a regular expression
    public record Ran(String command, int exitCode, String output) {}

    static final Services NONE =
            new Services(Optional.empty(), Optional.empty(), Optional.empty(), false, false, false);

    /// @throws MalformedCase if they cannot be understood
    static Services parse(Fields parent, String name) {
        if (parent.get(name).isEmpty()) {
            return NONE;
        }
        Fields fields =
                Fields.of(parent.get(name).orElseThrow(), parent.at(name)).only(List.of("web", "model", "ssh"));
        return new Services(
                fields.get("web").map(_ -> isDown(fields, "web") ? List.of() : web(fields)),
                fields.get("model").map(_ -> isDown(fields, "model") ? List.of() : model(fields)),
                fields.get("ssh").map(_ -> isDown(fields, "ssh") ? List.of() : ssh(fields)),
                isDown(fields, "web"),
                isDown(fields, "model"),
                isDown(fields, "ssh"));
    }

    private static boolean isDown(Fields fields, String name) {
        return fields.get(name).filter(node -> node.asText().equals("down")).isPresent();
    }

    private static List<Route> web(Fields fields) {
        List<Route> routes = new ArrayList<>();
        fields.members("web").forEach((key, node) -> {
            String[] words = key.split(" ", 2);
            String path = words[words.length - 1];
            String method = words.length == 2 ? words[0] : "";
            if (!path.startsWith("/")) {
                throw new MalformedCase(
                        fields.at("web"), "\"" + key + "\" is no path. Write \"/page\" or \"POST /page\".");
            }
            routes.add(route(path, method, node, fields.at("web") + ", " + key));
        });
        return routes;
    }

    private static Route route(String path, String method, JsonNode node, String place) {
        if (!node.isObject()) {
            String body = node.isTextual() ? node.asText() : node.toString();
            return new Route(path, method, 200, type(body), body, Duration.ZERO);
        }
        Fields fields = Fields.of(node, place).only(List.of("status", "type", "body", "json", "repeat", "delayMs"));
        String text = fields.get("json").map(JsonNode::toString).orElse(fields.text("body", ""));
        String body = text.repeat(fields.number("repeat").orElse(1));
        return new Route(
                path,
                method,
                fields.number("status").orElse(200),
                fields.text("type", type(body)),
                body,
                Duration.ofMillis(fields.number("delayMs").orElse(0)));
    }

    private static String type(String body) {
        String start = body.stripLeading();
        return start.startsWith("{") || start.startsWith("[")
                ? "application/json"
                : start.startsWith("<") ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
    }

    private static List<Reply> model(Fields fields) {
        List<Reply> replies = new ArrayList<>();
        if (fields.get("model").orElseThrow().isTextual()) {
            return List.of(new Reply("", fields.required("model")));
        }
        fields.members("model").forEach((about, text) -> replies.add(new Reply(about, text.asText())));
        return replies;
    }

    private static List<Ran> ssh(Fields fields) {
        List<Ran> commands = new ArrayList<>();
        fields.members("ssh").forEach((command, node) -> {
            boolean plain = !node.isObject();
            commands.add(new Ran(
                    command,
                    plain ? 0 : node.path("exitCode").asInt(),
                    plain ? node.asText() : node.path("output").asText()));
        });
        return commands;
    }
}
