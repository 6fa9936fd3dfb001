package dev.errand.runtime.schedule;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A small file of a home's state, which a crash leaves as it was before or as it is to be.
///
/// @param what it holds, for messages: `The standing intents`
record StateFile(Path file, String what) {
    /// Its text; empty if it is not there.
    Optional<String> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new ScheduleFailure("%s in %s cannot be read: %s.".formatted(what, file, e), e);
        }
    }

    /// Written beside and moved into place.
    void write(String text) {
        Path beside = file.resolveSibling(file.getFileName() + ".writing");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(beside, text);
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ScheduleFailure(
                    "%s cannot be kept in %s: %s. Check its permissions and the free space.".formatted(what, file, e),
                    e);
        }
    }

    /// Its text is not what it should be.
    ScheduleFailure misunderstood(String why, Exception cause) {
        return new ScheduleFailure(
                "%s in %s cannot be understood: %s. Correct the file, or move it away.".formatted(what, file, why),
                cause);
    }
}
