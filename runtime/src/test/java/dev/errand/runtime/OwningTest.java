package dev.errand.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.home.Home;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who works on a home at the same time.
@Timeout(60)
class OwningTest {
    @TempDir
    Path folder;

    @Test
    void whatMustNotMeetARunIsNotDoneWhileAnotherThreadWorks() throws Exception {
        try (Errand errand = Errand.open(Home.in(folder), Map.of(), RunListener.silent());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> works = new CompletableFuture<>();
            CompletableFuture<Void> mayEnd = new CompletableFuture<>();
            Future<?> working = threads.submit(() -> errand.owning(() -> {
                works.complete(null);
                return mayEnd.join();
            }));
            works.join();
            assertThat(errand.owningAlone(() -> "done")).isEmpty();
            mayEnd.complete(null);
            working.get();
            assertThat(errand.owningAlone(() -> errand.owning(() -> "done"))).contains("done");
            assertThat(errand.owningAlone(() -> "again")).contains("again");
        }
    }
}
