package dev.errand.os.kit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// What is tried of every operation, read from `operation-cases.txt`, which says how it is written.
///
/// @param found   something that is there
/// @param nothing nothing is found
/// @param several several are found
/// @param many    none, and very many
record OperationCases(String operation, Case found, Case nothing, Case several, Case many) {
    /// How one case of one operation is tried.
    sealed interface Case {
        /// Called, and the result has the words.
        record Gives(String arguments, String words) implements Case {}

        /// Called, and it fails as not found.
        record FindsNothing(String arguments, String words) implements Case {}

        /// Called, and the result has so many elements.
        record Counts(String arguments, int elements) implements Case {}

        /// Another test shows it.
        record Elsewhere(String type, String test) implements Case {}

        /// It does not apply.
        record Without(String why) implements Case {}
    }

    List<Case> all() {
        return List.of(found, nothing, several, many);
    }

    @Override
    public String toString() {
        return operation;
    }

    static List<OperationCases> read() {
        try (InputStream in = Objects.requireNonNull(OperationCases.class.getResourceAsStream("operation-cases.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(OperationCases::of)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OperationCases of(String line) {
        List<String> cells =
                Arrays.stream(line.split(" \\| ", -1)).map(String::strip).toList();
        if (cells.size() != 5) {
            throw new IllegalArgumentException("Five cells are wanted: " + line);
        }
        return new OperationCases(
                cells.getFirst(), cell(cells.get(1)), cell(cells.get(2)), cell(cells.get(3)), cell(cells.get(4)));
    }

    private static Case cell(String cell) {
        if (cell.startsWith("-")) {
            return new Case.Without(cell.substring(1));
        }
        if (!cell.startsWith("[")) {
            int hash = cell.indexOf('#');
            return new Case.Elsewhere("dev.errand.os." + cell.substring(0, hash), cell.substring(hash + 1));
        }
        int end = cell.lastIndexOf(']') + 1;
        String arguments = cell.substring(0, end);
        String rest = cell.substring(end).strip();
        if (rest.startsWith("=> ")) {
            return new Case.Gives(arguments, rest.substring(3).strip());
        } else if (rest.startsWith("! ")) {
            return new Case.FindsNothing(arguments, rest.substring(2).strip());
        }
        return new Case.Counts(arguments, Integer.parseInt(rest.substring(1).strip()));
    }
}
