package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.intents.Planner;
import dev.errand.intents.WorkflowCheck;
import dev.errand.os.device.Device;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Budgets;
import dev.errand.runtime.budget.Raise;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.SqliteJournal;
import dev.errand.runtime.policy.RuleFile;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.JavaScriptChecker;
import dev.errand.sandbox.host.InProcessSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A whole device in a temporary folder: real storage, sandbox and journal, a clock that only a test moves, and an
/// [Outside] that remembers what really happened.
final class TestDevice implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private static final Catalogue INSTALLED = SkillReader.installed();
    private static final InProcessSandbox SANDBOX = new InProcessSandbox();
    private static final Settings NO_SETTINGS = new Settings() {
        @Override
        public Optional<String> text(String key) {
            return Optional.empty();
        }

        @Override
        public List<String> texts(String key) {
            return List.of();
        }
    };

    private static final class Clock implements InstantSource {
        volatile Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }
    }

    final Outside outside;
    final Catalogue catalogue;
    final Device device;
    final Engine engine;
    final RuleFile rules;
    final Journal journal;

    /// Hears of every entry.
    volatile RunListener listener = RunListener.silent();

    private final Path home;
    private final Clock clock;
    private final @Nullable Planner planner;
    private final Budgets budgets;

    TestDevice(Path home) {
        this(home, journal -> journal);
    }

    TestDevice(Path home, UnaryOperator<Journal> around) {
        this(home, new Outside(), new Clock(), null, Budgets.NONE, around);
    }

    private TestDevice(
            Path home,
            Outside outside,
            Clock clock,
            @Nullable Planner planner,
            Budgets budgets,
            UnaryOperator<Journal> around) {
        this.home = home;
        this.outside = outside;
        this.clock = clock;
        this.planner = planner;
        this.budgets = budgets;
        this.catalogue = catalogue(outside);
        this.device = Device.at(home, NO_SETTINGS);
        this.journal = around.apply(SqliteJournal.open(home.resolve("state/journal.db")));
        this.rules = new RuleFile(home.resolve("rules.json"), catalogue);
        this.engine = new Engine(
                journal,
                device,
                catalogue,
                SANDBOX,
                new WorkflowCheck(new JavaScriptChecker()),
                this::planner,
                clock,
                rules,
                Engine.Rules.STANDARD.with(budgets),
                (run, recorded) -> listener.recorded(run, recorded));
    }

    static Catalogue catalogue(Outside outside) {
        List<Catalogue.SkillEntry> skills = new ArrayList<>(INSTALLED.skills());
        TestSkills.all(outside).forEach(skill -> skills.add(SkillReader.read(skill)));
        return new Catalogue(skills);
    }

    private Planner planner(String name) {
        if (planner == null) {
            throw new AssertionError("Nothing is to be planned, and \"" + name + "\" was asked for a plan");
        }
        return planner;
    }

    /// The same home and world in another process: nothing is left of this one but what is on disk.
    TestDevice restarted() {
        return restarted(opened -> opened);
    }

    TestDevice restarted(UnaryOperator<Journal> around) {
        close();
        return new TestDevice(home, outside, clock, planner, budgets, around);
    }

    TestDevice with(Planner other) {
        close();
        return new TestDevice(home, outside, clock, other, budgets, opened -> opened);
    }

    TestDevice with(Budgets other) {
        close();
        return new TestDevice(home, outside, clock, planner, other, opened -> opened);
    }

    void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    Path home() {
        return home;
    }

    Path journalFile() {
        return home.resolve("state/journal.db");
    }

    /// Has code run as far as it goes.
    Seen run(String code) {
        return advance(start(code));
    }

    RunId start(String code) {
        return engine.start(started("code", false, false, "terminal"), Language.JAVASCRIPT, code);
    }

    Seen runYes(String code) {
        return advance(engine.start(started("code", true, false, "terminal"), Language.JAVASCRIPT, code));
    }

    /// Has code run within a budget, with everything approved beforehand.
    Seen runYes(String code, Budget budget) {
        return advance(
                engine.start(within(budget, started("code", true, false, "terminal")), Language.JAVASCRIPT, code));
    }

    /// Has a planner plan within a budget.
    Seen plan(Budget budget) {
        return advance(engine.start(within(budget, started("test", false, false, "terminal"))));
    }

    private static Entry.RunStarted within(Budget budget, Entry.RunStarted start) {
        Entry.RunOptions options = start.options();
        return new Entry.RunStarted(
                start.intent(),
                start.channel(),
                start.locale(),
                start.zone(),
                start.seed(),
                new Entry.RunOptions(
                        options.planner(),
                        options.language(),
                        options.yes(),
                        options.dryRun(),
                        options.unattended(),
                        budget));
    }

    Seen raise(Seen run, String... raises) {
        engine.raise(run.id(), Stream.of(raises).map(Raise::parse).toList(), "terminal");
        return advance(run.id());
    }

    Seen dryRun(String code) {
        return advance(engine.start(started("code", false, true, "terminal"), Language.JAVASCRIPT, code));
    }

    /// Has a planner plan for an intent.
    Seen intend(String intent) {
        return advance(engine.start(new Entry.RunStarted(
                intent, "terminal", "en", "Europe/Berlin", 42, new Entry.RunOptions("test", "js", false, false))));
    }

    static Entry.RunStarted started(String planner, boolean yes, boolean dryRun, String channel) {
        return new Entry.RunStarted(
                "test", channel, "en", "Europe/Berlin", 42, new Entry.RunOptions(planner, "js", yes, dryRun));
    }

    Seen advance(RunId id) {
        engine.advance(id);
        return seen(id);
    }

    /// The run as its journal on disk tells it.
    Seen seen(RunId id) {
        return new Seen(engine.run(id), catalogue);
    }

    /// Approves these effects, or all, and goes on.
    Seen approve(Seen run, Integer... effects) {
        engine.approve(run.id(), new Approval(Set.of(effects), Map.of(), "terminal"));
        return advance(run.id());
    }

    /// Approves all, one of them changed, and goes on.
    Seen edit(Seen run, int effect, String path, String value) {
        Map<Integer, Map<String, com.fasterxml.jackson.databind.JsonNode>> edits = new HashMap<>();
        edits.put(effect, Map.of(path, JsonNodeFactory.instance.textNode(value)));
        engine.approve(run.id(), new Approval(Set.of(), edits, "terminal"));
        return advance(run.id());
    }

    Seen deny(Seen run, String reason) {
        engine.deny(run.id(), reason, "terminal");
        return advance(run.id());
    }

    Seen answer(Seen run, String text) {
        engine.answer(run.id(), text, "terminal");
        return advance(run.id());
    }

    void file(String path, String text) {
        device.storage().writeText("files/" + path, text);
    }

    String text(String path) {
        return device.storage().readText("files/" + path);
    }

    boolean has(String path) {
        return device.storage().exists("files/" + path);
    }

    @Override
    public void close() {
        journal.close();
    }
}
