package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// What a server holds in memory, and whether that grows. For one thread, beside the one that samples.
final class Memory {
    private static final int EVERY_SECONDS = 5;

    private record Sample(double minutes, long kilobytes) {}

    private final ServeProcess server;
    private final List<Sample> samples = new ArrayList<>();
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    Memory(ServeProcess server) {
        this.server = server;
    }

    /// Looks at this moment: what is alive on the heap, then what the system has given.
    void note(String moment) throws InterruptedException {
        ObjectNode noted = json.putObject(moment);
        server.liveHeapMegabytes().ifPresent(live -> noted.put("liveHeapMegabytes", Contest.rounded(live)));
        noted.put("residentMegabytes", Contest.rounded(server.residentKilobytes() / 1024.0))
                .put("workersMegabytes", Contest.rounded(server.workersKilobytes() / 1024.0));
    }

    /// Looks every few seconds until it is closed.
    interface Sampling extends AutoCloseable {
        @Override
        void close();
    }

    Sampling sample() {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        long from = System.nanoTime();
        Future<?> sampling = clock.scheduleAtFixedRate(
                () -> samples.add(new Sample((System.nanoTime() - from) / 60e9, server.residentKilobytes())),
                0,
                EVERY_SECONDS,
                TimeUnit.SECONDS);
        return () -> {
            sampling.cancel(false);
            clock.close();
        };
    }

    ObjectNode json() {
        ObjectNode whole = json.deepCopy();
        samples.forEach(each -> whole.withArray("sampledMegabytes").add(Contest.rounded(each.kilobytes() / 1024.0)));
        if (samples.size() > 2) {
            whole.put("residentMegabytesPerMinute", Contest.rounded(slope() / 1024));
        }
        return whole;
    }

    /// Of the line that lies nearest to the samples, in kilobytes a minute.
    private double slope() {
        double minutes = samples.stream().mapToDouble(Sample::minutes).average().orElse(0);
        double kilobytes =
                samples.stream().mapToDouble(Sample::kilobytes).average().orElse(0);
        double along = 0;
        double squares = 0;
        for (Sample each : samples) {
            along += (each.minutes() - minutes) * (each.kilobytes() - kilobytes);
            squares += (each.minutes() - minutes) * (each.minutes() - minutes);
        }
        return squares == 0 ? 0 : along / squares;
    }
}
