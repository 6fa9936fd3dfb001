package dev.errand.runtime.schedule;

import dev.errand.intents.Channel;
import dev.errand.os.device.Device;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import dev.errand.os.operation.Catalogue;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.journal.Entry.RunOptions;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.RunId;
import dev.errand.sandbox.Language;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Begins the runs of standing intents whose triggers have come true. It leads none of them: one that waits keeps no
/// other from beginning.
///
/// For one thread of the process that owns the home. What is begun is durable before how far it got is noted, so a
/// crash in between repeats nothing: an occasion always gives the same run.
public final class Attendant {
    /// So many occasions of one standing intent are attended to at one look; of more, the latest.
    public static final int MOST_AT_ONCE = 20;

    /// What a look came to.
    ///
    /// @param begun    runs that were begun
    /// @param problems by standing intent, in words: what could not be looked at
    public record Round(List<RunId> begun, Map<String, String> problems) {}

    private final Schedules schedules;
    private final Engine engine;
    private final Watch watch;

    public Attendant(Schedules schedules, Engine engine, Device device, Catalogue catalogue) {
        this.schedules = schedules;
        this.engine = engine;
        this.watch = new Watch(device, catalogue);
    }

    /// How far a new standing intent, or one that goes on after a pause, has been attended to: what is there already
    /// sets nothing off.
    ///
    /// @throws DeviceFailure if what it watches cannot be looked at
    public Progress beginning(StandingIntent standing, Instant now) {
        return watch.look(standing, Progress.from(now), now).progress();
    }

    /// Begins what is due.
    public Round attend(Instant now) {
        List<RunId> begun = new ArrayList<>();
        Map<String, String> problems = new LinkedHashMap<>();
        for (Schedules.Kept kept : schedules.all()) {
            if (!kept.standing().paused()) {
                try {
                    attend(kept, now, begun);
                } catch (DeviceFailure | IllegalArgumentException e) {
                    problems.put(kept.standing().id(), String.valueOf(e.getMessage()));
                }
            }
        }
        return new Round(begun, problems);
    }

    private void attend(Schedules.Kept kept, Instant now, List<RunId> begun) {
        StandingIntent standing = kept.standing();
        Watch.Found found = watch.look(standing, kept.progress(), now);
        List<Occurrence> due = found.occurrences();
        for (Occurrence each : due.subList(Math.max(0, due.size() - MOST_AT_ONCE), due.size())) {
            RunId id = each.run(standing);
            if (begin(standing, id, each)) {
                begun.add(id);
            }
        }
        if (!found.progress().equals(kept.progress()) && isWorthKeeping(standing, kept.progress(), found)) {
            schedules.advance(standing.id(), found.progress());
        }
    }

    /// Not every look at a clock needs the disk.
    private static boolean isWorthKeeping(StandingIntent standing, Progress before, Watch.Found found) {
        return !found.occurrences().isEmpty()
                || !before.seen().equals(found.progress().seen())
                || before.begun() != found.progress().begun()
                || (standing.trigger() instanceof Trigger.Times
                        && before.upTo()
                                .plusSeconds(3600)
                                .isBefore(found.progress().upTo()));
    }

    private boolean begin(StandingIntent standing, RunId id, Occurrence occurrence) {
        boolean hasCode = !standing.code().isEmpty();
        RunStarted start = new RunStarted(
                standing.intent(),
                Channel.SCHEDULE.id(),
                standing.locale(),
                standing.zone(),
                new BigInteger(Hash.of(id.value()), 16).longValue(),
                new RunOptions(
                        hasCode ? "code" : standing.planner(),
                        standing.language(),
                        false,
                        false,
                        standing.unattended(),
                        null),
                occurrence.occasion(standing),
                List.of());
        return engine.startOnce(id, start, Language.of(standing.language()).orElseThrow(), standing.code());
    }

    /// When a standing intent comes true next, where that is a matter of time.
    public static Optional<Instant> next(StandingIntent standing, Instant after) {
        return standing.trigger() instanceof Trigger.Times times && !standing.paused()
                ? Cron.parse(times.cron()).next(after, ZoneId.of(standing.zone()))
                : Optional.empty();
    }
}
