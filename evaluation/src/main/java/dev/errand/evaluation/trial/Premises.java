package dev.errand.evaluation.trial;

import dev.errand.evaluation.voice.Ears;
import dev.errand.runtime.home.Configuration;
import dev.errand.runtime.home.Home;
import dev.errand.sandbox.Sandbox;
import dev.errand.sandbox.host.InProcessSandbox;
import dev.errand.sandbox.host.ProcessSandbox;
import dev.errand.sandbox.host.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where evaluations take place: a temporary folder for devices, a sandbox, whose workers serve all of them, and
/// ears.
final class Premises implements AutoCloseable {
    private static final String IN_PROCESS = "in-process";
    private static final List<String> SANDBOXES = List.of("process", IN_PROCESS);

    private final Path folder;
    private final Sandbox sandbox;
    private final Home home;
    private final Configuration settings;
    private final DeviceShelf shelf;
    private final Ears ears;
    private final int jobs;
    private final Duration timeLimit;

    private Premises(Path folder, Sandbox sandbox, Home home, int jobs, Duration timeLimit) throws IOException {
        this.folder = folder;
        this.sandbox = sandbox;
        this.home = home;
        this.settings = Configuration.read(home.configuration(), System.getenv());
        this.shelf = new DeviceShelf(Files.createDirectories(folder.resolve("kept")), Optional.of(this.home));
        this.ears = new Ears(settings);
        this.jobs = jobs;
        this.timeLimit = timeLimit;
    }

    /// @param sandbox   process or in-process
    /// @param home      whose device cases get that name none
    /// @param timeLimit of a case that has none of its own
    /// @throws IllegalArgumentException if there is no such sandbox
    static Premises open(String sandbox, @Nullable Path home, int jobs, Duration timeLimit) throws IOException {
        if (!SANDBOXES.contains(sandbox)) {
            throw new IllegalArgumentException("--sandbox is process or in-process, not \"" + sandbox + "\".");
        }
        Home found = Home.find(Optional.ofNullable(home), System.getenv());
        Path folder = Files.createTempDirectory("errand-eval");
        return new Premises(
                folder, sandbox.equals(IN_PROCESS) ? new InProcessSandbox() : workers(jobs), found, jobs, timeLimit);
    }

    private static ProcessSandbox workers(int jobs) {
        ProcessSandbox workers =
                new ProcessSandbox(WorkerSettings.here().withSpares(jobs).withMost(Math.max(4, 2 * jobs)));
        workers.warmUp();
        return workers;
    }

    /// @throws IllegalArgumentException if there is no such planner
    Laboratory laboratory(String planner) {
        return new Laboratory(shelf, sandbox, PlannerChoice.named(planner, System.getenv(), settings), ears);
    }

    Evaluation evaluation(Laboratory laboratory) throws IOException {
        return new Evaluation(laboratory, Files.createDirectories(folder.resolve("homes")), jobs, timeLimit);
    }

    @Override
    public void close() {
        ears.close();
        sandbox.close();
        DeviceShelf.delete(folder);
    }
}
