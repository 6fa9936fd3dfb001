package dev.errand.os.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.operation.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Events as calendars write them, and when they take place as seen in Berlin: lines of the event, divided by `/` |
/// from | to | starts, with `>` before an end.
class RecurrenceTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // single events: zones, whole days, lengths
                "DTSTART:20260304T093000Z / DTEND:20260304T100000Z | 2026-03-01 | 2026-03-08 | 2026-03-04T10:30+01:00>2026-03-04T11:00+01:00",
                "DTSTART;TZID=America/New_York:20260304T090000 | 2026-03-01 | 2026-03-08 | 2026-03-04T15:00+01:00",
                "DTSTART;TZID=America/New_York:20260310T090000 | 2026-03-01 | 2026-03-18 | 2026-03-10T14:00+01:00",
                "DTSTART:20260304T090000 | 2026-03-01 | 2026-03-08 | 2026-03-04T09:00+01:00",
                "DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20260304T090000 | 2026-03-01 | 2026-03-08 | 2026-03-04T01:00+01:00",
                "DTSTART;TZID=Nowhere/Land:20260304T090000 | 2026-03-01 | 2026-03-08 | 2026-03-04T09:00+01:00",
                "DTSTART;TZID=Own:20260304T090000 | 2026-03-01 | 2026-03-08 | 2026-03-04T05:00+01:00",
                "DTSTART;VALUE=DATE:20260304 | 2026-03-01 | 2026-03-08 | 2026-03-04>2026-03-04",
                "DTSTART:20260304 / DTEND:20260307 | 2026-03-01 | 2026-03-08 | 2026-03-04>2026-03-06",
                "DTSTART;VALUE=DATE:20260304 / DURATION:P2D | 2026-03-05 | 2026-03-06 | 2026-03-04>2026-03-05",
                "DTSTART:20260227T220000Z / DTEND:20260301T080000Z | 2026-03-01 | 2026-03-08 | 2026-02-27T23:00+01:00>2026-03-01T09:00+01:00",
                "DTSTART:20260304T090000Z / DURATION:PT1H30M | 2026-03-01 | 2026-03-08 | 2026-03-04T10:00+01:00>2026-03-04T11:30+01:00",
                "DTSTART:20260304T090000Z / DTEND:20260304T080000Z | 2026-03-01 | 2026-03-08 | 2026-03-04T10:00+01:00>2026-03-04T10:00+01:00",
                "DTSTART:20260304T090000Z / DTEND:20260304T100000Z | 2026-03-04T11:00 | 2026-03-08 | ",
                "DTSTART:20260304T090000Z | 2026-03-04T10:00 | 2026-03-04T11:00 | 2026-03-04T10:00+01:00",
                "DTSTART:20260304T090000Z | 2026-03-04T09:00 | 2026-03-04T10:00 | ",
                // clock changes: the wall clock stays, skipped times count from before, repeated ones are the first
                "DTSTART;TZID=Europe/Berlin:20260327T080000 / RRULE:FREQ=DAILY;COUNT=4 | 2026-03-01 | 2026-04-08 | 2026-03-27T08:00+01:00 2026-03-28T08:00+01:00 2026-03-29T08:00+02:00 2026-03-30T08:00+02:00",
                "DTSTART;TZID=Europe/Berlin:20261023T080000 / RRULE:FREQ=DAILY;COUNT=4 | 2026-10-01 | 2026-11-08 | 2026-10-23T08:00+02:00 2026-10-24T08:00+02:00 2026-10-25T08:00+01:00 2026-10-26T08:00+01:00",
                "DTSTART;TZID=Europe/Berlin:20260329T023000 | 2026-03-01 | 2026-04-08 | 2026-03-29T03:30+02:00",
                "DTSTART;TZID=Europe/Berlin:20261025T023000 | 2026-10-01 | 2026-11-08 | 2026-10-25T02:30+02:00",
                "DTSTART;TZID=America/New_York:20260306T090000 / RRULE:FREQ=WEEKLY;COUNT=4 | 2026-03-01 | 2026-04-08 | 2026-03-06T15:00+01:00 2026-03-13T14:00+01:00 2026-03-20T14:00+01:00 2026-03-27T14:00+01:00",
                "DTSTART:20260327T080000Z / RRULE:FREQ=DAILY;COUNT=3 | 2026-03-01 | 2026-04-08 | 2026-03-27T09:00+01:00 2026-03-28T09:00+01:00 2026-03-29T10:00+02:00",
                "DTSTART;TZID=Europe/Berlin:20260328T220000 / DTEND;TZID=Europe/Berlin:20260329T060000 | 2026-03-01 | 2026-04-08 | 2026-03-28T22:00+01:00>2026-03-29T06:00+02:00",
                "DTSTART;TZID=Europe/Berlin:20260328T120000 / DURATION:P1D | 2026-03-01 | 2026-04-08 | 2026-03-28T12:00+01:00>2026-03-29T12:00+02:00",
                "DTSTART;VALUE=DATE:20260328 / RRULE:FREQ=DAILY;COUNT=3 | 2026-03-29 | 2026-04-08 | 2026-03-29 2026-03-30",
                // rules
                "DTSTART:20260302T090000 / RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4 | 2026-03-01 | 2026-04-08 | 2026-03-02T09:00+01:00 2026-03-04T09:00+01:00 2026-03-09T09:00+01:00 2026-03-11T09:00+01:00",
                "DTSTART:20260302T090000 / RRULE:FREQ=WEEKLY;INTERVAL=2 | 2026-03-10 | 2026-04-01 | 2026-03-16T09:00+01:00 2026-03-30T09:00+02:00",
                "DTSTART:20260131T090000 / RRULE:FREQ=MONTHLY | 2026-01-01 | 2026-06-01 | 2026-01-31T09:00+01:00 2026-03-31T09:00+02:00 2026-05-31T09:00+02:00",
                "DTSTART:20260130T090000 / RRULE:FREQ=MONTHLY;BYDAY=-1FR | 2026-01-01 | 2026-04-01 | 2026-01-30T09:00+01:00 2026-02-27T09:00+01:00 2026-03-27T09:00+01:00",
                "DTSTART:20260101T090000 / RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | 2026-02-01 | 2026-04-01 | 2026-02-27T09:00+01:00 2026-03-31T09:00+02:00",
                "DTSTART;VALUE=DATE:20240229 / RRULE:FREQ=YEARLY | 2025-01-01 | 2029-01-01 | 2028-02-29",
                "DTSTART;VALUE=DATE:19600512 / RRULE:FREQ=YEARLY | 2026-01-01 | 2027-01-01 | 2026-05-12",
                "DTSTART:20000101T090000 / RRULE:FREQ=DAILY | 2026-03-01 | 2026-03-03 | 2026-03-01T09:00+01:00 2026-03-02T09:00+01:00",
                // ends of rules
                "DTSTART;TZID=Europe/Berlin:20260302T090000 / RRULE:FREQ=DAILY;UNTIL=20260304T080000Z | 2026-03-01 | 2026-04-08 | 2026-03-02T09:00+01:00 2026-03-03T09:00+01:00 2026-03-04T09:00+01:00",
                "DTSTART;TZID=Europe/Berlin:20260302T090000 / RRULE:FREQ=DAILY;UNTIL=20260304T075959Z | 2026-03-01 | 2026-04-08 | 2026-03-02T09:00+01:00 2026-03-03T09:00+01:00",
                "DTSTART;TZID=Europe/Berlin:20260302T090000 / RRULE:FREQ=DAILY;UNTIL=20260303 | 2026-03-01 | 2026-04-08 | 2026-03-02T09:00+01:00 2026-03-03T09:00+01:00",
                "DTSTART;VALUE=DATE:20260302 / RRULE:UNTIL=20260303;FREQ=DAILY | 2026-03-01 | 2026-04-08 | 2026-03-02 2026-03-03",
                "DTSTART:20260302T090000 / RRULE:FREQ=DAILY;COUNT=3 | 2026-03-04 | 2026-04-08 | 2026-03-04T09:00+01:00",
                // taken out and put in
                "DTSTART:20260302T090000 / RRULE:FREQ=DAILY;COUNT=4 / EXDATE:20260303T090000,20260304T090000 | 2026-03-01 | 2026-04-08 | 2026-03-02T09:00+01:00 2026-03-05T09:00+01:00",
                "DTSTART;TZID=Europe/Berlin:20260302T090000 / RRULE:FREQ=DAILY;COUNT=3 / EXDATE:20260303T080000Z | 2026-03-01 | 2026-04-08 | 2026-03-02T09:00+01:00 2026-03-04T09:00+01:00",
                "DTSTART:20260302T090000 / RRULE:FREQ=DAILY;COUNT=3 / EXDATE;VALUE=DATE:20260303 | 2026-03-01 | 2026-04-08 | 2026-03-02T09:00+01:00 2026-03-04T09:00+01:00",
                "DTSTART;VALUE=DATE:20260302 / RRULE:FREQ=DAILY;COUNT=3 / EXDATE;VALUE=DATE:20260302 | 2026-03-01 | 2026-04-08 | 2026-03-03 2026-03-04",
                "DTSTART:20260302T090000 / RDATE:20260310T150000 | 2026-03-01 | 2026-04-08 | 2026-03-02T09:00+01:00 2026-03-10T15:00+01:00",
                "DTSTART:20260302T090000 / RDATE;VALUE=PERIOD:20260310T150000/PT1H | 2026-03-01 | 2026-04-08 | 2026-03-02T09:00+01:00 2026-03-10T15:00+01:00",
                "DTSTART:20260302T090000 / RRULE:FREQ=DAILY;COUNT=5 / EXRULE:FREQ=DAILY;INTERVAL=2 | 2026-03-01 | 2026-04-08 | 2026-03-03T09:00+01:00 2026-03-05T09:00+01:00",
            })
    void takesPlace(String lines, String from, String to, String expected) {
        String wanted = expected == null ? "" : expected;
        String found = wanted.contains(">") ? timesWithEnds(event(lines), from, to) : times(event(lines), from, to);
        assertThat(found).isEqualTo(wanted);
    }

    @Test
    void anOverrideReplacesItsTimeEvenWhereItMovesFarAway() {
        String series = event("DTSTART;TZID=Europe/Berlin:20260302T090000 / RRULE:FREQ=DAILY;COUNT=3 / SUMMARY:Daily")
                + event("RECURRENCE-ID;TZID=Europe/Berlin:20260303T090000 / DTSTART:20260420T150000Z / SUMMARY:Late");

        assertThat(times(series, "2026-03-01", "2026-04-01"))
                .isEqualTo("2026-03-02T09:00+01:00 2026-03-04T09:00+01:00");
        assertThat(times(series, "2026-04-01", "2026-05-01")).isEqualTo("2026-04-20T17:00+02:00");
    }

    @Test
    void anOverrideWrittenInAnotherZoneIsTheSameTime() {
        String series = event("DTSTART;TZID=Europe/Berlin:20260302T090000 / RRULE:FREQ=DAILY;COUNT=2")
                + event("RECURRENCE-ID:20260303T080000Z / DTSTART;TZID=Europe/Berlin:20260303T110000");

        assertThat(times(series, "2026-03-01", "2026-04-01"))
                .isEqualTo("2026-03-02T09:00+01:00 2026-03-03T11:00+01:00");
    }

    @Test
    void aTimeOfASeriesThatOnlyThisPersonIsInvitedToStandsAlone() {
        assertThat(times(
                        event("RECURRENCE-ID:20260303T080000Z / DTSTART:20260303T080000Z"), "2026-03-01", "2026-04-01"))
                .isEqualTo("2026-03-03T09:00+01:00");
    }

    @Test
    void aWholeDayIsThatDayWhereverOneIs() {
        String day = event("DTSTART;VALUE=DATE:20260304");
        for (String zone : List.of("Pacific/Kiritimati", "Europe/Berlin", "Pacific/Pago_Pago")) {
            ZoneId here = ZoneId.of(zone);
            Occurrence only = occurrences(day, "2026-03-01", "2026-03-08", here).getFirst();
            assertThat(only.start().when(here)).hasToString("2026-03-04");
            assertThat(only.from())
                    .isEqualTo(LocalDate.of(2026, 3, 4).atStartOfDay(here).toInstant());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DTSTART:tomorrow | DTSTART \"tomorrow\" is no time",
                "DTSTART:20261399T090000 | DTSTART \"20261399T090000\" is no time",
                "SUMMARY:Never | it has no DTSTART",
                "DTSTART:20260302T090000 / RRULE:FREQ=SOMETIMES | cannot be understood",
                "DTSTART:20260302T090000 / DURATION:long | DURATION \"long\" is no length of time",
                "DTSTART:20200302T090000 / RRULE:FREQ=SECONDLY;COUNT=2000000000 | it repeats too often",
                "DTSTART:20260302T090000 / RRULE:FREQ=SECONDLY | it repeats too often",
            })
    void whatCannotBeUnderstoodSaysSo(String lines, String problem) {
        assertThatThrownBy(() -> times(event(lines), "2026-03-01", "2026-04-01"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void aRuleThatNeverComesTrueEnds() {
        assertThat(times(
                        event("DTSTART:20260302T090000 / RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
                        "2026-03-05",
                        "2030-04-01"))
                .isEmpty();
    }

    static String event(String lines) {
        return "BEGIN:VEVENT\r\nUID:one\r\n" + String.join("\r\n", lines.split(" / ")) + "\r\nEND:VEVENT\r\n";
    }

    static String calendar(String events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\n"
                + "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\nEND:STANDARD\r\n"
                + "END:VTIMEZONE\r\n" + events + "END:VCALENDAR\r\n";
    }

    private static String times(String events, String from, String to) {
        return written(events, from, to, each -> each.start().when(BERLIN).toString());
    }

    private static String timesWithEnds(String events, String from, String to) {
        return written(
                events,
                from,
                to,
                each -> each.start().when(BERLIN) + ">"
                        + EventTimes.of(each, BERLIN).end());
    }

    private static String written(String events, String from, String to, Function<Occurrence, String> words) {
        return occurrences(events, from, to, BERLIN).stream().map(words).collect(Collectors.joining(" "));
    }

    private static List<Occurrence> occurrences(String events, String from, String to, ZoneId zone) {
        Instant start = Times.parse(from, zone);
        Instant end = Times.parse(to, zone);
        assertThat(Duration.between(start, end)).isPositive();
        return Series.in(new EventFile("calendar/a.ics", "", calendar(events)), zone).stream()
                .flatMap(series -> series.during(new Range(start, end)).stream())
                .sorted(Comparator.comparing(Occurrence::from))
                .toList();
    }
}
