package dev.errand.evaluation.crash;

import dev.errand.evaluation.crash.HaltingJournal.Side;
import dev.errand.intents.WorkflowCheck;
import dev.errand.os.device.Device;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.home.Configuration;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.SqliteJournal;
import dev.errand.runtime.policy.RuleFile;
import dev.errand.sandbox.check.JavaScriptChecker;
import dev.errand.sandbox.host.InProcessSandbox;
import java.nio.file.Path;
import java.time.InstantSource;

/// A process that goes on with what was interrupted in a home, and then leads runs, each until the process halts at
/// one of its durable appends: `BoundaryChild HOME (RUN WORKFLOW APPEND SIDE)…`. Of a run that ends before, it says
/// how many there were.
final class BoundaryChild {
    /// How a line begins that says a workflow and a number of appends.
    static final String APPENDS = "appends ";

    private final HaltingJournal journal;
    private final Labour labour;
    private final String address;

    private BoundaryChild(HaltingJournal journal, Engine engine, String address) {
        this.journal = journal;
        this.labour = new Labour(engine);
        this.address = address;
    }

    public static void main(String[] arguments) {
        Home home = Home.in(Path.of(arguments[0]));
        Configuration configuration = Configuration.read(home.configuration(), System.getenv());
        Device device = Device.at(home.data(), configuration);
        try (Home.Ownership _ = home.own();
                HaltingJournal journal = new HaltingJournal(SqliteJournal.open(home.journal()))) {
            BoundaryChild child = new BoundaryChild(
                    journal, engine(home, journal, device, configuration), World.address(device.settings()));
            child.labour.goOn();
            child.work(arguments);
            child.labour.awaitTimers();
        }
    }

    private static Engine engine(Home home, HaltingJournal journal, Device device, Configuration configuration) {
        Catalogue catalogue = SkillReader.installed(configuration);
        return new Engine(
                journal,
                device,
                catalogue,
                new InProcessSandbox(),
                new WorkflowCheck(new JavaScriptChecker()),
                name -> {
                    throw new IllegalStateException("nothing is planned here, by " + name);
                },
                InstantSource.system(),
                new RuleFile(home.rules(), catalogue),
                Engine.Rules.STANDARD,
                RunListener.silent());
    }

    private void work(String[] arguments) {
        for (int i = 1; i < arguments.length; i += 4) {
            Workflows workflow = Workflows.valueOf(arguments[i + 1]);
            journal.arm(Integer.parseInt(arguments[i + 2]), Side.valueOf(arguments[i + 3]));
            lead(Integer.parseInt(arguments[i]), workflow);
            System.out.println(APPENDS + workflow + " " + journal.appends());
        }
    }

    private void lead(int run, Workflows workflow) {
        labour.begin(run, workflow.code(run, address));
        labour.awaitTimers();
    }
}
