package dev.errand.sandbox.check;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.syntax.JavaScriptReader;
import dev.errand.sandbox.syntax.Lines;
import dev.errand.sandbox.syntax.Reading;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Checks JavaScript with the engine's own parser; starts no engine. Stateless.
public final class JavaScriptChecker implements Checker {
    @Override
    public Inspection inspect(Language language, String code, Collection<Signature> operations) {
        if (language != Language.JAVASCRIPT) {
            throw new IllegalArgumentException(
                    "This checker reads " + Language.JAVASCRIPT.id() + ", not " + language.id());
        }
        Lines lines = new Lines(code);
        Findings findings = new Findings(lines);
        return switch (JavaScriptReader.read(code)) {
            case Reading.Broken broken -> broken(code, broken, findings);
            case Reading.Script script -> walk(script, new Catalogue(operations), lines, findings);
        };
    }

    private static Inspection walk(Reading.Script script, Catalogue catalogue, Lines lines, Findings findings) {
        ProgramWalk walk = new ProgramWalk(catalogue, findings);
        script.tree().accept(walk);
        // Where a name is wrong, the call that is missed may just be that one.
        if (!walk.reachability.usesOperations() && findings.isEmpty()) {
            findings.add("no-call", noCall(walk));
        }
        return new Inspection(
                findings.inOrder(),
                walk.texts,
                walk.numbers,
                List.copyOf(walk.operations),
                SettledCalls.of(script.tree(), catalogue, lines));
    }

    private static String noCall(ProgramWalk walk) {
        return walk.reachability
                .neverCalled()
                .map(function -> "The program defines " + function + " and never calls it; end it with: await "
                        + function + "();")
                .orElse("The program calls no operation, so it does nothing");
    }

    private static Inspection broken(String code, Reading.Broken broken, Findings findings) {
        String rest = code.substring(Math.min(broken.offset(), code.length()));
        if (rest.matches("(?s)import\\b.*")) {
            findings.add("forbidden", broken.offset(), "import is not available: " + Forbidden.NO_MODULES);
        } else if (rest.matches("(?s)export\\b.*")) {
            findings.add(
                    "forbidden", broken.offset(), "export is not available: the program is no module, leave it out");
        } else {
            findings.add("syntax", broken.offset(), broken.message() + hint(rest));
        }
        return new Inspection(findings.inOrder(), Set.of(), Set.of(), List.of());
    }

    /// What is most often meant where reading stops at this.
    private static String hint(String rest) {
        if (rest.startsWith(":")) {
            return "; type annotations are not JavaScript, leave them out";
        }
        return rest.matches("(?s)await\\b.*") ? "; await works only in a function that is async" : "";
    }
}
