package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.explain.Explanation;
import dev.errand.runtime.journal.RunState;
import dev.errand.web.page.Lines.Cause;
import dev.errand.web.page.Lines.Repair;
import java.util.ArrayList;
import java.util.List;

/// Why a run came out as it did, and what its plan went through before.
///
/// @param causes  the fewest steps that explain a failure; empty where nothing failed
/// @param steps   how many there were
/// @param repairs what was wrong with earlier attempts of the planner
public record Why(List<Cause> causes, int steps, List<Repair> repairs) {
    public Why {
        causes = List.copyOf(causes);
        repairs = List.copyOf(repairs);
    }

    static Why of(Run run, JsonNode document) {
        List<Repair> repairs = new ArrayList<>();
        document.at("/plan/findings")
                .forEach(each -> repairs.add(new Repair(
                        each.path("attempt").asInt(),
                        Visible.text(each.path("message").asText()))));
        if (run.state() != RunState.FAILED || run.forgottenAt().isPresent()) {
            return new Why(List.of(), 0, repairs);
        }
        Explanation explanation = Explanation.of(run);
        return new Why(
                explanation.causes().stream()
                        .map(cause -> new Cause(
                                cause.step(),
                                cause.operation(),
                                Visible.text(cause.role()),
                                cause.line(),
                                Visible.text(cause.code())))
                        .toList(),
                explanation.steps(),
                repairs);
    }
}
