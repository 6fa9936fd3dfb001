package dev.errand.evaluation.benchmark;

import dev.errand.runtime.cli.CommandProvider;
import java.util.List;

/// Adds `bench` to the command line.
public final class BenchmarkCommands implements CommandProvider {
    @Override
    public List<Object> commands() {
        return List.of(new Bench());
    }
}
