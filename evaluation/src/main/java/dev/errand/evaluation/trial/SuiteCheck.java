package dev.errand.evaluation.trial;

import dev.errand.evaluation.report.CaseResult;
import dev.errand.evaluation.suite.Case;
import dev.errand.evaluation.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether the checks of a suite bite: each reference workflow passes, each of the wrong ones does not.
final class SuiteCheck {
    private final Evaluation evaluation;

    SuiteCheck(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// @param faults a line for each workflow that came out otherwise
    record Outcome(int references, int wrong, List<String> faults) {
        boolean holds() {
            return faults.isEmpty();
        }

        String text(String suite) {
            String each = faults.isEmpty() ? "" : String.join("\n", faults) + "\n";
            return "%sSuite %s: %d reference workflows and %d wrong ones; %s.%n"
                    .formatted(
                            each,
                            suite,
                            references,
                            wrong,
                            faults.isEmpty()
                                    ? "each reference passes, each wrong one fails"
                                    : faults.size() + " came out otherwise");
        }
    }

    Outcome of(List<Suite.Line> lines) throws InterruptedException {
        List<Evaluation.Task> tasks = new ArrayList<>();
        List<Boolean> right = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Suite.Line line : lines) {
            if (line instanceof Suite.Ready(Case item, String _)) {
                item.reference()
                        .or(item::code)
                        .ifPresentOrElse(
                                workflow -> add(tasks, right, line, workflow, true),
                                () -> faults.add(item.id() + ": there is no reference workflow"));
                item.wrong().forEach(workflow -> add(tasks, right, line, workflow, false));
            }
        }
        List<CaseResult> results = evaluation.run(tasks, (_, _) -> {});
        for (int i = 0; i < results.size(); i++) {
            fault(tasks.get(i), results.get(i), right.get(i)).ifPresent(faults::add);
        }
        int references = (int) right.stream().filter(each -> each).count();
        return new Outcome(references, right.size() - references, faults);
    }

    private static void add(
            List<Evaluation.Task> tasks,
            List<Boolean> right,
            Suite.Line line,
            Case.Workflow workflow,
            boolean isReference) {
        tasks.add(new Evaluation.Task(line, right.size() + 1, Optional.of(workflow)));
        right.add(isReference);
    }

    private static Optional<String> fault(Evaluation.Task task, CaseResult result, boolean right) {
        String code = task.workflow().map(Case.Workflow::code).orElse("").strip();
        boolean asExpected = right ? result.passed() : result.verdict() == CaseResult.Verdict.FAIL;
        return asExpected
                ? Optional.empty()
                : Optional.of("%s: %s%n    %s%n    %s"
                        .formatted(
                                result.id(),
                                right ? "the reference does not pass" : "a wrong workflow passes, or cannot be judged",
                                String.join("\n    ", result.failed()) + result.error() + " " + result.said(),
                                code.replace("\n", "\n    ")));
    }
}
