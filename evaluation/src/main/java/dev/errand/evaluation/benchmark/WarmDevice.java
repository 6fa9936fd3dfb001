package dev.errand.evaluation.benchmark;

import com.sun.management.OperatingSystemMXBean;
import dev.errand.intents.Channel;
import dev.errand.os.sample.SampleDevice;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import dev.errand.runtime.journal.SqliteJournal;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Times in this process, on a sample device of its own, without a model.
final class WarmDevice implements AutoCloseable {
    private static final String FIRST_CHOICE = "1";
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Path folder;
    private final String intent;
    private final Stopwatch stopwatch = new Stopwatch();
    private final Errand errand;

    /// @param folder empty; the device is made in it
    WarmDevice(Path folder, String intent) {
        this.folder = folder;
        this.intent = intent;
        SampleDevice.create(folder.resolve("device"));
        this.errand = Errand.open(Home.in(folder.resolve("device")), Map.of(), stopwatch);
    }

    /// From words to the list of effects that a person is asked to approve: the whole way first, then its parts, then
    /// the
    /// processor time, which depends less on what else the machine is doing.
    List<Series> toPreview(int warmUp, int repetitions) {
        Series whole = new Series("intent to preview");
        Series processor = new Series("processor time of it, all threads");
        Map<Part, Series> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, new Series(part.label()));
        }
        for (int i = -warmUp; i < repetitions; i++) {
            stopwatch.start();
            long used = PROCESS.getProcessCpuTime();
            long from = System.nanoTime();
            Run run = lead(false, RunState.AWAITING_APPROVAL);
            Duration time = since(from);
            used = PROCESS.getProcessCpuTime() - used;
            errand.engine().cancel(run.id());
            if (i >= 0) {
                whole.add(time);
                processor.add(Duration.ofNanos(used));
                parts.forEach((part, series) -> series.add(stopwatch.time(part)));
            }
        }
        List<Series> all = new ArrayList<>(List.of(whole));
        all.addAll(parts.values());
        all.add(processor);
        return all;
    }

    /// A whole run that was approved beforehand.
    Series wholeRun(int warmUp, int repetitions) {
        Series series = new Series("whole run with --yes");
        for (int i = -warmUp; i < repetitions; i++) {
            long from = System.nanoTime();
            lead(true, RunState.SUCCEEDED);
            if (i >= 0) {
                series.add(since(from));
            }
        }
        return series;
    }

    private Run lead(boolean yes, RunState expected) {
        Entry.RunStarted start = new Entry.RunStarted(
                intent,
                Channel.TERMINAL.id(),
                "en",
                ZoneOffset.UTC.getId(),
                1,
                new Entry.RunOptions("auto", "js", yes, false));
        Engine engine = errand.engine();
        RunId id = errand.owning(() -> engine.start(start));
        Run run = errand.owning(() -> engine.advance(id));
        while (run.state() == RunState.AWAITING_ANSWER) {
            engine.answer(id, FIRST_CHOICE, "bench");
            run = errand.owning(() -> engine.advance(id));
        }
        if (run.state() != expected) {
            throw new IllegalStateException("\"%s\" came to %s, not to %s: there is nothing to measure."
                    .formatted(intent, run.state().id(), expected.id()));
        }
        return run;
    }

    /// What each of a run's durable entries costs: one commit of the journal, with the disk's own flush.
    Series durableEntry(int repetitions) {
        Series series = new Series("one durable journal entry");
        Instant now = Instant.now();
        Journal.Summary summary =
                new Journal.Summary(new RunId("r-bench"), intent, RunState.RUNNING, now, Instant.EPOCH);
        try (SqliteJournal journal = SqliteJournal.open(folder.resolve("yardstick.db"))) {
            for (int i = 0; i < repetitions; i++) {
                long from = System.nanoTime();
                journal.append(summary, List.of(new Recorded(i + 1L, now, new Entry.Said(0, i, intent))));
                series.add(since(from));
            }
        }
        return series;
    }

    private static Duration since(long from) {
        return Duration.ofNanos(System.nanoTime() - from);
    }

    @Override
    public void close() {
        errand.close();
    }
}
