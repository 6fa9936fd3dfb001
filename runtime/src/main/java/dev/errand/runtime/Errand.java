package dev.errand.runtime;

import dev.errand.intents.WorkflowCheck;
import dev.errand.intents.model.QuarantinedModel;
import dev.errand.intents.offline.SentenceRules;
import dev.errand.intents.voice.Transcriptions;
import dev.errand.os.contacts.Contacts;
import dev.errand.os.device.Device;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Model;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.skills.DeviceSkills;
import dev.errand.os.spi.SkillOrigin;
import dev.errand.runtime.budget.Budgets;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Keeping;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.home.Configuration;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.home.JournalKeep;
import dev.errand.runtime.journal.Archive;
import dev.errand.runtime.journal.CallHistory;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.SqliteJournal;
import dev.errand.runtime.names.Names;
import dev.errand.runtime.policy.RuleFile;
import dev.errand.runtime.schedule.Attendant;
import dev.errand.runtime.schedule.Bell;
import dev.errand.runtime.schedule.Retention;
import dev.errand.runtime.schedule.Schedules;
import dev.errand.runtime.telemetry.Telemetry;
import dev.errand.runtime.telemetry.TelemetrySettings;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Sandbox;
import dev.errand.sandbox.check.ProgramChecker;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A home that has been opened: its device, its journal, its planners, and the engine that leads its runs.
///
/// Several processes may open the same home; whoever works on a run takes ownership for as long as it does
/// ([#owning]). Thread-safe; threads may be virtual.
public final class Errand implements AutoCloseable {
    private final Home home;
    private final Device device;
    private final Sandbox sandbox;
    private final DeviceSkills skills;
    private final Journal journal;
    private final Planners planners;
    private final RuleFile rules;
    private final Engine engine;
    private final ReentrantLock owners = new ReentrantLock();
    private Optional<Home.Ownership> ownership = Optional.empty();
    private int owning;
    private final @Nullable Telemetry telemetry;

    private Errand(
            Home home,
            Map<String, String> environment,
            Configuration configuration,
            RunListener listener,
            @Nullable Telemetry telemetry) {
        this.home = home;
        this.sandbox = Sandboxes.of(configuration);
        this.skills = DeviceSkills.of(home.skills(), configuration, home.cache(), SentenceRules::fault);
        WorkflowCheck check = new WorkflowCheck(new ProgramChecker());
        this.planners = new Planners(environment, configuration, check);
        Model model = planners.access().<Model>map(QuarantinedModel::new).orElseGet(Model::notConfigured);
        this.device = Device.at(home.data(), configuration, model);
        try (Home.Ownership _ = home.own()) { // also says at once whether the home can be written
            this.journal = SqliteJournal.open(home.journal());
        }
        this.telemetry = telemetry;
        this.rules = new RuleFile(home.rules(), skills.catalogue());
        this.engine = new Engine(
                journal,
                device,
                skills.catalogue(),
                sandbox,
                check,
                planners::named,
                InstantSource.system(),
                rules,
                Engine.Rules.STANDARD.with(Budgets.of(configuration, configuration::names)),
                telemetry == null ? listener : listener.and(telemetry.listener()));
    }

    /// Opens a home, creating what is missing of it.
    ///
    /// @throws dev.errand.runtime.home.HomeFailure if it cannot be written
    /// @throws dev.errand.runtime.home.ConfigurationError if its configuration is wrong
    /// @throws dev.errand.runtime.journal.JournalFailure if its journal cannot be opened
    public static Errand open(Home home, Map<String, String> environment, RunListener listener) {
        Configuration configuration = Configuration.read(home.configuration(), environment);
        Sandboxes.warmUp(configuration);
        // Not as a method reference: that would load the exporters also where nothing is to be sent.
        Optional<TelemetrySettings> settings = TelemetrySettings.of(configuration, environment);
        Telemetry telemetry = settings.isPresent() ? new Telemetry(settings.get()) : null;
        return new Errand(home, environment, configuration, listener, telemetry);
    }

