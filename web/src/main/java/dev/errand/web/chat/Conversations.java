package dev.errand.web.chat;

import dev.errand.runtime.home.HomeFailure;
import dev.errand.runtime.journal.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Which run a conversation led to last, by all that was said in it: a client that sends the conversation again, with
/// one more message, is recognised, also after a restart. A file each, for a week. Thread-safe.
final class Conversations {
    private static final Duration KEPT = Duration.ofDays(7);

    private final Path folder;

    Conversations(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            forgetOld(Instant.now().minus(KEPT));
        } catch (IOException e) {
            throw HomeFailure.of("The folder %s for conversations cannot be made".formatted(folder), e);
        }
    }

    private void forgetOld(Instant before) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /// @param name of the conversation; empty for one that begins
    Optional<RunId> run(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RunId(Files.readString(folder.resolve(name)).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // it is a new one then
        }
    }

    void remember(String name, RunId run) {
        try {
            Path beside = Files.createTempFile(folder, "new", "");
            Files.writeString(beside, run.value());
            Files.move(beside, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw HomeFailure.of("The conversation cannot be kept in %s".formatted(folder), e);
        }
    }
}
