package dev.errand.web.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Hash;
import dev.errand.web.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a chat client sends: all that was said so far, the newest last.
///
/// @param turns without what is said to models beside the conversation
record Talk(List<Turn> turns, boolean isStreamed, boolean isUsageWanted) {
    static final String MODEL = "errand";
    private static final Set<String> ASIDE = Set.of("system", "developer");
    private static final int MOST_TURNS = 2000;

    /// Something that was said.
    ///
    /// @param isPersons said to the device, not by it
    record Turn(boolean isPersons, String text) {}

    Talk {
        turns = List.copyOf(turns);
    }

    /// What a request says. Members that change how a model writes are ignored, tools too: there are tools behind
    /// this model, and a client's own are never called. What would have to change the answer's form is refused.
    static Talk of(ObjectNode body) {
        String model = body.path("model").asText();
        if (!model.equals(MODEL)) {
            throw Problem.notFound(
                            "There is no model \"%s\" here; the one there is is called \"%s\".".formatted(model, MODEL))
                    .thrown();
        } else if (body.path("n").asInt(1) != 1) {
            throw Problem.invalid("\"n\" must be 1: what is done is done once.").thrown();
        } else if (!Set.of("", "text").contains(body.at("/response_format/type").asText())) {
            throw Problem.invalid("\"response_format\" must be text.").thrown();
        }
        JsonNode choice = body.path("tool_choice");
        if (choice.isObject() || choice.asText().equals("required")) {
            throw Problem.invalid("\"tool_choice\" cannot be met: the client's tools are never called here.")
                    .thrown();
        }
        return new Talk(
                turns(body.path("messages")),
                body.path("stream").asBoolean(),
                body.at("/stream_options/include_usage").asBoolean());
    }

    private static List<Turn> turns(JsonNode messages) {
        if (!messages.isArray() || messages.size() > MOST_TURNS) {
            throw Problem.invalid("\"messages\" is a list of at most %d messages.".formatted(MOST_TURNS))
                    .thrown();
        }
        List<Turn> turns = new ArrayList<>();
        for (JsonNode message : messages) {
            String role = message.path("role").asText();
            if (role.equals("user") || role.equals("assistant")) {
                turns.add(new Turn(role.equals("user"), text(message.path("content"))));
            } else if (!ASIDE.contains(role)) {
                throw Problem.invalid("A message of the role \"%s\" is not taken.".formatted(role))
                        .thrown();
            }
        }
        if (turns.isEmpty()
                || !turns.getLast().isPersons()
                || turns.getLast().text().isEmpty()) {
            throw Problem.invalid("The last message must be the user's, and say something.")
                    .thrown();
        }
        return turns;
    }

    private static String text(JsonNode content) {
        if (content.isTextual() || content.isNull() || content.isMissingNode()) {
            return content.asText("").strip();
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode part : content) {
            if (!part.path("type").asText().equals("text")) {
                throw Problem.invalid("Only text is taken; \"%s\" was sent."
                                .formatted(part.path("type").asText()))
                        .thrown();
            }
            parts.add(part.path("text").asText());
        }
        return String.join("\n", parts).strip();
    }

    /// What is said now.
    String said() {
        return turns.getLast().text();
    }

    /// What the person said before, oldest first.
    List<String> before() {
        return turns.subList(0, turns.size() - 1).stream()
                .filter(Turn::isPersons)
                .map(Turn::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /// Names the conversation up to what is said now; empty at its beginning.
    String sofar() {
        return turns.size() == 1 ? "" : name(turns.subList(0, turns.size() - 1));
    }

    /// Names the conversation with what is said now.
    String name() {
        return name(turns);
    }

    /// Names the conversation after an answer.
    String after(String answer) {
        List<Turn> longer = new ArrayList<>(turns);
        longer.add(new Turn(false, answer.strip()));
        return name(longer);
    }

    private static String name(List<Turn> turns) {
        StringBuilder all = new StringBuilder();
        turns.forEach(turn -> all.append(turn.isPersons() ? "user " : "assistant ")
                .append(turn.text().length())
                .append('\n')
                .append(turn.text())
                .append('\n'));
        return Hash.of(all.toString());
    }
}
