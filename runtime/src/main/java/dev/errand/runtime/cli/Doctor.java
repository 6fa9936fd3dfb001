package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.files.FileIndexing;
import dev.errand.runtime.Errand;
import dev.errand.runtime.cli.Checkup.Finding;
import dev.errand.runtime.cli.Checkup.State;
import dev.errand.runtime.home.Configuration;
import dev.errand.runtime.home.ConfigurationFile;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.RunState;
import dev.errand.runtime.notify.Notifications;
import dev.errand.runtime.telemetry.TelemetrySettings;
import dev.errand.sandbox.Confinement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `errand doctor`: what works here, what does not, and what to do about it.
@Command(
        name = "doctor",
        description = {
            "Check what works on this device and say how to connect the rest.",
            "Ends with 0 if all that is connected works, with 1 if something does not."
        })
final class Doctor implements Callable<Integer> {
    @Mixin
    HomeOption home = new HomeOption();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(names = "--offline", description = "Ask no server.")
    boolean offline;

    @Override
    public Integer call() {
        Home chosen = home.home();
        Map<String, String> facts = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        facts.put("Java", System.getProperty("java.version"));
        facts.put("Home", chosen.data().toString());
        facts.put("Settings", chosen.configuration().toString());
        Settings settings = Configuration.read(chosen.configuration());
        Checkup checkup = new Checkup(settings, ConfigurationFile.of(chosen), chosen.cache());
        try (Errand errand = Errand.look(chosen, System.getenv())) {
            look(errand, facts);
            errand.skillTroubles().forEach(trouble -> findings.add(new Finding("skill", State.UNHEALTHY, trouble, "")));
            findings.addAll(checkup.permissions(errand.device().storage().root("files")));
        } catch (DeviceFailure e) {
            findings.add(new Finding("settings", State.UNHEALTHY, e.getMessage(), e.remedy()));
        }
        findings.addAll(checkup.secrets());
        findings.addAll(checkup.programs());
        findings.addAll(
                offline ? Checkup.connections().stream().map(checkup::offline).toList() : checkup.online());
        print(facts, findings);
        return findings.stream().anyMatch(each -> each.state() == State.UNHEALTHY)
                ? ExitCode.FAILED
                : ExitCode.SUCCEEDED;
    }

    private void print(Map<String, String> facts, List<Finding> findings) {
        Terminal terminal = output.terminal();
        if (output.json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            facts.forEach(document.putObject("device")::put);
            findings.forEach(each -> document.withArray("/findings")
                    .addObject()
                    .put("name", each.name())
                    .put("state", each.state().name().toLowerCase(java.util.Locale.ROOT))
                    .put("message", each.words())
                    .put("remedy", each.remedy()));
            terminal.out().println(Terminal.json(document, true));
            return;
        }
        facts.forEach((name, value) -> terminal.out().println(line(name, value)));
        terminal.out().println();
        for (Finding each : findings) {
            String words = each.state().word + ": " + each.words();
            terminal.out()
                    .println(line(each.name(), each.state() == State.UNHEALTHY ? terminal.warning(words) : words));
            if (!each.remedy().isEmpty()) {
                terminal.out().println(line("", each.remedy()));
            }
        }
    }

    private static String line(String name, String value) {
        return "%-12s%s".formatted(name, Terminal.visible(value).replace("\n", "\n            "));
    }

    private static void look(Errand errand, Map<String, String> facts) {
        facts.put(
                "Skills",
                errand.catalogue().skills().size() + ", "
                        + errand.catalogue().operations().size() + " operations");
        facts.put("Sandbox", sandbox(errand));
        facts.put("Files", FileIndexing.inWords(errand.device()));
        facts.put(
                "Telemetry",
                TelemetrySettings.of(errand.device().settings(), System.getenv())
                        .map(settings -> "sent to " + settings)
                        .orElse("off; OTEL_EXPORTER_OTLP_ENDPOINT or telemetry.otlp says where to"));
        facts.put("Journal", "kept " + Forget.inWords(errand));
        long waits = errand.engine().runs().stream()
                .filter(run -> run.state() == RunState.AWAITING_TIMER)
                .count();
        if (waits > 0) {
            facts.put("Waits", waits + "; `errand resume` goes on with those whose time has come");
        }
        facts.put("Keeper", Serve.whoKeeps(errand.home()));
        List<String> ways =
                Notifications.configured(errand.device(), errand.catalogue()).ways();
        facts.put("Notices", ways.isEmpty() ? "none; [notify] in config.toml connects them" : String.join(", ", ways));
        facts.put("Runs", runs(errand));
    }

    private static String sandbox(Errand errand) {
        Confinement confinement = errand.sandbox().confinement();
        List<String> lines = new ArrayList<>();
        lines.add(confinement.walls().isEmpty() ? "none" : String.join(", ", confinement.walls()));
        confinement.missing().forEach(lack -> lines.add("missing: " + lack));
        return String.join("\n", lines);
    }

    private static String runs(Errand errand) {
        long interrupted = errand.engine().interrupted().size();
        long all = errand.engine().census().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return all + ", " + interrupted + " interrupted"
                + (interrupted > 0 ? "; `errand resume` goes on with them" : "");
    }
}
