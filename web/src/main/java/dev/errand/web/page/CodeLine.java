package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A line of a workflow.
///
/// @param steps that it made; of a loop's the first ones
public record CodeLine(List<Highlight.Token> tokens, List<Integer> steps) {
    private static final int MOST_STEPS = 3;

    public CodeLine {
        tokens = List.copyOf(tokens);
        steps = List.copyOf(steps);
    }

    /// @param document of the run
    static List<CodeLine> of(JsonNode document, Catalogue catalogue) {
        String code = document.at("/plan/code").asText("");
        if (code.isEmpty()) {
            return List.of();
        }
        TreeMap<Integer, TreeSet<Integer>> steps = new TreeMap<>();
        document.path("steps")
                .forEach(step -> steps.computeIfAbsent(step.path("line").asInt(), _ -> new TreeSet<>())
                        .add(step.path("number").asInt()));
        Set<String> operations =
                catalogue.operations().stream().map(Operation::qualifiedName).collect(Collectors.toSet());
        List<CodeLine> lines = new ArrayList<>();
        for (List<Highlight.Token> tokens :
                Highlight.lines(code, document.at("/plan/language").asText(), operations)) {
            lines.add(new CodeLine(
                    tokens,
                    steps.getOrDefault(lines.size() + 1, new TreeSet<>()).stream()
                            .limit(MOST_STEPS)
                            .toList()));
        }
        return lines;
    }
}
