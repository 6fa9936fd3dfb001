package dev.errand.sandbox.check;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.syntax.JavaScriptReader;
import dev.errand.sandbox.syntax.Lines;
import dev.errand.sandbox.syntax.Reading;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks JavaScript with the engine's own parser; starts no engine. Stateless.
public final class JavaScriptChecker implements Checker {
    /// How lines of Python begin and no line of JavaScript does.
    private static final Pattern PYTHON = Pattern.compile(
            "(async )?def \\w+\\(|elif |except\\b.*:|(for|while|if|with|try|else)\\b[^{(]*:\\s*(#.*)?$|from \\w+ import ",
            Pattern.MULTILINE);

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
        Declarations declarations = Declarations.of(script.tree(), catalogue);
        script.tree().accept(new Misuses(catalogue, declarations, findings));
        script.tree().accept(new MissingAwait(declarations, findings));
        script.tree().accept(new EndlessLoops(declarations, findings));
        // Where a name is wrong, the call that is missed may just be that one.
        if (!walk.reachability.usesOperations() && findings.isEmpty()) {
            noCall(walk, findings);
        }
        return new Inspection(
                findings.inOrder(),
                walk.texts,
                walk.numbers,
                List.copyOf(walk.operations),
                SettledCalls.of(script.tree(), catalogue, lines));
    }

    private static void noCall(ProgramWalk walk, Findings findings) {
        walk.reachability
                .neverCalled()
                .ifPresentOrElse(
                        function -> findings.add(
                                "no-call",
                                "The program defines " + function + " and never calls it",
                                "end it with: await " + function + "();"),
                        () -> findings.add(
                                "no-call",
                                "The program calls no operation, so it does nothing",
                                "call the operation that does what was asked for"));
    }

    private static Inspection broken(String code, Reading.Broken broken, Findings findings) {
        String rest = code.substring(Math.min(broken.offset(), code.length()));
        if (rest.matches("(?s)import\\b.*")) {
            findings.add("forbidden", broken.offset(), "import is not available", Forbidden.NO_MODULES);
        } else if (rest.matches("(?s)export\\b.*")) {
            findings.add(
                    "forbidden", broken.offset(), "export is not available", "the program is no module: leave it out");
        } else {
            String remedy = broken.remedy().isEmpty() ? hint(code, broken.offset(), rest) : broken.remedy();
            findings.add("syntax", broken.offset(), broken.message(), remedy);
        }
        return new Inspection(findings.inOrder(), Set.of(), Set.of(), List.of());
    }

    /// What is most often meant where reading stops at this.
    private static String hint(String code, int offset, String rest) {
        if (rest.matches("(?s)await\\b.*")) {
            return "await works only in a function that is async: write async before that function";
        }
        if (rest.startsWith(":")) {
            return "if this is to be a type, it is not written as TypeScript writes it: leave it out";
        }
        if (rest.startsWith("```")) {
            return "leave the fences out: a program is code alone";
        }
        String line = code.substring(code.lastIndexOf('\n', Math.max(0, offset - 1)) + 1)
                .strip();
        if (PYTHON.matcher(line).lookingAt()) {
            return "this is Python: write JavaScript";
        }
        return rest.isBlank() ? "something that was opened is not closed: look for a bracket or a quote" : "";
    }
}
