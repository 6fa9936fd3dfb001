package dev.errand.evaluation.benchmark;

import dev.errand.sandbox.Answer;
import dev.errand.sandbox.Call;
import dev.errand.sandbox.Calls;
import dev.errand.sandbox.ClosedField;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Sandbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Memory: of a worker process, and of a context that lives in this one.
final class SandboxMemory {
    private SandboxMemory() {}

    /// Of the largest of these processes: a worker in bubblewrap has two small ones around it.
    static double workerMegabytes(Collection<ProcessHandle> worker) {
        long most =
                worker.stream().mapToLong(Processes::residentKilobytes).max().orElse(0);
        return Math.round(most / 102.4) / 10.0;
    }

    /// Heap held by guests that wait for an answer, each.
    static long kilobytesPerContext(Sandbox sandbox, int guests) throws Exception {
        CountDownLatch arrived = new CountDownLatch(guests);
        CountDownLatch leave = new CountDownLatch(1);
        Calls waiting = new Waiting(arrived, leave);
        long before = heapUsed();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < guests; i++) {
                String code = "const a = await contacts.find(" + i + "); return a.length";
                runs.add(executor.submit(() -> ReferenceWorkflow.execute(sandbox, code, Limits.STANDARD, waiting)));
            }
            arrived.await();
            long held = heapUsed() - before;
            leave.countDown();
            for (Future<?> run : runs) {
                run.get();
            }
            return (held / guests) >> 10;
        } finally {
            leave.countDown();
        }
    }

    private record Waiting(CountDownLatch arrived, CountDownLatch leave) implements Calls {
        @Override
        public Answer call(Call call) {
            arrived.countDown();
            try {
                leave.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return new Answer.Value(call.positional(), List.of(), Instant.EPOCH);
        }

        @Override
        public Answer open(ClosedField field) {
            return new Answer.Stop();
        }
    }

    /// Bytes of this process's heap that are in use after a collection.
    static long heapUsed() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