    /// The same for somebody who only wants to look: what runs need is not made ready.
    public static Errand look(Home home, Map<String, String> environment) {
        Configuration configuration = Configuration.read(home.configuration(), environment);
        return new Errand(home, environment, configuration, RunListener.silent(), null);
    }

    /// Tells that this process will resolve more than one intent, so that what takes long to load pays.
    public void stay() {
        planners.stay();
    }

    /// Whether workflows in this language can run here.
    public boolean speaks(Language language) {
        return sandbox.speaks(language);
    }

    /// Works on runs while no other process does.
    public <T> T owning(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    /// Threads of this process own the home together: the first takes it from other processes, the last gives it
    /// back.
    private void enter() {
        owners.lock();
        try {
            if (owning == 0) {
                ownership = Optional.of(home.own());
            }
            owning++;
        } finally {
            owners.unlock();
        }
    }

    private void leave() {
        owners.lock();
        try {
            if (--owning == 0) {
                ownership.orElseThrow().close();
                ownership = Optional.empty();
            }
        } finally {
            owners.unlock();
        }
    }

    /// The same where no other thread of this process works on runs at this moment; empty where one does. Those who
    /// come meanwhile wait. For what must not meet a run that is being worked on.
    public <T> Optional<T> owningAlone(Supplier<T> work) {
        owners.lock();
        try {
            return owning == 0 ? Optional.of(owning(work)) : Optional.empty();
        } finally {
            owners.unlock();
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
        return skills.catalogue();
    }

    /// Skills that could not be used and what to do about it, in sentences for the person.
    public List<String> skillTroubles() {
        return skills.troubles();
    }

    /// Where a skill comes from.
    public SkillOrigin origin(String skill) {
        return skills.origin(skill);
    }

    /// The standing intents of this home.
    public Schedules schedules() {
        return new Schedules(home.state());
    }

    /// Who begins the runs of standing intents.
    public Attendant attendant() {
        return new Attendant(schedules(), engine, device, catalogue());
    }

    /// Who reminds the person of what it is time for.
    public Bell bell() {
        return new Bell(home.state(), device.storage(), ZoneId.systemDefault());
    }

    /// Who forgets what the journal is not to keep.
    ///
    /// @throws dev.errand.runtime.home.ConfigurationError if the setting cannot be understood
    public Retention retention() {
        return new Retention(keep(), keeping());
    }

    /// Where guest code runs.
    public Sandbox sandbox() {
        return sandbox;
    }

    /// Who writes down what the person says. Nothing is loaded before the first recording; close it.
    public Transcriptions transcriptions() {
        return Transcriptions.of(device.settings(), catalogue(), this::namesOfContacts);
    }

    /// Contacts that cannot be read are no reason not to listen.
    private List<String> namesOfContacts() {
        try {
            return Contacts.of(device).stream()
                    .flatMap(contact -> Stream.concat(Stream.of(contact.name()), contact.nicknames().stream()))
                    .filter(name -> !name.isBlank())
                    .toList();
        } catch (DeviceFailure _) {
            return List.of();
        }
    }

    public Engine engine() {
        return engine;
    }

    /// What the person calls their contacts.
    public Names names() {
        return new Names(engine, device);
    }

    /// The person's rules. Whoever changes them works in [#owning].
    public RuleFile rules() {
        return rules;
    }

    /// What was done on this device so far.
    public CallHistory history() {
        return journal.history();
    }

    public Planners planners() {
        return planners;
    }

    /// The journal's file as a whole: audits, and runs as they are stored.
    public Archive archive() {
        return new Archive(home.journal());
    }

    /// Forgets runs. Only while owning the home.
    public Keeping keeping() {
        return new Keeping(journal, archive(), device.objects(), InstantSource.system());
    }

    /// How long runs are kept.
    ///
    /// @throws dev.errand.runtime.home.ConfigurationError if the setting cannot be understood
    public JournalKeep keep() {
        return JournalKeep.of(device.settings());
    }

    @Override
    public void close() {
        journal.close();
        skills.close();
        if (telemetry != null) {
            telemetry.close();
        }
    }
}
