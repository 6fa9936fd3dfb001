package dev.errand.runtime.cli;

import dev.errand.os.files.FileIndexing;
import dev.errand.runtime.Errand;
import dev.errand.runtime.journal.RunState;
import dev.errand.runtime.notify.Notifications;
import dev.errand.runtime.telemetry.TelemetrySettings;
import dev.errand.sandbox.Confinement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `errand doctor`: what works here, what does not, and what to do about it.
@Command(name = "doctor", description = "Check what works on this device and say how to connect the rest.")
final class Doctor implements Callable<Integer> {
    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public Integer call() {
        System.out.println("Java        " + System.getProperty("java.version"));
        try (Errand errand = Errand.look(home.home(), System.getenv())) {
            System.out.println("Home        " + errand.home().data());
            System.out.println("Settings    " + errand.home().configuration());
            System.out.println("Skills      " + errand.catalogue().skills().size() + ", "
                    + errand.catalogue().operations().size() + " operations");
            System.out.println(
                    "Model       "
                            + errand.planners()
                                    .access()
                                    .map(Object::toString)
                                    .orElse(
                                            "none; set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own, and OPENAI_MODEL"));
            sandbox(errand);
            System.out.println(
                    "Mail        local store in " + errand.device().storage().onDisk("mail"));
            System.out.println("Files       " + FileIndexing.inWords(errand.device()));
            System.out.println("Telemetry   "
                    + TelemetrySettings.of(errand.device().settings(), System.getenv())
                            .map(settings -> "sent to " + settings)
                            .orElse("off; OTEL_EXPORTER_OTLP_ENDPOINT or telemetry.otlp says where to"));
            System.out.println("Journal     kept " + Forget.inWords(errand));
            long waits = errand.engine().runs().stream()
                    .filter(run -> run.state() == RunState.AWAITING_TIMER)
                    .count();
            if (waits > 0) {
                System.out.println("Waits       " + waits + "; `errand resume` goes on with those whose time has come");
            }
            System.out.println("Keeper      " + Serve.whoKeeps(errand.home()));
            List<String> ways = Notifications.configured(errand.device(), errand.catalogue())
                    .ways();
            System.out.println("Notices     "
                    + (ways.isEmpty() ? "none; [notify] in config.toml connects them" : String.join(", ", ways)));
            long interrupted = errand.engine().interrupted().size();
            Map<RunState, Long> census = errand.engine().census();
            System.out.println("Runs        "
                    + census.values().stream().mapToLong(Long::longValue).sum() + ", " + interrupted + " interrupted"
                    + (interrupted > 0 ? "; `errand resume` goes on with them" : ""));
        }
        return ExitCode.SUCCEEDED;
    }

    private static void sandbox(Errand errand) {
        Confinement confinement = errand.sandbox().confinement();
        String walls = confinement.walls().isEmpty() ? "none" : String.join(", ", confinement.walls());
        System.out.println("Sandbox     " + walls);
        confinement.missing().forEach(lack -> System.out.println("            missing: " + lack));
    }
}
