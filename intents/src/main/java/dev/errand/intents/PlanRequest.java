package dev.errand.intents;

import dev.errand.os.operation.Catalogue;
import dev.errand.sandbox.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// All that a planner gets to know.
///
/// @param language  in which the workflow is to be written
/// @param now       with `zone`, what "tomorrow" means
/// @param denials   plans the person refused, and why, in their own words; oldest first
/// @param allowance what may be spent on models
public record PlanRequest(
        Intent intent,
        Catalogue catalogue,
        Language language,
        Instant now,
        ZoneId zone,
        List<Denial> denials,
        Allowance allowance) {
    public PlanRequest {
        denials = List.copyOf(denials);
    }

    /// A request without limits.
    public PlanRequest(
            Intent intent, Catalogue catalogue, Language language, Instant now, ZoneId zone, List<Denial> denials) {
        this(intent, catalogue, language, now, zone, denials, Allowance.unlimited());
    }

    /// A refusal of an earlier plan for the same intent.
    public record Denial(String code, String reason) {}
}
