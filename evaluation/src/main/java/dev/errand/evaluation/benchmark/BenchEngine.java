package dev.errand.evaluation.benchmark;

import dev.errand.intents.WorkflowCheck;
import dev.errand.os.device.Device;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.budget.Budgets;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.home.Configuration;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.SqliteJournal;
import dev.errand.runtime.policy.RuleFile;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.check.JavaScriptChecker;
import dev.errand.sandbox.host.InProcessSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// An engine on an empty device: real storage, sandbox and journal, a clock that can be put forward, and
/// [BenchSkill].
final class BenchEngine implements AutoCloseable {
    private static final InProcessSandbox SANDBOX = new InProcessSandbox();

    final Engine engine;
    private final SqliteJournal journal;
    private volatile Duration ahead = Duration.ZERO;

    /// @param folder empty
    BenchEngine(Path folder) {
        List<Catalogue.SkillEntry> skills =
                new ArrayList<>(SkillReader.installed().skills());
        skills.add(SkillReader.read(new BenchSkill()));
        Configuration none = Configuration.read(folder.resolve("config.toml"));
        Duration minutes = Duration.ofMinutes(10);
        Limits many = Limits.STANDARD
                .withTimes(minutes, minutes)
                .withAllocatedBytes(8L << 30)
                .withOutputCharacters(400_000_000)
                .withCalls(100_000);
        journal = SqliteJournal.open(journal(folder));
        Catalogue catalogue = new Catalogue(skills);
        engine = new Engine(
                journal,
                Device.at(folder, none),
                catalogue,
                SANDBOX,
                new WorkflowCheck(new JavaScriptChecker()),
                name -> {
                    throw new IllegalStateException("nothing is planned here, by " + name);
                },
                () -> Instant.now().plus(ahead),
                new RuleFile(folder.resolve("rules.json"), catalogue),
                new Engine.Rules(many, Duration.ofDays(30), Duration.ofDays(30), Budgets.NONE),
                RunListener.silent());
    }

    /// The run is durable when this returns.
    RunId start(String code) {
        return engine.start(
                new Entry.RunStarted(
                        "measure",
                        "terminal",
                        "en",
                        ZoneOffset.UTC.getId(),
                        1,
                        new Entry.RunOptions("code", "js", true, false)),
                Language.JAVASCRIPT,
                code);
    }

    /// The same, with effects to be approved.
    RunId startAsking(String code) {
        return engine.start(
                new Entry.RunStarted(
                        "measure",
                        "terminal",
                        "en",
                        ZoneOffset.UTC.getId(),
                        1,
                        new Entry.RunOptions("code", "js", false, false)),
                Language.JAVASCRIPT,
                code);
    }

    void putForward(Duration time) {
        ahead = ahead.plus(time);
    }

    /// How many entries the journal of a run has.
    long length(RunId id) {
        return engine.run(id).length();
    }

    /// The file of the journal on such a device.
    static Path journal(Path folder) {
        return folder.resolve("state/journal.db");
    }

    @Override
    public void close() {
        journal.close();
    }
}
