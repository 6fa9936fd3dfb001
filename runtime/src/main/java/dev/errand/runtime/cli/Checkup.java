package dev.errand.runtime.cli;

import dev.errand.intents.voice.Transcriptions;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import dev.errand.os.spi.Connection;
import dev.errand.os.spi.SettingSpec;
import dev.errand.os.spi.SettingSpecs;
import dev.errand.runtime.home.ConfigurationFile;
import dev.errand.runtime.home.ConfigurationKey;
import dev.errand.runtime.home.PrivateFile;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Looks at what is connected and whether it works.
///
/// @param file what the person wrote, for what is looked up by name
/// @param cache the device's folder for what can be computed again
record Checkup(Settings settings, ConfigurationFile file, Path cache) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /// How something is.
    enum State {
        HEALTHY("ok"),
        NOT_CONFIGURED("not connected"),
        /// It is configured, and nobody looked.
        UNCHECKED("not checked"),
        /// It works, and the person should know of something.
        WARNING("careful"),
        UNHEALTHY("BROKEN");

        final String word;

        State(String word) {
            this.word = word;
        }
    }

    /// What was found about one thing.
    ///
    /// @param remedy what to do; may be empty
    record Finding(String name, State state, String words, String remedy) {}

    static List<Connection> connections() {
        return ServiceLoader.load(Connection.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Connection::name))
                .toList();
    }

    /// All connections, looked at side by side; those that take too long count as broken.
    List<Finding> online() {
        List<Connection> all = connections();
        // Not in try-with-resources: closing would wait for those that do not answer.
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("check").daemon().factory());
        try {
            List<Callable<Finding>> checks = all.stream()
                    .<Callable<Finding>>map(each -> () -> online(each))
                    .toList();
            List<Future<Finding>> answers = threads.invokeAll(checks, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            List<Finding> findings = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                findings.add(answer(all.get(i), answers.get(i)));
            }
            return findings;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return all.stream().map(this::offline).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Finding answer(Connection connection, Future<Finding> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException e) {
            return new Finding(
                    connection.name(),
                    State.UNHEALTHY,
                    "It did not answer within " + PATIENCE.toSeconds() + " seconds.",
                    "Check the address, and the network.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A check failed", e.getCause());
        }
    }

    Finding online(Connection connection) {
        Finding found = offline(connection);
        if (found.state() != State.UNCHECKED) {
            return found;
        }
        try {
            connection.check(settings, cache);
            return new Finding(connection.name(), State.HEALTHY, found.words(), "");
        } catch (DeviceFailure e) {
            return new Finding(connection.name(), State.UNHEALTHY, e.getMessage(), e.remedy());
        }
    }

    /// What the settings say, without asking anybody.
    Finding offline(Connection connection) {
        try {
            return connection
                    .configured(settings)
                    .map(words -> new Finding(connection.name(), State.UNCHECKED, words, ""))
                    .orElseGet(() -> new Finding(
                            connection.name(),
                            State.NOT_CONFIGURED,
                            connection.otherwise(),
                            "`" + connection.command() + "` connects it"));
        } catch (DeviceFailure e) {
            return new Finding(connection.name(), State.UNHEALTHY, e.getMessage(), e.remedy());
        }
    }

    /// Secrets that others on this machine could read, and those that stand in the configuration itself.
    List<Finding> secrets() {
        SettingSpecs specs = SettingSpecs.installed();
        List<Finding> findings = new ArrayList<>();
        for (SettingSpec spec : specs.all()) {
            if (spec.kind() == SettingSpec.Kind.SECRET && !spec.key().contains("*")) {
                settings.text(spec.name())
                        .flatMap(text -> secret(spec.name(), text))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<Finding> secret(String setting, String text) {
        if (!Secret.isReference(text)) {
            return Optional.of(new Finding(
                    "secret",
                    State.WARNING,
                    "%s holds a secret itself, in %s.".formatted(setting, file.path()),
                    "`errand config set %s --secret` moves it to a safe place.".formatted(setting)));
        }
        return Secret.file(text)
                .filter(PrivateFile::isOpenToOthers)
                .map(open -> new Finding(
                        "secret",
                        State.WARNING,
                        "Others on this machine may read the secret of %s.".formatted(setting),
                        "chmod 600 " + open));
    }

    /// What is forbidden to skills, and what of it does not make sense.
    ///
    /// @param files the root of the files
    List<Finding> permissions(Path files) {
        List<Finding> findings = new ArrayList<>();
        for (String setting : List.of(
                "permissions.skills.off",
                "permissions.files.read",
                "permissions.files.write",
                "permissions.files.hidden")) {
            file.get(ConfigurationKey.parse(setting))
                    .ifPresent(_ -> findings.add(permission(setting, settings.texts(setting), files)));
        }
        return findings;
    }

    private static Finding permission(String setting, List<String> names, Path files) {
        List<String> missing = setting.contains("files")
                ? names.stream()
                        .filter(name ->
                                !Files.exists(files.resolve(name.replaceFirst("^~", System.getProperty("user.home")))))
                        .toList()
                : List.of();
        String words = setting + " = " + (names.isEmpty() ? "nothing" : String.join(", ", names));
        return missing.isEmpty()
                ? new Finding("permission", State.HEALTHY, words, "")
                : new Finding(
                        "permission",
                        State.WARNING,
                        words + "; there is no " + String.join(", ", missing),
                        "Check how it is written: a folder of another name is not kept from anybody.");
    }

    /// Programs that something wants which is switched on.
    List<Finding> programs() {
        List<Finding> findings = new ArrayList<>();
        if (!settings.text("media.output").orElse("speakers").equals("none")
                && settings.text("media.mpv").isEmpty()
                && !isOnPath("mpv")) {
            findings.add(new Finding(
                    "program",
                    State.NOT_CONFIGURED,
                    "mpv is not installed: only WAV, AIFF and AU files are played",
                    "install mpv, or set media.output to none"));
        }
        String notifier = settings.text("notify.desktop_command").orElse("notify-send");
        if (settings.texts("notify.ways").contains("desktop") && !isOnPath(notifier)) {
            findings.add(new Finding(
                    "program",
                    State.UNHEALTHY,
                    "notify.ways asks for notices on the desktop, and " + notifier + " is not installed.",
                    "Install it (libnotify-bin), or set notify.desktop_command."));
        }
        speaker().ifPresent(findings::add);
        return findings;
    }

    /// Who would say things aloud, where nobody can.
    private Optional<Finding> speaker() {
        if (settings.text("voice.tts").orElse("auto").equals("off")) {
            return Optional.empty();
        }
        try {
            Transcriptions.speaker(settings);
            return Optional.empty();
        } catch (DeviceFailure e) {
            boolean wanted = settings.text("voice.tts").isPresent();
            State state = wanted ? State.UNHEALTHY : State.NOT_CONFIGURED;
            return Optional.of(new Finding("program", state, e.getMessage(), e.remedy()));
        }
    }

    private boolean isOnPath(String program) {
        return Arrays.stream(settings.variable("PATH").orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
    }
}
