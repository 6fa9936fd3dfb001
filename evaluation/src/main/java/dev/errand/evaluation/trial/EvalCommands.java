package dev.errand.evaluation.trial;

import dev.errand.runtime.cli.CommandProvider;
import java.util.List;

/// Adds `eval` to the command line.
public final class EvalCommands implements CommandProvider {
    @Override
    public List<Object> commands() {
        return List.of(new EvalCommand());
    }
}
