package dev.errand.os.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.kit.SkillKit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemSkillTest {
    @TempDir
    Path home;

    @Test
    void theComputerIsTheRealOne() {
        JsonNode computer =
                new SkillKit(home, new SystemSkill()).call("system.info", "[]").value();

        assertThat(computer.path("system").textValue()).isEqualTo(System.getProperty("os.name"));
        assertThat(computer.path("name").textValue()).isNotBlank();
        assertThat(computer.path("processors").intValue())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(computer.path("memory").longValue())
                .isGreaterThan(computer.path("memoryFree").longValue());
        assertThat(computer.path("disk").longValue())
                .isGreaterThan(computer.path("diskFree").longValue());
    }
}
