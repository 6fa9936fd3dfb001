package dev.errand.os.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.kit.SkillKit;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSkillTest {
    @TempDir
    Path home;

    private SkillKit kit;

    @BeforeEach
    void device() {
        kit = new SkillKit(home, new ClockSkill());
    }

    @Test
    void nowIsTheRunsTimeInTheDevicesZone() {
        assertThat(kit.call("clock.now", "[]").value())
                .hasToString("{\"iso\":\"2026-03-02T10:00:00+01:00\",\"date\":\"2026-03-02\",\"time\":\"10:00\","
                        + "\"weekday\":\"Monday\",\"zone\":\"Europe/Berlin\",\"epochSeconds\":1772442000}");
    }

    @ParameterizedTest
    @CsvSource({"Tokyo,18:00", "asia/tokyo,18:00", "New York,04:00", "são paulo,06:00", "UTC,09:00"})
    void elsewhereItIsAnotherTime(String city, String time) {
        var there = kit.call("clock.now", "[\"" + city + "\"]").value();
        assertThat(there.path("time").asText()).isEqualTo(time);
        assertThat(there.path("epochSeconds").asLong()).isEqualTo(1772442000);
    }

    @Test
    void aPlaceWithoutAZoneOfItsNameIsSaid() {
        assertThatThrownBy(() -> kit.call("clock.now", "[\"Springfield\"]"))
                .hasMessageContaining("No time zone goes by \"Springfield\"");
    }

    @ParameterizedTest
    @CsvSource({"5,2026-03-02T09:00:05Z", "0,2026-03-02T09:00:00Z", "0.5,2026-03-02T09:00:00.500Z"})
    void aSleepEndsAfterItsSeconds(String seconds, String end) {
        assertThat(kit.call("clock.sleep", "[" + seconds + "]").value().textValue())
                .isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "31622401", "1e300"})
    void anImpossibleSleepIsRefused(String seconds) {
        assertThatThrownBy(() -> kit.call("clock.sleep", "[" + seconds + "]"))
                .hasMessageStartingWith("clock.sleep cannot wait");
    }

    @Test
    void timersRunUntilTheirTimeAndCanBeStopped() {
        kit.call("clock.timer", "[{\"seconds\": 300, \"label\": \"Eggs\"}]");
        var second = kit.call("clock.timer", "[{\"seconds\": 60}]");
        assertThat(second.value().path("at").asText()).isEqualTo("2026-03-02T10:01+01:00");
        assertThat(kit.call("clock.timers", "[]").value().findValuesAsText("left"))
                .containsExactly("60", "300");

        kit.pass(Duration.ofSeconds(60));
        assertThat(kit.call("clock.timers", "[]").value().findValuesAsText("left"))
                .containsExactly("240");
        var stopped = kit.call("clock.cancelTimer", "[\"eggs\"]");
        assertThat(kit.call("clock.timers", "[]").value()).isEmpty();
        kit.undo(stopped);
        assertThat(kit.call("clock.timers", "[]").value()).hasSize(1);
    }

    @Test
    void alarmsRingAtTheirTimeAndCanBeTakenBack() {
        kit.preview("clock.alarm", "[{\"at\": \"2026-03-03T07:00\"}]");
        assertThat(kit.call("clock.alarms", "[]").value()).isEmpty();

        var set = kit.call("clock.alarm", "[{\"at\": \"2026-03-03T07:00\", \"label\": \"Up\"}]");
        assertThat(kit.again(set).value()).isEqualTo(set.value());
        assertThat(kit.call("clock.alarms", "[]").value().findValuesAsText("at"))
                .containsExactly("2026-03-03T07:00+01:00");
        kit.call("clock.cancelAlarm", "[" + set.value() + "]");
        assertThat(kit.call("clock.alarms", "[]").value()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clock.timer | [{\"seconds\": 0}] | A timer cannot run for 0 seconds.",
                "clock.timer | [{\"seconds\": 31622401}] | A timer cannot run for 31622401 seconds.",
                "clock.alarm | [{\"at\": \"2026-03-02T09:00\"}] | The time of the alarm, 2026-03-02T09:00+01:00, is over.",
                "clock.cancelTimer | [\"tea\"] | There is no timer \"tea\"",
                "clock.cancelAlarm | [\"tea\"] | There is no alarm \"tea\""
            })
    void whatCannotRingIsRefused(String operation, String arguments, String message) {
        assertThatThrownBy(() -> kit.call(operation, arguments)).hasMessageStartingWith(message);
    }
}
