package dev.errand.runtime.cli;

import dev.errand.intents.offline.SentenceRules;
import dev.errand.os.skills.DeviceSkills;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.home.Configuration;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    /// The skills of the home's device; nothing is created. Close it.
    ///
    /// @throws dev.errand.runtime.home.ConfigurationError if the configuration is wrong
    DeviceSkills skills() {
        return DeviceSkills.of(
                home().skills(),
                Configuration.read(home().configuration(), System.getenv()),
                home().cache(),
                SentenceRules::fault);
    }

    /// The home of the sample device, unless another is named.
    Home demo() {
        boolean named = folder != null
                || !System.getenv().getOrDefault("ERRAND_HOME", "").isBlank();
        return named ? home() : Home.ofDemo(System.getenv());
    }

    /// The homes that hold runs: the named one; where none is named, the person's own and the sample device's. The
    /// person's own where there are no runs at all.
    List<Home> withRuns() {
        List<Home> found = Stream.of(home(), demo())
                .distinct()
                .filter(home -> Files.exists(home.journal()))
                .toList();
        return found.isEmpty() ? List.of(home()) : found;
    }

    Errand open(RunListener listener) {
        return Errand.open(home(), System.getenv(), listener);
    }

    /// Opens the home that holds a run.
    Errand openFor(RunId run, RunListener listener) {
        return Errand.open(holding(run), System.getenv(), listener);
    }

    /// The same for somebody who only wants to look.
    Errand lookFor(RunId run) {
        return Errand.look(holding(run), System.getenv());
    }

    private Home holding(RunId run) {
        List<Home> homes = withRuns();
        for (Home home : homes.subList(1, homes.size())) {
            try (Errand errand = Errand.look(home, System.getenv())) {
                if (errand.engine().knows(run)) {
                    return home;
                }
            }
        }
        return homes.getFirst();
    }

    /// What a command has to be given so that it means this home: nothing where it would be found anyway.
    static String toReach(Home home) {
        HomeOption unnamed = new HomeOption();
        boolean found = unnamed.home().equals(home) || unnamed.demo().equals(home);
        String folder = home.data().toString();
        return found ? "" : " --home " + (folder.matches("[\\w./~+-]+") ? folder : "'" + folder + "'");
    }
}
