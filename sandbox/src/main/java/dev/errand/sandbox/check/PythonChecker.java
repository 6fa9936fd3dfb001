package dev.errand.sandbox.check;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.syntax.PythonLines;
import dev.errand.sandbox.syntax.PythonReader;
import dev.errand.sandbox.syntax.PythonReading;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Checks Python with the engine's own parser; starts no engine. Proves nothing about which calls are settled.
/// Stateless.
public final class PythonChecker implements Checker {
    @Override
    public Inspection inspect(Language language, String code, Collection<Signature> operations) {
        if (language != Language.PYTHON) {
            throw new IllegalArgumentException("This checker reads " + Language.PYTHON.id() + ", not " + language.id());
        }
        return switch (PythonReader.read(code)) {
            case PythonReading.Broken(var at, String message) ->
                new Inspection(
                        List.of(new Finding("syntax", at.line(), at.column(), message, "")),
                        Set.of(),
                        Set.of(),
                        List.of());
            case PythonReading.Module module -> walk(module, new Catalogue(operations));
        };
    }

    private static Inspection walk(PythonReading.Module module, Catalogue catalogue) {
        PythonLines lines = new PythonLines(module.text());
        Findings findings = new Findings(lines.positions());
        PythonWalk walk = new PythonWalk(module, lines, catalogue, findings);
        walk.visit(module.tree());
        // Where a name is wrong, the call that is missed may just be that one.
        if (!walk.reachability.usesOperations() && findings.isEmpty()) {
            addNoCall(walk, findings);
        }
        return new Inspection(findings.inOrder(), walk.texts, walk.numbers, List.copyOf(walk.operations));
    }

    private static void addNoCall(PythonWalk walk, Findings findings) {
        walk.reachability
                .neverCalled()
                .ifPresentOrElse(
                        function -> findings.add(
                                "no-call",
                                "The program defines " + function + " and never calls it",
                                "end it with: " + function + "()"),
                        () -> findings.add("no-call", "The program calls no operation, so it does nothing", ""));
    }
}
