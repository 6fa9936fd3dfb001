package dev.errand.runtime.engine;

import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.RunError;
import dev.errand.sandbox.check.Finding;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a planner may learn of a preview that failed: which line, which operation, and which of a few kinds of fault.
/// Never the message of an error: code made it, perhaps out of what it had read.
///
/// Only faults of the code count. What the code says itself (`throw new Error("I found no …")`), what a person or a
/// rule refused, and services that do not answer are no reason for another plan.
final class PreviewFault {
    private static final String RULE = "preview";

    /// Errors of the languages themselves that code hardly throws on purpose.
    private static final Set<String> OF_THE_LANGUAGE = Set.of(
            "TypeError",
            "ReferenceError",
            "RangeError",
            "EvalError",
            "AttributeError",
            "NameError",
            "UnboundLocalError",
            "IndexError",
            "KeyError",
            "ZeroDivisionError");

    /// What is wrong with a call, by the kind of its failure.
    private static final Map<String, String> OF_CALLS = Map.of(
            "ARGUMENTS", "was called with arguments that it does not take",
            "INVALID", "was called with arguments that make no sense",
            "NOT_FOUND", "was given something that is not there");

    private PreviewFault() {}

    /// Empty where the preview did not fail, or failed with something that another plan would not change.
    static Optional<Finding> of(Lane preview) {
        Entry.PreviewFinished end = preview.finished;
        RunError error = end == null ? null : end.error();
        if (error == null) {
            return Optional.empty();
        }
        return switch (error.kind()) {
            case GUEST -> ofLanguage(error);
            case OPERATION -> ofCall(preview, error);
            case LIMIT, BUDGET, CONFIGURATION, SERVICE, INTERNAL -> Optional.empty();
        };
    }

    private static Optional<Finding> ofLanguage(RunError error) {
        int colon = error.message().indexOf(": ");
        String name = colon < 0 ? "" : error.message().substring(0, colon);
        return OF_THE_LANGUAGE.contains(name)
                ? Optional.of(new Finding(
                        RULE,
                        error.line(),
                        0,
                        "The preview ended here with a " + name,
                        "make sure that what is used is there: searches may find nothing, and members may be missing"))
                : Optional.empty();
    }

    private static Optional<Finding> ofCall(Lane preview, RunError error) {
        return preview.steps.values().stream()
                .flatMap(step -> ofStep(step, error).stream())
                .reduce((_, last) -> last);
    }

    private static Optional<Finding> ofStep(Entry.StepFinished step, RunError error) {
        Entry.Failed failure = step.failure();
        String what = failure == null ? null : OF_CALLS.get(failure.kind());
        if (failure == null || what == null || !failure.message().equals(error.message())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                RULE,
                step.line(),
                0,
                "In the preview %s %s".formatted(step.operation(), what),
                "look up what it needs, or ask the person"));
    }
}
