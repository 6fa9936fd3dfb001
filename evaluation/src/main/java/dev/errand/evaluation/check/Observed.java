package dev.errand.evaluation.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/// What became of a run.
///
/// @param state     as `--json` names it
/// @param calls     in the order the code made them, calls that failed too
/// @param said      what the person heard; of a run that stopped at its preview, what they would have heard
/// @param asked     how many questions the person was asked
/// @param approvals how often the person was asked to approve
/// @param deeds     effects and questions to services, done or not
/// @param ending    `state`, `result`, and `error` with `kind`, `message`, `limit` where it failed
/// @param requests  what arrived at the servers of the case: objects with the fields of a kind, and `kind`
public record Observed(
        String state,
        List<Call> calls,
        List<String> said,
        int asked,
        int approvals,
        List<Deed> deeds,
        JsonNode ending,
        List<JsonNode> requests) {
    public Observed {
        deeds = List.copyOf(deeds);
        calls = List.copyOf(calls);
        said = List.copyOf(said);
        requests = List.copyOf(requests);
    }

    /// One call.
    ///
    /// @param isEffect whether it is a WRITE, SEND, EXECUTE, DESTROY or SPEND
    /// @param touched  paths in the home that it changed, if it was carried out
    public record Call(String operation, JsonNode arguments, boolean isEffect, Set<String> touched) {
        public Call {
            touched = Set.copyOf(touched);
        }
    }
}
