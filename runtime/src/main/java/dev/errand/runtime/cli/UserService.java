package dev.errand.runtime.cli;

import dev.errand.os.device.Hash;
import dev.errand.runtime.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// `errand serve` as a service of the user, kept by systemd.
///
/// @param name     of the unit
/// @param folder   where systemd looks for units of the user
/// @param command  what it runs
/// @param environment a file of variables that it reads
record UserService(String name, Path folder, String command, Path environment) {
    static UserService of(Home home, Map<String, String> environment) {
        String launcher = Optional.ofNullable(System.getProperty("errand.launcher"))
                .orElseThrow(
                        () -> new WrongUsage(
                                "A service needs to know where errand is; call it by its launcher, `./errand serve --install`."));
        Path configuration = Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"));
        boolean own = home.equals(Home.find(Optional.empty(), Map.of("XDG_CONFIG_HOME", configuration.toString())));
        String data = home.data().toAbsolutePath().toString();
        return new UserService(
                own ? "errand.service" : "errand-" + Hash.of(data).substring(0, 8) + ".service",
                configuration.resolve("systemd/user"),
                quoted(launcher) + " serve --plain" + (own ? "" : " --home " + quoted(data)),
                home.configuration().toAbsolutePath().resolveSibling("environment"));
    }

    /// What was done, in words.
    List<String> install() {
        List<String> done = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            Files.writeString(unit(), text());
        } catch (IOException e) {
            throw new WrongUsage("The service file %s cannot be written (%s).".formatted(unit(), e.getMessage()));
        }
        done.add("Wrote " + unit());
        Optional<String> problem = systemctl("daemon-reload").or(() -> systemctl("enable", "--now", name));
        done.add(problem.map(why -> "It does not run yet: " + why + ". Start it yourself with `systemctl --user enable"
                        + " --now " + name + "`, or run `" + command + "` at each login.")
                .orElse("It runs now and starts at each login; `errand serve --uninstall` ends it. Variables such as"
                        + " OPENAI_API_KEY are read from " + environment + "."));
        return done;
    }

    List<String> remove() {
        if (!Files.exists(unit())) {
            return List.of("There is no service " + unit() + ".");
        }
        Optional<String> problem = systemctl("disable", "--now", name);
        try {
            Files.delete(unit());
        } catch (IOException e) {
            throw new WrongUsage("The service file %s cannot be removed (%s).".formatted(unit(), e.getMessage()));
        }
        return problem.map(why -> List.of("Removed " + unit(), "It may still run: " + why))
                .orElse(List.of("Ended the service and removed " + unit()));
    }

    private Path unit() {
        return folder.resolve(name);
    }

    private static String quoted(String word) {
        return word.matches("[\\w./~+-]+")
                ? word
                : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// Percent signs mean something to systemd.
    private String text() {
        return """
                [Unit]
                Description=Errand: timers, standing intents and waiting runs

                [Service]
                ExecStart=%s
                EnvironmentFile=-%s
                Restart=on-failure
                RestartSec=10

                [Install]
                WantedBy=default.target
                """.formatted(command.replace("%", "%%"), environment.toString().replace("%", "%%"));
    }

    /// What kept the command from being done; empty if it was.
    private static Optional<String> systemctl(String... words) {
        List<String> call = new ArrayList<>(List.of("systemctl", "--user"));
        call.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(call).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("systemctl did not answer");
            }
            return process.exitValue() == 0 ? Optional.empty() : Optional.of(output);
        } catch (IOException e) {
            return Optional.of("there is no systemd here");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
