package dev.errand.intents;

import dev.errand.sandbox.check.Finding;

/// What was found wrong with one attempt at a plan.
///
/// @param attempt 1 for the first answer of a model, 2 for its first repair, …
public record PlanFinding(Finding finding, int attempt) {}
