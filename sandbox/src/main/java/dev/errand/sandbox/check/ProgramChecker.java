package dev.errand.sandbox.check;

import dev.errand.sandbox.Language;
import java.util.Collection;

/// Checks programs in every language there is. Stateless.
public final class ProgramChecker implements Checker {
    private final Checker javaScript = new JavaScriptChecker();

    @Override
    public Inspection inspect(Language language, String code, Collection<Signature> operations) {
        return switch (language) {
            case JAVASCRIPT -> javaScript.inspect(language, code, operations);
            // Made only here: what it reads with is loaded for nobody who writes no Python.
            case PYTHON -> new PythonChecker().inspect(language, code, operations);
        };
    }
}
