package dev.errand.intents;

import dev.errand.sandbox.Language;
import java.util.List;

/// Workflow code that is to do what an intent asks for, and where it came from. Not run yet.
///
/// @param planner  `offline`, `openai`, `replay` or `code` (given by the person)
/// @param model    the model's name; empty where none was used
/// @param findings of all attempts; the last attempt has none, or the plan would not be one
public record Plan(
        Language language, String code, String planner, String model, List<PlanFinding> findings, Usage usage) {
    public Plan {
        findings = List.copyOf(findings);
    }
}
