package dev.errand.os.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.Scripts;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.operation.Readers;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocationSkillTest {
    @TempDir
    Path home;

    @TempDir
    Path programs;

    private SkillKit kit;

    @BeforeEach
    void start() {
        kit = new SkillKit(home, new LocationSkill()).setting("termux.bin", programs.toString());
    }

    private JsonNode current() {
        return kit.call("location.current", "[]").value();
    }

    @Test
    void theConfigurationSaysWhere() {
        kit.setting("location.place", "Zürich")
                .setting("location.latitude", "47.37")
                .setting("location.longitude", "8.54");

        assertThat(current().path("place").asText()).isEqualTo("Zürich");
        assertThat(current().path("longitude").doubleValue()).isEqualTo(8.54);
    }

    @Test
    void itIsForThePersonToKnow() {
        kit.setting("location.place", "Zürich");

        assertThat(kit.call("location.current", "[]").result().origin().readers())
                .isEqualTo(Readers.person());
    }

    @Test
    void aPhoneMeasures() {
        Scripts.in(programs, "termux-location", "echo '{\"latitude\": 47.3, \"longitude\": 8.5, \"accuracy\": 20.5}'");

        assertThat(current().path("latitude").doubleValue()).isEqualTo(47.3);
        assertThat(current().path("accuracy").doubleValue()).isEqualTo(20.5);
        assertThat(current().path("place").isNull()).isTrue();
    }

    @Test
    void aPhoneThatDoesNotKnowSaysSo() {
        Scripts.in(programs, "termux-location", "echo '{}'");

        assertThatThrownBy(this::current).hasMessageContaining("did not say where it is");
    }

    @Test
    void withoutBothItSaysWhatToConfigure() {
        assertThatThrownBy(this::current).isInstanceOfSatisfying(DeviceFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.NOT_CONFIGURED);
            assertThat(failure.remedy()).contains("[location] place", "Termux:API");
        });
    }

    @Test
    void degreesThatAreNoneAreSaid() {
        kit.setting("location.latitude", "north").setting("location.longitude", "8");
        assertThatThrownBy(this::current).hasMessageContaining("location.latitude");

        kit.setting("location.latitude", "90.5");
        assertThatThrownBy(this::current).hasMessageContaining("from -90 to 90");
    }

    @Test
    void halfAPositionIsNone() {
        kit.setting("location.latitude", "47");

        assertThatThrownBy(this::current).hasMessageContaining("Only one of");
    }
}
