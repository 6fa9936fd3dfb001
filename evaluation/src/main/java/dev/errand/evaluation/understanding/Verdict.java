package dev.errand.evaluation.understanding;

import dev.errand.intents.Plan;
import dev.errand.intents.WorkflowCheck;
import dev.errand.intents.offline.Assessment;
import dev.errand.os.operation.Catalogue;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.JavaScriptChecker;
import java.util.List;
import java.util.Set;

/// What became of words.
enum Verdict {
    /// A plan that calls one of the right operations, and no other one that changes something.
    RIGHT,
    /// A plan that asks first which of several readings is meant, the right one among them.
    ASKED,
    /// The same, without the right one.
    ASKED_AMISS,
    /// A plan that does something else.
    WRONG,
    DECLINED;

    private static final WorkflowCheck CHECK = new WorkflowCheck(new JavaScriptChecker());

    static Verdict of(Assessment assessment, Set<String> right, Catalogue catalogue) {
        return switch (assessment) {
            case Assessment.None _ -> DECLINED;
            case Assessment.Close close ->
                calls(close.plan().code(), catalogue).stream().anyMatch(right::contains) ? ASKED : ASKED_AMISS;
            case Assessment.Clear clear -> planned(clear.plan(), right, catalogue);
            case Assessment.Likely likely -> planned(likely.plan(), right, catalogue);
        };
    }

    private static Verdict planned(Plan plan, Set<String> right, Catalogue catalogue) {
        List<String> calls = calls(plan.code(), catalogue);
        boolean other = calls.stream()
                .filter(call -> !right.contains(call))
                .flatMap(call -> catalogue.operation(call).stream())
                .anyMatch(operation -> operation.effect().isEffect());
        return calls.stream().anyMatch(right::contains) && !other ? RIGHT : WRONG;
    }

    /// What is planned, in the order of the code; nothing where it was declined.
    static List<String> calls(Assessment assessment, Catalogue catalogue) {
        return switch (assessment) {
            case Assessment.None _ -> List.of();
            case Assessment.Clear clear -> calls(clear.plan().code(), catalogue);
            case Assessment.Likely likely -> calls(likely.plan().code(), catalogue);
            case Assessment.Close close -> calls(close.plan().code(), catalogue);
        };
    }

    private static List<String> calls(String code, Catalogue catalogue) {
        return CHECK.inspect(Language.JAVASCRIPT, code, catalogue).operations();
    }
}
