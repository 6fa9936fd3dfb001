package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An argument of an effect, whole, with where it comes from.
///
/// @param label  what it is called on the screen
/// @param field  the name of its field in the form
/// @param form   how it is edited
/// @param text   as it is edited: lists with an element a line
/// @param pieces the same as it is read, divided where words of others begin and end
/// @param origin in words
/// @param tone   `outside` where others decided it
/// @param source what it came from; empty where the origin says it all
/// @param steps  whose results went into it
public record Argument(
        String name,
        String label,
        String field,
        Form form,
        String text,
        List<Piece> pieces,
        String origin,
        String tone,
        String source,
        List<Integer> steps) {
    /// How an argument is edited.
    public enum Form {
        LINE,
        TEXT,
        LIST,
        JSON
    }

    /// Some characters of it.
    ///
    /// @param source who wrote them, if it was not the person or the plan; else empty
    public record Piece(String text, String source) {}

    public Argument {
        pieces = List.copyOf(pieces);
        steps = List.copyOf(steps);
    }

    static Argument of(JsonNode effect, String name, JsonNode value, String label, List<Integer> steps, Texts t) {
        JsonNode origin = effect.path("provenance").path(name);
        String from = origin.path("origin").asText("");
        Form form = form(value);
        return new Argument(
                name,
                label,
                "arg." + effect.path("number").asInt() + "." + name,
                form,
                text(value, form),
                pieces(effect.path("marks"), name, value, form),
                from.isEmpty() ? "" : t.get("origin." + from.toLowerCase(java.util.Locale.ROOT)),
                from.equals("OUTSIDE") ? "outside" : "",
                from.equals("OWNED") || from.equals("OUTSIDE")
                        ? Visible.text(origin.path("source").asText(""))
                        : "",
                steps);
    }

    private static Form form(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue().indexOf('\n') >= 0 || value.textValue().length() > 80 ? Form.TEXT : Form.LINE;
        }
        boolean isList = value.isArray() && !value.isEmpty();
        for (JsonNode each : value) {
            isList &= each.isTextual() && each.textValue().indexOf('\n') < 0;
        }
        return isList ? Form.LIST : Form.JSON;
    }

    private static String text(JsonNode value, Form form) {
        return switch (form) {
            case LINE, TEXT -> value.textValue();
            case LIST -> {
                List<String> lines = new ArrayList<>();
                value.forEach(each -> lines.add(each.textValue()));
                yield String.join("\n", lines);
            }
            case JSON -> value.isContainerNode() ? value.toPrettyString() : value.asText();
        };
    }

    private static List<Piece> pieces(JsonNode marks, String name, JsonNode value, Form form) {
        List<Piece> pieces = new ArrayList<>();
        String text = text(value, form);
        int from = 0;
        for (JsonNode mark : marks) {
            int start = mark.path("start").asInt();
            int end = Math.min(mark.path("end").asInt(), text.length());
            if (mark.path("place").asText().equals("/" + name) && start >= from && end > start) {
                pieces.add(new Piece(Visible.text(text.substring(from, start)), ""));
                pieces.add(new Piece(
                        Visible.text(text.substring(start, end)),
                        Visible.text(mark.path("source").asText())));
                from = end;
            }
        }
        pieces.add(new Piece(Visible.text(text.substring(from)), ""));
        return pieces.stream().filter(piece -> !piece.text().isEmpty()).toList();
    }

    /// What the person made of it; empty if they left it as it was.
    static Optional<JsonNode> edited(JsonNode before, String typed) {
        Form form = form(before);
        String text = typed.replace("\r\n", "\n");
        if (text.equals(text(before, form).replace("\r\n", "\n"))) {
            return Optional.empty();
        }
        return Optional.of(
                switch (form) {
                    case LINE, TEXT -> JsonNodeFactory.instance.textNode(text);
                    case LIST -> {
                        var list = JsonNodeFactory.instance.arrayNode();
                        text.lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .forEach(list::add);
                        yield list;
                    }
                    case JSON -> parsed(text);
                });
    }

    private static JsonNode parsed(String text) {
        try {
            JsonNode value = new ObjectMapper().readTree(text);
            return value == null || value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
        } catch (IOException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }
}
