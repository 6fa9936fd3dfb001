package dev.errand.os.dav;

import dev.errand.os.operation.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Which steps have set out to change something at the server. What such a step wants gone may be gone because of
/// itself: its own notes are not kept before it has ended.
///
/// An empty file a step in the cache, which goes once the step is on record ([Trace]). Where it could not be written
/// or was lost, a step that a crash cut short fails as if somebody else had been faster.
record BegunSteps(DavService service, StepContext context) {
    void note() {
        try {
            Files.createDirectories(folder());
            forgetRecorded();
            Files.write(file(), new byte[0]);
        } catch (IOException _) {
            // See above.
        }
    }

    private void forgetRecorded() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : List.copyOf(files.toList())) {
                if (context.storage()
                        .exists(Trace.file(service, file.getFileName().toString()))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    boolean isNoted() {
        return Files.exists(file());
    }

    void forget() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException _) {
            // The step has failed and is not done again.
        }
    }

    private Path folder() {
        return context.cache().resolve(service.trash().replace("trash/", "")).resolve("begun");
    }

    private Path file() {
        return folder().resolve(Trace.name(context));
    }
}
