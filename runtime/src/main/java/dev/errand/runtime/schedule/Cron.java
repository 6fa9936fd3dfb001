package dev.errand.runtime.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/// When a cron expression comes true, also where clocks are changed: a time that is skipped comes as much later as the
/// clock jumped, and one that is there twice comes once. What comes at every hour follows real time instead.
final class Cron {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private final ExecutionTime times;
    private final boolean everyHour;

    private Cron(ExecutionTime times, boolean everyHour) {
        this.times = times;
        this.everyHour = everyHour;
    }

    /// @throws IllegalArgumentException with a message for the person
    static Cron parse(String expression) {
        Cron cron;
        try {
            cron = new Cron(
                    ExecutionTime.forCron(PARSER.parse(expression).validate()),
                    expression.strip().split("\\s+")[1].startsWith("*"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    ("\"%s\" is not a cron expression (%s). It has five fields: minute, hour, day of month, month, day of"
                                    + " week; \"0 8 * * 1\" is every Monday at 8.")
                            .formatted(expression, e.getMessage()),
                    e);
        }
        if (cron.next(Instant.parse("2000-01-01T00:00:00Z"), ZoneOffset.UTC).isEmpty()) {
            throw new IllegalArgumentException("\"%s\" never comes true: there is no such day.".formatted(expression));
        }
        return cron;
    }

    /// The first time after this one.
    Optional<Instant> next(Instant after, ZoneId zone) {
        ZonedDateTime from = after.atZone(zone);
        if (everyHour) {
            return times.nextExecution(from).map(ZonedDateTime::toInstant);
        }
        // Looked for as if clocks were never changed, then put on the clock of the place. Where the clock was set back
        // the same reading comes again, hence the search for one that is later in truth too.
        LocalDateTime reading = from.toLocalDateTime();
        for (int i = 0; i < 3; i++) {
            Optional<LocalDateTime> next =
                    times.nextExecution(reading.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            reading = next.get();
            Instant there = ZonedDateTime.ofLocal(reading, zone, null).toInstant();
            if (there.isAfter(after)) {
                return Optional.of(there);
            }
        }
        return Optional.empty();
    }
}
