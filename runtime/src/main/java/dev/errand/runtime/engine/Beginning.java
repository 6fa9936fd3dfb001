package dev.errand.runtime.engine;

import dev.errand.intents.Plan;
import dev.errand.intents.PlanFinding;
import dev.errand.intents.Usage;
import dev.errand.intents.WorkflowCheck;
import dev.errand.os.operation.Catalogue;
import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Budgets;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.RunOptions;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.RunError;
import dev.errand.runtime.journal.RunState;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The first entries of a run.
///
/// @param budgets what intents may take, unless they say otherwise themselves
record Beginning(WorkflowCheck check, Catalogue catalogue, Budgets budgets) {
    /// Of a run that is to be planned.
    List<Entry> withWords(RunStarted start) {
        return List.of(withBudget(start));
    }

    /// Of a run whose code is given.
    List<Entry> withCode(RunStarted start, Language language, String code) {
        List<Finding> findings = check.inspect(language, code, catalogue).findings();
        Usage nothing = new Usage(0, 0, 0, Duration.ZERO, Duration.ZERO);
        List<PlanFinding> found =
                findings.stream().map(f -> new PlanFinding(f, 1)).toList();
        List<Entry> entries = new ArrayList<>();
        entries.add(withBudget(start));
        Plan plan = new Plan(language, code, "code", "", found, nothing);
        entries.add(Planning.ready(plan, catalogue, null));
        // Code that calls nothing may still compute something; everything else that is found would fail when it runs.
        findings.stream()
                .filter(f -> !f.rule().equals("no-call"))
                .findFirst()
                .ifPresent(first -> entries.add(new Entry.RunFinished(RunState.FAILED, null, wrong(first), List.of())));
        return entries;
    }

    /// What the intent does not limit itself is limited as the person has configured it.
    private RunStarted withBudget(RunStarted start) {
        RunOptions options = start.options();
        Budget own = options.budget();
        Budget budget = budgets.intent().overriddenBy(own == null ? Budget.NONE : own);
        return new RunStarted(
                start.intent(),
                start.channel(),
                start.locale(),
                start.zone(),
                start.seed(),
                new RunOptions(
                        options.planner(),
                        options.language(),
                        options.yes(),
                        options.dryRun(),
                        options.unattended(),
                        budget.isEmpty() ? null : budget),
                start.occasion(),
                start.before());
    }

    private static RunError wrong(Finding finding) {
        String where = finding.line() > 0 ? "Line " + finding.line() + ": " : "";
        return new RunError(
                RunError.Kind.GUEST,
                where + finding.message(),
                finding.remedy().isEmpty()
                        ? "Correct the code; all findings are listed with the plan."
                        : "Correct the code: " + finding.remedy() + ". All findings are listed with the plan.",
                "",
                finding.line());
    }
}
