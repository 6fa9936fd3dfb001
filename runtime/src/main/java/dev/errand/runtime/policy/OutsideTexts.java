package dev.errand.runtime.policy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Provenance;
import dev.errand.runtime.journal.Entry.OutsideWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Texts that others wrote, and where their words turn up again.
///
/// A run of characters counts if it stands in such a text exactly so and is at least [#LEAST] characters long, or if
/// it is such a text as a whole and has at least [#LEAST_WHOLE]. Shorter pieces would be found everywhere by chance.
/// What was changed on the way (other case, other spaces) is not found: this is a help for the eye, and no decision
/// rests on it.
final class OutsideTexts {
    static final int LEAST = 12;
    static final int LEAST_WHOLE = 3;

    /// So much is searched at most; a mailbox read as a whole is more than anybody could check.
    private static final int MOST_CHARACTERS = 2_000_000;

    private final Map<String, String> sources = new LinkedHashMap<>();
    private int characters;

    void add(String text, Origin origin) {
        boolean counts = origin.provenance() == Provenance.OUTSIDE && text.length() >= LEAST_WHOLE;
        if (counts
                && characters + text.length() <= MOST_CHARACTERS
                && sources.putIfAbsent(text, origin.source()) == null) {
            characters += text.length();
        }
    }

    /// The words of others in the contents of a call, in order.
    List<OutsideWords> in(Operation operation, ObjectNode arguments) {
        List<OutsideWords> found = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            JsonNode value = arguments.get(parameter.name());
            if (value != null && parameter.mark() == Mark.CONTENT && !sources.isEmpty()) {
                search(value, JsonPointer.empty().appendProperty(parameter.name()), found);
            }
        }
        return found;
    }

    private void search(JsonNode value, JsonPointer at, List<OutsideWords> found) {
        if (value.isTextual()) {
            found.addAll(in(value.textValue(), at));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                search(value.get(i), at.appendIndex(i), found);
            }
        } else {
            value.properties().forEach(member -> search(member.getValue(), at.appendProperty(member.getKey()), found));
        }
    }

    private List<OutsideWords> in(String text, JsonPointer at) {
        @Nullable String[] writers = new @Nullable String[text.length()];
        Map<String, List<Integer>> places = places(text);
        sources.forEach((outside, source) -> {
            if (outside.length() < LEAST) {
                markWhole(text, outside, source, writers);
            } else {
                markPieces(outside, source, places, writers);
            }
        });
        return spans(writers, at);
    }

    /// Where each piece of the least length stands.
    private static Map<String, List<Integer>> places(String text) {
        Map<String, List<Integer>> places = new HashMap<>();
        for (int i = 0; i + LEAST <= text.length(); i++) {
            places.computeIfAbsent(text.substring(i, i + LEAST), _ -> new ArrayList<>())
                    .add(i);
        }
        return places;
    }

    private static void markWhole(String text, String outside, String source, @Nullable String[] writers) {
        for (int at = text.indexOf(outside); at >= 0; at = text.indexOf(outside, at + 1)) {
            mark(writers, at, at + outside.length(), source);
        }
    }

    /// A run of at least [#LEAST] characters is made of pieces of that length, each of which stands in the same text
    /// of others. A piece is found once: its first writer stays.
    private static void markPieces(
            String outside, String source, Map<String, List<Integer>> places, @Nullable String[] writers) {
        for (int i = 0; i + LEAST <= outside.length() && !places.isEmpty(); i++) {
            List<Integer> found = places.remove(outside.substring(i, i + LEAST));
            if (found != null) {
                found.forEach(at -> mark(writers, at, at + LEAST, source));
            }
        }
    }

    private static void mark(@Nullable String[] writers, int start, int end, String source) {
        for (int i = start; i < end; i++) {
            writers[i] = writers[i] == null ? source : writers[i];
        }
    }

    private static List<OutsideWords> spans(@Nullable String[] writers, JsonPointer at) {
        List<OutsideWords> spans = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= writers.length; i++) {
            String writer = writers[start];
            if (i == writers.length || !Objects.equals(writers[i], writer)) {
                if (writer != null) {
                    spans.add(new OutsideWords(at.toString(), start, i, writer));
                }
                start = i;
            }
        }
        return spans;
    }
}
