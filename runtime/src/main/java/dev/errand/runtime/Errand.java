package dev.errand.runtime;

import dev.errand.intents.WorkflowCheck;
import dev.errand.os.device.Device;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.home.Configuration;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.SqliteJournal;
import dev.errand.sandbox.InProcessSandbox;
import dev.errand.sandbox.check.JavaScriptChecker;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A home that has been opened: its device, its journal, its planners, and the engine that leads its runs.
///
/// Several processes may open the same home; whoever works on a run takes ownership for as long as it does ([#owning]).
public final class Errand implements AutoCloseable {
    /// One for the whole process: it holds nothing of any home, its engine is dear to start, and closing that while the
    /// process ends can fail aloud.
    private static final InProcessSandbox SANDBOX = new InProcessSandbox();

    private final Home home;
    private final Device device;
    private final Catalogue catalogue;
    private final Journal journal;
    private final Planners planners;
    private final Engine engine;

    private Errand(Home home, Map<String, String> environment, RunListener listener) {
        Configuration configuration = Configuration.read(home.configuration());
        this.home = home;
        this.device = Device.at(home.data(), configuration);
        this.catalogue = SkillReader.installed(configuration);
        WorkflowCheck check = new WorkflowCheck(new JavaScriptChecker());
        this.planners = new Planners(environment, configuration, check);
        try (Home.Ownership _ = home.own()) { // also says at once whether the home can be written
            this.journal = SqliteJournal.open(home.journal());
        }
        this.engine = new Engine(
                journal,
                device,
                catalogue,
                SANDBOX,
                check,
                planners::named,
                InstantSource.system(),
                Engine.Rules.STANDARD,
                listener);
    }

    /// Opens a home, creating what is missing of it.
    ///
    /// @throws dev.errand.runtime.home.HomeFailure if it cannot be written
    /// @throws dev.errand.runtime.home.ConfigurationError if its configuration is wrong
    /// @throws dev.errand.runtime.journal.JournalFailure if its journal cannot be opened
    public static Errand open(Home home, Map<String, String> environment, RunListener listener) {
        SANDBOX.warmUp();
        return new Errand(home, environment, listener);
    }

    /// The same for somebody who only wants to look: what runs need is not made ready.
    public static Errand look(Home home, Map<String, String> environment) {
        return new Errand(home, environment, RunListener.silent());
    }

    /// Works on runs while no other process does.
    public <T> T owning(Supplier<T> work) {
        try (Home.Ownership _ = home.own()) {
            return work.get();
        }
    }

    /// The same where no other process works on the home at this moment; empty where one does.
    public <T> Optional<T> owningIfFree(Supplier<T> work) {
        Optional<Home.Ownership> ownership = home.ownIfFree();
        if (ownership.isEmpty()) {
            return Optional.empty();
        }
        try (Home.Ownership _ = ownership.get()) {
            return Optional.of(work.get());
        }
    }

    public Home home() {
        return home;
    }

    public Device device() {
        return device;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public Engine engine() {
        return engine;
    }

    public Planners planners() {
        return planners;
    }

    @Override
    public void close() {
        journal.close();
    }
}
