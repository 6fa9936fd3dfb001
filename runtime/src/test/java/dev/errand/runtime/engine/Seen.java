package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Catalogue;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A run as its document shows it, in the short words of tests.
record Seen(Run run, ObjectNode document) {
    Seen(Run run, Catalogue catalogue) {
        this(run, RunDocument.of(run, catalogue));
    }

    RunId id() {
        return run.id();
    }

    String state() {
        return document.path("state").asText();
    }

    List<String> said() {
        return each("said", JsonNode::asText);
    }

    List<String> withheld() {
        return each("withheld", JsonNode::asText);
    }

    /// `1 files.write allowed executed`
    List<String> effects() {
        return each(
                "effects",
                e -> "%d %s %s %s"
                        .formatted(
                                e.path("number").asInt(),
                                e.path("operation").asText(),
                                e.path("decision").asText(),
                                e.path("status").asText()));
    }

    JsonNode effect(int number) {
        for (JsonNode effect : document.path("effects")) {
            if (effect.path("number").asInt() == number) {
                return effect;
            }
        }
        throw new AssertionError("no effect " + number + " in " + document.path("effects"));
    }

    /// Where an argument of an effect comes from.
    String origin(int effect, String parameter) {
        return effect(effect).at("/provenance/" + parameter + "/origin").asText();
    }

    String source(int effect, String parameter) {
        return effect(effect).at("/provenance/" + parameter + "/source").asText();
    }

    Entry.Verdict verdict(int effect) {
        return entries(Entry.EffectsJudged.class).getLast().rulings().stream()
                .filter(ruling -> ruling.number() == effect)
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    List<String> operations() {
        return each("steps", s -> s.path("operation").asText());
    }

    JsonNode result() {
        return document.path("result");
    }

    String error() {
        return document.at("/error/message").asText();
    }

    String errorKind() {
        return document.at("/error/kind").asText();
    }

    String question() {
        return document.at("/waitingFor/question").asText();
    }

    <T> List<T> entries(Class<T> type) {
        return run.entries().stream()
                .map(Recorded::entry)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private <T> List<T> each(String member, Function<JsonNode, T> words) {
        List<T> all = new ArrayList<>();
        document.path(member).forEach(node -> all.add(words.apply(node)));
        return all;
    }
}
