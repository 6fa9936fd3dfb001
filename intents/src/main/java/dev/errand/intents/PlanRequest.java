package dev.errand.intents;

import dev.errand.os.operation.Catalogue;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.Finding;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// All that a planner gets to know.
///
/// @param language  in which the workflow is to be written
/// @param now       with `zone`, what "tomorrow" means
/// @param denials   plans the person refused, and why, in their own words; oldest first
/// @param failures  plans that failed in their preview; oldest first
/// @param about     what the person wrote down about themselves for planners to know, a sentence each
/// @param allowance what may be spent on models
public record PlanRequest(
        Intent intent,
        Catalogue catalogue,
        Language language,
        Instant now,
        ZoneId zone,
        List<Denial> denials,
        List<Failure> failures,
        List<String> about,
        Allowance allowance) {
    public PlanRequest {
        denials = List.copyOf(denials);
        failures = List.copyOf(failures);
        about = List.copyOf(about);
    }

    /// A request without limits.
    public PlanRequest(
            Intent intent, Catalogue catalogue, Language language, Instant now, ZoneId zone, List<Denial> denials) {
        this(intent, catalogue, language, now, zone, denials, List.of(), List.of(), Allowance.unlimited());
    }

    /// A refusal of an earlier plan for the same intent.
    public record Denial(String code, String reason) {}

    /// An earlier plan for the same intent that failed in its preview.
    ///
    /// @param finding what went wrong where, in words of our own: nothing that was read, and nothing that code made
    public record Failure(String code, Finding finding) {}
}
