package dev.errand.intents.offline;

import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner;
import dev.errand.intents.Planning;
import org.jspecify.annotations.Nullable;

/// Offline where the words are clear; otherwise the model, if there is one; otherwise the offline planner's question
/// or refusal. Thread-safe if the model planner is.
public final class AutoPlanner implements Planner {
    private final OfflinePlanner offline;
    private final @Nullable Planner model;

    /// @param offline shared by all who plan, as it compiles the sentences of a catalogue once
    /// @param model   null where none is configured
    public AutoPlanner(OfflinePlanner offline, @Nullable Planner model) {
        this.offline = offline;
        this.model = model;
    }

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public Planning plan(PlanRequest request, Progress progress) {
        return switch (offline.assess(request)) {
            case Assessment.Clear clear -> new Planning.Planned(clear.plan());
            case Assessment.Likely likely when model == null -> new Planning.Planned(likely.plan());
            case Assessment.Close close when model == null -> new Planning.Planned(close.plan());
            case Assessment.None none when model == null -> none.declined();
            case Assessment.Likely _, Assessment.Close _, Assessment.None _ -> model.plan(request, progress);
        };
    }
}
