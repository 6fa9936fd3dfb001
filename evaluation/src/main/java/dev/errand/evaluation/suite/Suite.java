package dev.errand.evaluation.suite;

import java.util.List;

/// Cases that belong together.
///
/// @param name  the file's without its ending, or the shipped suite's
/// @param lines in the order of the file
public record Suite(String name, List<Line> lines) {
    public Suite {
        lines = List.copyOf(lines);
    }

    /// What a line of a suite came to.
    public sealed interface Line {
        String id();
    }

    /// A case that can be run.
    public record Ready(Case item, String source) implements Line {
        @Override
        public String id() {
            return item.id();
        }
    }

    /// A line that cannot be understood.
    ///
    /// @param fault names the line, the field, and what to write instead
    public record Malformed(String id, String fault) implements Line {}

    public List<String> faults() {
        return lines.stream()
                .filter(Malformed.class::isInstance)
                .map(Malformed.class::cast)
                .map(Malformed::fault)
                .toList();
    }
}
