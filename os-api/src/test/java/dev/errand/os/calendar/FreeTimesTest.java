package dev.errand.os.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Free time over calendars drawn by chance, repeating events and clock changes among them.
class FreeTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<String> RULES = List.of(
            "", "RRULE:FREQ=DAILY;COUNT=9 / ", "RRULE:FREQ=WEEKLY;BYDAY=MO,SU / ", "RRULE:FREQ=DAILY;INTERVAL=3 / ");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void freeTimeOverlapsNoEventAndEveryMinuteIsOneOrTheOther(long seed) {
        Random chance = new Random(seed);
        LocalDateTime start = LocalDateTime.of(2026, chance.nextBoolean() ? 3 : 10, 20, 0, 0);
        Range range = new Range(
                start.atZone(BERLIN).toInstant(),
                start.plusDays(12).atZone(BERLIN).toInstant());
        List<Range> busy = busy(range, start, chance);
        Duration atLeast = Duration.ofMinutes(1 + chance.nextInt(90));

        List<FreeTime> free = FreeTimes.between(busy, range, atLeast, BERLIN);

        for (FreeTime gap : free) {
            Range gapRange = new Range(gap.start().start(BERLIN), gap.end().start(BERLIN));
            assertThat(busy)
                    .noneMatch(each -> gapRange.touches(each.from(), each.to())
                            && each.to().isAfter(each.from()));
            assertThat(Duration.between(gapRange.from(), gapRange.to())).isGreaterThanOrEqualTo(atLeast);
            assertThat(gapRange.from()).isAfterOrEqualTo(range.from());
            assertThat(gapRange.to()).isBeforeOrEqualTo(range.to());
        }
        if (atLeast.toMinutes() == 1) {
            assertThat(free).isNotEmpty();
        }
        for (Instant minute = range.from(); minute.isBefore(range.to()); minute = minute.plusSeconds(1200)) {
            Instant now = minute;
            boolean taken = busy.stream().anyMatch(each -> !now.isBefore(each.from()) && now.isBefore(each.to()));
            boolean offered = free.stream()
                    .anyMatch(gap -> !now.isBefore(gap.start().start(BERLIN))
                            && now.isBefore(gap.end().start(BERLIN)));
            assertThat(taken && offered).as("at %s", now).isFalse();
        }
    }

    private static List<Range> busy(Range range, LocalDateTime start, Random chance) {
        List<Range> busy = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            LocalDateTime from = start.plusMinutes(30L * chance.nextInt(12 * 48));
            String event = RecurrenceTest.event(RULES.get(chance.nextInt(RULES.size())) + "DTSTART;TZID=Europe/Berlin:"
                    + from.format(DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss")) + " / DURATION:PT"
                    + (chance.nextInt(16) * 15) + "M");
            EventFile file = new EventFile("calendar/a.ics", "", RecurrenceTest.calendar(event));
            Series.in(file, BERLIN).forEach(series -> series.during(range).forEach(each -> busy.add(each.range())));
        }
        busy.sort(Comparator.comparing(Range::from));
        return busy;
    }
}
