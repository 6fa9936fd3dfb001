package dev.errand.web.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.RunId;
import dev.errand.web.http.Problem;
import dev.errand.web.http.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is handed in when more waits than can be worked on.
@Timeout(60)
class DeskTest {
    private static final int MOST = 256;

    @TempDir
    Path folder;

    @Test
    void aDeskThatIsFullSaysSoAndTakesMoreWhenSomethingHasGone() throws InterruptedException {
        CountDownLatch atWork = new CountDownLatch(MOST);
        Semaphore mayEnd = new Semaphore(0);
        Supplier<RunId> lasting = () -> {
            atWork.countDown();
            mayEnd.acquireUninterruptibly();
            throw new IllegalArgumentException("no such run");
        };
        try (Errand errand = Errand.open(Home.in(folder), Map.of(), RunListener.silent());
                Desk desk = new Desk(errand, _ -> {}, (_, _) -> {})) {
            fill(desk, lasting, atWork, mayEnd);
            assertThatThrownBy(() -> desk.hand(lasting)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /// Returns when all of it has gone.
    private static void fill(Desk desk, Supplier<RunId> lasting, CountDownLatch atWork, Semaphore mayEnd)
            throws InterruptedException {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MOST; i++) {
                clients.execute(() -> assertThatThrownBy(() -> desk.hand(lasting, Duration.ZERO))
                        .isInstanceOf(IllegalArgumentException.class));
            }
            atWork.await();
            assertThatThrownBy(() -> desk.hand(lasting)).isInstanceOfSatisfying(Desk.Busy.class, busy -> {
                Problem problem = Problems.of(busy);
                assertThat(problem.status()).isEqualTo(503);
                assertThat(problem.headers()).containsKey("Retry-After");
                assertThat(problem.detail()).contains("256 runs", "Nothing was begun");
            });
            mayEnd.release(2 * MOST);
        }
    }
}
