package dev.errand.runtime.cli;

import dev.errand.intents.offline.OfflinePlanner;
import dev.errand.os.meaning.Embeddings;
import dev.errand.os.spi.SkillReader;
import dev.errand.sandbox.host.ProcessSandbox;
import dev.errand.sandbox.host.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the launcher has the JVM practise after a build, so that its AOT caches hold what real commands need. A cache
/// is loaded whole at every start, so there is one for commands that only look, one for runs that are planned
/// offline, and one for runs with a model.
final class Rehearsal {
    private static final String INTENT = "Please send my car title to my insurance company";
    /// A port of this machine at which nothing listens: the request fails at once.
    private static final String NOBODY = """
            [model]
            base_url = "http://127.0.0.1:9/v1"
            name = "nobody"
            retries = 0
            """;

    private Rehearsal() {}

    /// @param arguments what to practise (`look`, `act`, `model`), and an empty folder; or whose worker processes
    ///                  (`javascript`, `python`), and the file that their cache is to be; or `meaning`
    static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "javascript" -> worker(Optional.of(WorkerSettings.here()), arguments[1]);
            case "meaning" -> meaning();
            case "python" -> worker(WorkerSettings.here().forPython(), arguments[1]);
            default -> commands(arguments);
        }
    }

    /// What the skills' sentences mean, where a model is installed; it takes too long to be found out at each start.
    private static void meaning() {
        Embeddings.keep(model -> OfflinePlanner.sentences(SkillReader.installed(), model));
        System.exit(0);
    }

    private static void worker(Optional<WorkerSettings> settings, String cache) {
        boolean made = settings.isPresent() && ProcessSandbox.rehearse(settings.get(), Path.of(cache));
        System.exit(made ? 0 : 1);
    }

    private static void commands(String... arguments) throws IOException {
        Path home = Path.of(arguments[1]).resolve("home");
        String folder = home.toString();
        switch (arguments[0]) {
            case "look" -> {
                Main.commandLine().execute("--version");
                Main.commandLine().execute("--help");
                Main.commandLine().execute("runs", "--home", folder);
                Main.commandLine().execute("inbox", "--home", folder);
            }
            case "act" -> {
                act(folder);
            }
            case "model" -> {
                act(folder); // first, as a sample device is only made in an empty folder
                Files.writeString(home.resolve("config.toml"), NOBODY);
                Main.commandLine().execute("run", "--home", folder, "--planner", "openai", INTENT);
            }
            default -> throw new IllegalArgumentException("Nothing to practise is called " + arguments[0]);
        }
        System.exit(0);
    }

    private static void act(String folder) {
        Main.commandLine().execute("demo", "--home", folder, "--yes", "--answer", "1", INTENT);
        Main.commandLine().execute("demo", "--home", folder, "--json", INTENT);
    }
}
