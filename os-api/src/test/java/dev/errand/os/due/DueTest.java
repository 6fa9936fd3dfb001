package dev.errand.os.due;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.os.clock.ClockSkill;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.reminders.RemindersSkill;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DueTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    Path home;

    @Test
    void timersAlarmsAndRemindersComeDueInTheirOrder() {
        SkillKit kit = new SkillKit(home, new ClockSkill(), new RemindersSkill());
        kit.call("reminders.add", "[{\"text\": \"Some day\"}]");
        kit.call("reminders.add", "[{\"text\": \"Rent\", \"at\": \"2026-03-03\"}]");
        kit.call("clock.timer", "[{\"seconds\": 300, \"label\": \"Eggs\"}]");
        kit.call("clock.alarm", "[{\"at\": \"2026-03-02T10:03\"}]");

        assertThat(due(kit, "2026-03-02T09:02:59Z")).isEmpty();
        assertThat(due(kit, "2026-03-02T09:03:00Z")).containsExactly("ALARM ");
        assertThat(due(kit, "2026-03-02T09:05:00Z")).containsExactly("ALARM ", "TIMER Eggs");
        assertThat(due(kit, "2026-03-03T08:00:00Z")).containsExactly("ALARM ", "TIMER Eggs", "REMINDER Rent");
        assertThat(Due.next(kit.device().storage(), BERLIN, Instant.parse("2026-03-02T09:03:00Z")))
                .contains(Instant.parse("2026-03-02T09:05:00Z"));
        assertThat(Due.next(kit.device().storage(), BERLIN, Instant.parse("2026-03-03T08:00:00Z")))
                .isEmpty();
    }

    private static List<String> due(SkillKit kit, String now) {
        return Due.due(kit.device().storage(), BERLIN, Instant.parse(now)).stream()
                .map(each -> each.kind() + " " + each.text())
                .toList();
    }
}
