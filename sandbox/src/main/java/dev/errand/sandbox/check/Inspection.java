package dev.errand.sandbox.check;

import java.util.List;
import java.util.Set;

/// What the checker saw in a program.
///
/// @param findings   what is wrong, in the order of the code; empty if the program may run
/// @param texts      the string literals of the program, the fixed parts of templates among them
/// @param numbers    the number literals of the program
/// @param operations the operations that the code names, in the order of the code
/// @param settled    the calls of which is proven that nothing the program reads decides them
public record Inspection(
        List<Finding> findings,
        Set<String> texts,
        Set<Double> numbers,
        List<String> operations,
        List<SettledCall> settled) {
    public Inspection {
        findings = List.copyOf(findings);
        texts = Set.copyOf(texts);
        numbers = Set.copyOf(numbers);
        operations = List.copyOf(operations);
        settled = List.copyOf(settled);
    }

    /// Without a proof about any call.
    public Inspection(List<Finding> findings, Set<String> texts, Set<Double> numbers, List<String> operations) {
        this(findings, texts, numbers, operations, List.of());
    }

    /// The same with other words about what is wrong.
    public Inspection with(List<Finding> others) {
        return new Inspection(others, texts, numbers, operations, settled);
    }
}
