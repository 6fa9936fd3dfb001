package dev.errand.sandbox.check;

import dev.errand.sandbox.syntax.Lines;
import dev.errand.sandbox.syntax.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects findings in the order of the code.
final class Findings {
    private final List<Finding> found = new ArrayList<>();
    private final Lines lines;

    Findings(Lines lines) {
        this.lines = lines;
    }

    void add(String rule, int offset, String message, String remedy) {
        Position at = lines.at(offset);
        Finding finding = new Finding(rule, at.line(), at.column(), message, remedy);
        if (!found.contains(finding)) {
            found.add(finding);
        }
    }

    /// About the program as a whole.
    void add(String rule, String message, String remedy) {
        found.add(new Finding(rule, 0, 0, message, remedy));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Finding> inOrder() {
        // What concerns the whole program is said last.
        return found.stream()
                .sorted(Comparator.comparing((Finding finding) -> finding.line() == 0)
                        .thenComparingInt(Finding::line)
                        .thenComparingInt(Finding::column))
                .toList();
    }
}
