package dev.errand.evaluation.understanding;

import dev.errand.os.operation.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Which operations carry out an action that utterances are labelled with: the reviewed table `actions.txt`.
record Actions(Map<String, Set<String>> operations) {
    static Actions reviewed() {
        try (InputStream in = Objects.requireNonNull(Actions.class.getResourceAsStream("actions.txt"))) {
            Map<String, Set<String>> all = new LinkedHashMap<>();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] sides = line.split("=", 2);
                        String right = sides[1].strip();
                        all.put(sides[0].strip(), right.isEmpty() ? Set.of() : Set.of(right.split("\\s+")));
                    });
            return new Actions(Map.copyOf(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Those of them that this catalogue has.
    Set<String> of(String action, Catalogue catalogue) {
        return of(action).stream()
                .filter(operation -> catalogue.operation(operation).isPresent())
                .collect(Collectors.toSet());
    }

    /// One of these must be called; empty where the device has no operation for it, so that declining is right.
    ///
    /// @throws IllegalArgumentException for an action that the table does not have
    Set<String> of(String action) {
        Set<String> found = operations.get(action);
        if (found == null) {
            throw new IllegalArgumentException("No operations are known for the action \"" + action
                    + "\". Add it to actions.txt, or use one of "
                    + String.join(
                            ", ",
                            List.copyOf(operations.keySet().stream().sorted().toList())) + ".");
        }
        return found;
    }
}
