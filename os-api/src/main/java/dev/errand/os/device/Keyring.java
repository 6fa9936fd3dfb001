package dev.errand.os.device;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The keyring of the person's desktop (Secret Service), through the program `secret-tool`. Secrets go through pipes:
/// they never stand on a command line.
public final class Keyring {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST = 64 * 1024;

    private final Settings settings;

    private Keyring(Settings settings) {
        this.settings = settings;
    }

    public static Keyring of(Settings settings) {
        return new Keyring(settings);
    }

    /// Whether there is one: the program, and a session that it can talk to.
    public boolean isThere() {
        boolean bus = settings.variable("DBUS_SESSION_BUS_ADDRESS")
                .filter(address -> !address.isBlank())
                .isPresent();
        return bus && program().isPresent();
    }

    private Optional<Path> program() {
        return Arrays.stream(settings.variable("PATH").orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "secret-tool"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @throws DeviceFailure (not configured) if there is no keyring, or no such entry in it
    String lookUp(String setting, String name) {
        String found = run("Looking up the secret of " + setting, "", "lookup", "service", "errand", "name", name)
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        if (found.isEmpty()) {
            throw DeviceFailure.notConfigured(
                    "The keyring holds nothing of the name that the setting " + setting + " gives.",
                    "Enter it with `errand config set " + setting + " --secret`.");
        }
        return found;
    }

    /// @throws DeviceFailure (not configured) if there is no keyring, or it does not take the secret
    public void keep(String name, String secret) {
        run("Keeping a secret", secret, "store", "--label=errand " + name, "service", "errand", "name", name);
    }

    private String run(String what, String input, String... arguments) {
        Path program = program()
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        what + " needs the program secret-tool, which was not found.",
                        "Install it (libsecret-tools), or keep the secret in a file."));
        List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream to = process.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            }
            Thread.ofVirtual().start(() -> endLater(process));
            byte[] said = process.getInputStream().readNBytes(LONGEST);
            int code = process.waitFor();
            if (code != 0 && !input.isEmpty()) {
                throw refused(what);
            }
            return new String(said, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw refused(what);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(what);
        }
    }

    /// A keyring that asks to be unlocked waits for as long as nobody answers.
    private static void endLater(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static DeviceFailure refused(String what) {
        return DeviceFailure.notConfigured(
                what + " failed: the keyring did not take or give it.",
                "Unlock the keyring, or keep the secret in a file.");
    }
}
