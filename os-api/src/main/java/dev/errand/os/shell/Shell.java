package dev.errand.os.shell;

import dev.errand.os.command.CapturedOutput;
import dev.errand.os.command.Command;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The program that runs commands, and what it is given to know: of the device's own environment only what says who,
/// where and in which language, as the rest may hold passwords and keys.
///
/// @param program with its arguments; the command is added as the last one
record Shell(List<String> program, Settings settings) {
    private static final String PROGRAM = "shell.program";

    /// Variables that a command gets, if they are set.
    private static final List<String> HANDED_ON = List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LANGUAGE",
            "LC_ALL",
            "LC_CTYPE",
            "LC_MESSAGES",
            "LC_NUMERIC",
            "LC_TIME",
            "TZ",
            "TMPDIR",
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "XAUTHORITY",
            "XDG_RUNTIME_DIR",
            "DBUS_SESSION_BUS_ADDRESS",
            "PREFIX",
            "ANDROID_ROOT",
            "ANDROID_DATA");

    /// Whoever reads the output gets this long for its rest, once the command itself has ended. What it left running
    /// in the background may hold the output open for ever.
    private static final Duration REST_OF_OUTPUT = Duration.ofSeconds(1);

    Shell {
        program = List.copyOf(program);
    }

    /// @throws DeviceFailure (not configured) if the configuration names no program
    static Shell of(Settings settings) {
        List<String> configured = settings.texts(PROGRAM);
        if (settings.text(PROGRAM).isPresent() && configured.stream().allMatch(String::isBlank)) {
            throw DeviceFailure.notConfigured(
                    "The setting " + PROGRAM + " names no program.",
                    "Write " + PROGRAM + " = [\"/bin/sh\", \"-c\"], or leave it out.");
        }
        return new Shell(
                switch (configured.size()) {
                    case 0 -> List.of("/bin/sh", "-c");
                    case 1 -> List.of(configured.getFirst(), "-c");
                    default -> configured;
                },
                settings);
    }

    /// Waits for the command to end.
    ///
    /// @param step marks the processes of the command
    /// @throws DeviceFailure if it cannot be started (not configured, not found), or was ended before its end
    ///                       (failed)
    ShellResult run(Command command, Path directory, String step) {
        ProcessTree tree = ProcessTree.marked(step);
        Process process = start(command, directory, tree);
        CapturedOutput out = new CapturedOutput();
        CapturedOutput err = new CapturedOutput();
        List<Thread> readers = List.of(reading(process.getInputStream(), out), reading(process.getErrorStream(), err));
        try {
            if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                tree.end(process.toHandle());
                throw command.ranTooLong("", "It was ended, with all that it had started.");
            }
            for (Thread reader : readers) {
                reader.join(REST_OF_OUTPUT);
            }
        } catch (InterruptedException e) {
            tree.end(process.toHandle());
            Thread.currentThread().interrupt();
            throw DeviceFailure.failed(
                    "The command was stopped before its end. What it did until then stays done.",
                    "Look at what it changed before it is run again.");
        }
        return ShellResult.of(directory.toString(), process.exitValue(), out, err);
    }

    private Process start(Command command, Path directory, ProcessTree tree) {
        if (!Files.isDirectory(directory)) {
            throw DeviceFailure.notFound(
                    "There is no folder " + directory + " to run the command in.", "Make it, or name another folder.");
        }
        List<String> words = new ArrayList<>(program);
        words.add(command.text());
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        fill(builder.environment(), tree);
        try {
            return builder.start();
        } catch (IOException e) {
            throw DeviceFailure.notConfigured(
                    "The shell " + program.getFirst() + " cannot be started.",
                    "Write the shell of this machine into the configuration: " + PROGRAM + " = [\"/bin/sh\", \"-c\"].");
        }
    }

    private void fill(Map<String, String> environment, ProcessTree tree) {
        environment.clear();
        for (String name : HANDED_ON) {
            settings.variable(name).ifPresent(value -> environment.put(name, value));
        }
        environment.put("TERM", "dumb");
        environment.put(ProcessTree.MARK, tree.mark());
    }

    private static Thread reading(InputStream from, CapturedOutput into) {
        return Thread.ofPlatform().daemon().name("command-output").start(() -> {
            try (from) {
                from.transferTo(into);
            } catch (IOException _) {
                // The command was ended; what it wrote until then is there.
            }
        });
    }
}
