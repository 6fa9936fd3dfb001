package dev.errand.os.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.SkillKit;
import java.nio.file.Path;
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
}
