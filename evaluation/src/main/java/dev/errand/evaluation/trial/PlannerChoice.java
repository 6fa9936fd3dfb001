package dev.errand.evaluation.trial;

import dev.errand.evaluation.suite.Case;
import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.intents.Plan;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner;
import dev.errand.intents.Planning;
import dev.errand.intents.Usage;
import dev.errand.intents.WorkflowCheck;
import dev.errand.intents.model.ReplayPlanner;
import dev.errand.os.device.Settings;
import dev.errand.runtime.Planners;
import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Budgets;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.ProgramChecker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Who plans in an evaluation. The planner is made once and serves all cases, so that it is warm.
///
/// @param name    as on the command line
/// @param planner none where each case's own workflow is run
/// @param prices  what models cost and what energy is taken to be; no limits
record PlannerChoice(String name, @Nullable Planner planner, Budgets prices) {
    static final String REFERENCE = "reference";
    private static final String OPENAI = "openai:";

    PlannerChoice(String name, @Nullable Planner planner) {
        this(name, planner, Budgets.NONE);
    }

    /// @throws IllegalArgumentException if there is no such planner
    static PlannerChoice named(String name, Map<String, String> environment, Settings settings) {
        Budgets all = Budgets.of(settings, settings::names);
        Budgets prices = new Budgets(Budget.NONE, Budget.NONE, all.prices(), all.energy());
        if (name.equals(REFERENCE)) {
            return new PlannerChoice(name, null, prices);
        }
        Map<String, String> known = new HashMap<>(environment);
        String plain = name;
        if (name.startsWith(OPENAI) && name.length() > OPENAI.length()) {
            known.put("OPENAI_MODEL", name.substring(OPENAI.length()));
            plain = "openai";
        }
        if (!Planners.isName(plain)) {
            throw new IllegalArgumentException(
                    "There is no planner \"%s\". Use offline, reference, auto, openai, openai:MODEL or replay:FILE."
                            .formatted(name));
        }
        return new PlannerChoice(name, Planners.of(known, settings, check()).named(plain), prices);
    }

    /// How what is planned is checked.
    static WorkflowCheck check() {
        return new WorkflowCheck(new ProgramChecker());
    }

    /// The workflow that is run without planning, if one is.
    Optional<Case.Workflow> workflow(Case item) {
        return item.code().or(() -> planner == null ? item.reference() : Optional.empty());
    }

    /// In which language a case is planned: recordings have one of their own.
    Language language(Case item) {
        return planner instanceof ReplayPlanner replay
                ? replay.language(item.words()).orElse(item.language())
                : item.language();
    }

    /// Plans a case. Recordings are looked up by the words of the suite, and speak of the world that they were made
    /// in; what they say is put into this case's.
    Planner in(Case item, UnaryOperator<String> here) {
        Planner those = planner;
        if (those == null) {
            return new Nothing();
        }
        return those instanceof ReplayPlanner ? new Elsewhere(those, item, here) : those;
    }

    /// Stands where a case has no workflow of its own and none is to be planned.
    private static final class Nothing implements Planner {
        @Override
        public String name() {
            return REFERENCE;
        }

        @Override
        public Planning plan(PlanRequest request, Progress progress) {
            return new Planning.Failed(
                    false,
                    "The case has no reference workflow.",
                    "Give it the field \"reference\".",
                    List.of(),
                    new Usage(0, 0, 0, Duration.ZERO, Duration.ZERO));
        }
    }

    private record Elsewhere(Planner planner, Case item, UnaryOperator<String> here) implements Planner {
        @Override
        public String name() {
            return planner.name();
        }

        @Override
        public Planning plan(PlanRequest request, Progress progress) {
            Intent said = request.intent();
            Intent recorded = new Intent(item.words(), Channel.TERMINAL, said.language(), said.at());
            PlanRequest there = new PlanRequest(
                    recorded,
                    request.catalogue(),
                    request.language(),
                    request.now(),
                    request.zone(),
                    request.denials(),
                    request.failures(),
                    request.about(),
                    request.allowance());
            Planning planning = planner.plan(there, progress);
            return planning instanceof Planning.Planned(Plan plan)
                    ? new Planning.Planned(new Plan(
                            plan.language(),
                            here.apply(plan.code()),
                            plan.planner(),
                            plan.model(),
                            plan.findings(),
                            plan.usage()))
                    : planning;
        }
    }
}
