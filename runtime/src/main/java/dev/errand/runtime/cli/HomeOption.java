package dev.errand.runtime.cli;

import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which home a command means.
final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The device's home folder (default: ERRAND_HOME, else the XDG folders).")
    @Nullable
    Path folder;

    Home home() {
        return Home.find(Optional.ofNullable(folder), System.getenv());
    }

    /// The home of the sample device, unless another is named.
    Home demo() {
        boolean named = folder != null
                || !System.getenv().getOrDefault("ERRAND_HOME", "").isBlank();
        return named ? home() : Home.ofDemo(System.getenv());
    }

    Errand open(RunListener listener) {
        return Errand.open(home(), System.getenv(), listener);
    }

    /// Opens the home that holds a run: the one that is meant, or the sample device's where none was named and the run
    /// is
    /// there.
    Errand openFor(RunId run, RunListener listener) {
        Errand errand = open(listener);
        boolean elsewhere = !demo().equals(home()) && Files.exists(demo().journal());
        if (elsewhere && errand.engine().runs().stream().noneMatch(s -> s.id().equals(run))) {
            Errand sample = Errand.open(demo(), System.getenv(), listener);
            if (sample.engine().runs().stream().anyMatch(s -> s.id().equals(run))) {
                errand.close();
                return sample;
            }
            sample.close();
        }
        return errand;
    }
}
