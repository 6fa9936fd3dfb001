package dev.errand.runtime.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// The folder that holds a device's data, configuration and journal.
///
/// @param data          device data and `state`
/// @param configuration the file `config.toml`
public record Home(Path data, Path configuration) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Finds the home that a command means.
    ///
    /// @param named       `--home`, if given
    /// @param environment variables; an empty `ERRAND_HOME` counts as unset
    public static Home find(Optional<Path> named, Map<String, String> environment) {
        return named.or(() -> folder(environment, "ERRAND_HOME"))
                .map(Home::in)
                .orElseGet(() -> new Home(
                        xdg(environment, "XDG_DATA_HOME", ".local/share").resolve("errand"),
                        xdg(environment, "XDG_CONFIG_HOME", ".config").resolve("errand/config.toml")));
    }

    /// A home of which everything lies in one folder.
    public static Home in(Path folder) {
        return new Home(folder, folder.resolve("config.toml"));
    }

    /// The home of the sample device, where none is named.
    public static Home ofDemo(Map<String, String> environment) {
        return in(xdg(environment, "XDG_DATA_HOME", ".local/share").resolve("errand-demo"));
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    private static Path xdg(Map<String, String> environment, String variable, String inHome) {
        return folder(environment, variable)
                .orElseGet(() -> Path.of(System.getProperty("user.home")).resolve(inHome));
    }

    /// The person's rules, beside the configuration.
    public Path rules() {
        return configuration.resolveSibling("rules.json");
    }

    /// Jars with skills that the person added, beside the configuration.
    public Path skills() {
        return configuration.resolveSibling("skills");
    }

    public Path state() {
        return data.resolve("state");
    }

    /// What can be computed again; the device keeps its own there too.
    public Path cache() {
        return state().resolve("cache");
    }

    public Path journal() {
        return state().resolve("journal.db");
    }

    /// Ownership of a home. One process works on its runs at a time; others wait for it.
    public static final class Ownership implements AutoCloseable {
        private final FileChannel channel;
        private final FileLock lock;

        private Ownership(FileChannel channel, FileLock lock) {
            this.channel = channel;
            this.lock = lock;
        }

        @Override
        public void close() {
            try (channel) {
                lock.release();
            } catch (IOException e) {
                throw HomeFailure.of("The lock of the home cannot be released", e);
            }
        }
    }

    /// Takes ownership, waiting for another process for a while.
    ///
    /// @throws HomeFailure if the home cannot be written, or the other process does not end
    public Ownership own() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Ownership> ownership = ownIfFree();
            if (ownership.isPresent()) {
                return ownership.get();
            }
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new HomeFailure(
                        "Another errand is working on %s. Wait for it to finish, or end it.".formatted(data));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /// Takes ownership if nobody has it.
    ///
    /// @throws HomeFailure if the home cannot be written
    public Optional<Ownership> ownIfFree() {
        return lockIfFree("lock");
    }

    /// Becomes the one process that keeps timers and standing intents of this home going, if there is none. It owns
    /// the home only while it has something to do.
    ///
    /// @throws HomeFailure if the home cannot be written
    public Optional<Ownership> keepIfFree() {
        return lockIfFree("keeper");
    }

    private Optional<Ownership> lockIfFree(String name) {
        try {
            createState();
            FileChannel channel =
                    FileChannel.open(state().resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Optional<FileLock> lock = lock(channel);
            if (lock.isEmpty()) {
                channel.close();
            }
            return lock.map(held -> new Ownership(channel, held));
        } catch (IOException e) {
            throw HomeFailure.of("The home %s cannot be written".formatted(data), e);
        }
    }

    /// Empty where another process, or another thread of this one, holds it.
    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    /// The journal tells what the person said and did: nobody else on the machine is to read it.
    private void createState() throws IOException {
        if (Files.isDirectory(state())) {
            return;
        }
        Files.createDirectories(data);
        try {
            Files.createDirectory(state(), PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (UnsupportedOperationException e) {
            Files.createDirectories(state()); // a file system without such permissions
        } catch (FileAlreadyExistsException e) {
            requireFolder(e);
        }
    }

    /// Another process may just have made it; a file of that name is another matter.
    private void requireFolder(FileAlreadyExistsException found) throws IOException {
        if (!Files.isDirectory(state())) {
            throw found;
        }
    }
}
