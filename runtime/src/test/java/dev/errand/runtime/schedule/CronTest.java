package dev.errand.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<String> next(String cron, String after, int count) {
        List<String> times = new ArrayList<>();
        Instant at = ZonedDateTime.parse(after).toInstant();
        for (int i = 0; i < count; i++) {
            at = Cron.parse(cron).next(at, BERLIN).orElseThrow();
            times.add(at.atZone(BERLIN).toOffsetDateTime().toString());
        }
        return times;
    }

    @Test
    void aTimeThatTheClockSkipsComesAsMuchLater() {
        assertThat(next("30 2 * * *", "2026-03-28T12:00:00+01:00", 2))
                .containsExactly("2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00");
    }

    @Test
    void aTimeThatIsThereTwiceComesOnce() {
        assertThat(next("30 2 * * *", "2026-10-24T12:00:00+02:00", 2))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    }

    @Test
    void whatComesEveryHourFollowsRealTime() {
        assertThat(next("*/30 * * * *", "2026-10-25T02:10:00+02:00", 4))
                .containsExactly(
                        "2026-10-25T02:30+02:00",
                        "2026-10-25T02:00+01:00",
                        "2026-10-25T02:30+01:00",
                        "2026-10-25T03:00+01:00");
    }

    @Test
    void timesAlwaysGoForwardAlsoFromWithinAnHourThatIsThereTwice() {
        Instant at = Instant.parse("2026-10-24T20:00:00Z");
        for (int i = 0; i < 50; i++) {
            Instant next = Cron.parse("15 2,3 * * *").next(at, BERLIN).orElseThrow();
            assertThat(next).isAfter(at);
            at = next;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "* * *", "61 * * * *", "0 8 31 2 *", "0 8 * * 9", ""})
    void whatIsNoCronExpressionIsRefusedWithAnExample(String cron) {
        assertThatThrownBy(() -> Cron.parse(cron)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            every Monday at 8                        | 0 8 * * 1
            Every monday and Thursday at 8:30        | 30 8 * * 1,4
            mondays at 8 am                          | 0 8 * * 1
            every day at 7:05                        | 5 7 * * *
            daily at 6pm                             | 0 18 * * *
            every day at 12 am                       | 0 0 * * *
            every day at 12 pm                       | 0 12 * * *
            every day at noon                        | 0 12 * * *
            weekdays at 18:00                        | 0 18 * * 1-5
            on weekends at 10                        | 0 10 * * 6,7
            every 15 minutes                         | */15 * * * *
            every 6 hours                            | 0 */6 * * *
            every hour                               | 0 * * * *
            on the 1st of every month at 9           | 0 9 1 * *
            every month on the 15th at 9:45          | 45 9 15 * *
            jeden Montag um 8                        | 0 8 * * 1
            jeden Freitag um 17 Uhr                  | 0 17 * * 5
            montags und mittwochs um 8 Uhr 30        | 30 8 * * 1,3
            täglich um 7.15                          | 15 7 * * *
            werktags um 18 Uhr                       | 0 18 * * 1-5
            am 1. jedes Monats um 9 Uhr              | 0 9 1 * *
            alle 15 Minuten                          | */15 * * * *
            jede Stunde                              | 0 * * * *
            0 8 * * 1                                | 0 8 * * 1
            */5 9-17 * * mon-fri                     | */5 9-17 * * MON-FRI
            """)
    void timesAreReadAsTheyAreSaid(String said, String cron) {
        assertThat(((Trigger.Times) Triggers.times(said)).cron()).isEqualTo(cron);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tomorrow at 8",
                "every day",
                "every Monday at 25",
                "every Monday at 8:75",
                "every 7 minutes",
                "every 0 minutes",
                "every fortnight at 8",
                "on the 32nd of every month at 9",
                "every day at 13 pm",
                "",
                "every Monday, except Monday at 8"
            })
    void whatIsNotUnderstoodIsRefusedAndNeverGuessed(String said) {
        assertThatThrownBy(() -> Triggers.times(said))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("every Monday at 8");
    }
}
