package dev.errand.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.device.Device;
import dev.errand.os.due.Due;
import dev.errand.runtime.home.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BellTest {
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");

    @TempDir
    Path home;

    private Device device;
    private Instant now = START;

    @BeforeEach
    void open() {
        device = Device.at(home, Configuration.read(home.resolve("config.toml")));
    }

    private Bell bell() {
        return new Bell(home.resolve("state"), device.storage(), ZoneOffset.UTC);
    }

    private void timer(String id, Instant at) {
        device.storage()
                .writeText("clock/timers/" + id + ".json", "{\"label\": \"%s\", \"at\": \"%s\"}".formatted(id, at));
    }

    /// Rings, and returns for what.
    private List<String> ring(Duration later) {
        now = now.plus(later);
        List<Due> due = bell().due(now);
        due.forEach(each -> bell().rang(each, now));
        return due.stream().map(Due::text).toList();
    }

    @Test
    void ringsAtItsTimeAndOnce() {
        timer("tea", START.plusSeconds(60));
        assertThat(ring(Duration.ZERO)).isEmpty();
        assertThat(bell().next(now)).contains(START.plusSeconds(60));
        assertThat(ring(Duration.ofSeconds(60))).containsExactly("tea");
        assertThat(ring(Duration.ZERO)).isEmpty();
        assertThat(ring(Duration.ofDays(3))).isEmpty();
        assertThat(ring(Duration.ofDays(30))).isEmpty();
        assertThat(ring(Duration.ofDays(-33))).as("a clock that was set back").isEmpty();
    }

    @Test
    void whatIsPutOffRingsAgain() {
        timer("tea", START);
        assertThat(ring(Duration.ZERO)).containsExactly("tea");
        timer("tea", START.plusSeconds(60));
        assertThat(ring(Duration.ofMinutes(2))).containsExactly("tea");
    }

    @Test
    void nobodyIsToldOfWhatWasDueLongBeforeAnybodyKeptTheHome() {
        timer("old", START.minus(Duration.ofDays(30)));
        timer("recent", START.minus(Duration.ofDays(2)));
        assertThat(ring(Duration.ZERO)).containsExactly("recent");
    }

    @Test
    void oneThatWasNotToldStaysDue() {
        timer("a", START);
        timer("b", START);
        bell().rang(bell().due(now).getFirst(), now);
        assertThat(bell().due(now)).extracting(Due::id).containsExactly("b");
    }

    @Test
    void aFileThatIsNotUnderstoodIsNamed() throws IOException {
        timer("tea", START);
        Files.createDirectories(home.resolve("state"));
        Files.writeString(home.resolve("state/rung.json"), "tea");
        assertThatThrownBy(() -> bell().due(now))
                .isInstanceOf(ScheduleFailure.class)
                .hasMessageContaining("rung.json")
                .hasMessageContaining("move it away");
    }
}
