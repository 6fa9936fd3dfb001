package dev.errand.intents.offline;

import dev.errand.intents.Plan;
import dev.errand.intents.Planning;

/// How well the offline planner understood an intent.
public sealed interface Assessment {
    /// One reading is ahead of all others.
    record Clear(Plan plan) implements Assessment {}

    /// No sentence fits, but what the words speak of leaves little doubt. A model, where there is one, knows better.
    record Likely(Plan plan) implements Assessment {}

    /// One reading is not sure, or several are about as likely; the plan asks the person first, and then does it.
    record Close(Plan plan) implements Assessment {}

    /// Nothing was understood, or nothing that may be planned without a model.
    record None(Planning.Declined declined) implements Assessment {}
}
