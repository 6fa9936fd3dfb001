package dev.errand.os.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.JsonSite.Reply;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.kit.SkillKit.Performed;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomeSkillTest {
    @TempDir
    Path home;

    private House house;
    private SkillKit kit;

    @BeforeEach
    void start() throws IOException {
        house = new House();
        house.add("light.kitchen", "Kitchen light", "off");
        house.add("light.bedroom", "Schlafzimmerlampe", "on").put("brightness", 128);
        house.add("lock.front", "Front door", "locked");
        house.add("cover.garage", "Garage", "closed").put("device_class", "garage");
        house.add("cover.blinds", "Blinds", "open").put("current_position", 100);
        house.add("climate.living", "Thermostat", "heat")
                .put("temperature", 20)
                .put("min_temp", 7)
                .put("max_temp", 30)
                .putArray("hvac_modes")
                .add("heat")
                .add("off");
        house.add("alarm_control_panel.house", "Alarm", "disarmed");
        house.add("media_player.radio", "Radio", "playing").put("volume_level", 0.4);
        house.add("fan.attic", "Fan", "on").put("percentage", 33);
        house.add("sensor.outside", "Outside temperature", "4.5");
        house.add("scene.movie", "Movie night", "2026-01-01T00:00:00");
        kit = new SkillKit(home, new HomeSkill())
                .setting("home.url", house.url())
                .setting("home.token", "file:" + Files.writeString(home.resolve("token"), House.TOKEN + "\n"))
                .setting("home.timeout", "2");
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private Performed call(String name, String arguments) {
        return kit.call("home." + name, arguments);
    }

    private static void fails(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, DeviceFailure.Kind kind) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    @Test
    void devicesAreFoundByNameAndByRoom() {
        house.area("light.bedroom", "Upstairs");

        assertThat(call("devices", "[\"kitchen\"]").value().get(0).path("id").asText())
                .isEqualTo("light.kitchen");
        assertThat(call("devices", "[\"upstairs\"]").value().get(0).path("name").asText())
                .isEqualTo("Schlafzimmerlampe");
        assertThat(call("devices", "[]").value()).hasSize(11);
        assertThat(call("devices", "[\"swimming pool\"]").value()).isEmpty();
    }

    @Test
    void aHouseWithoutDevicesHasNone() throws IOException {
        try (House empty = new House()) {
            kit.setting("home.url", empty.url());
            assertThat(call("devices", "[]").value()).isEmpty();
        }
    }

    @Test
    void aHouseMayHaveManyDevices() {
        for (int i = 0; i < 2000; i++) {
            house.add("sensor.s" + i, "Sensor " + i, "1");
        }

        assertThat(call("devices", "[]").value()).hasSize(2011);
    }

    @Test
    void theStateTellsWhatCanBeSet() {
        JsonNode lamp = call("state", "[\"light.bedroom\"]").value();

        assertThat(lamp.path("state").asText()).isEqualTo("on");
        assertThat(lamp.path("properties").path("brightness").intValue()).isEqualTo(50);
        assertThat(call("state", "[\"outside temperature\"]")
                        .value()
                        .path("state")
                        .asText())
                .isEqualTo("4.5");
    }

    @Test
    void aLampIsSwitchedOnAndBack() {
        Performed on = call("turnOn", "[\"the kitchen light\"]");
        assertThat(house.state("light.kitchen")).isEqualTo("on");
        assertThat(on.value().path("before").asText()).isEqualTo("off");

        kit.undo(on);
        assertThat(house.state("light.kitchen")).isEqualTo("off");
    }

    @Test
    void aLampThatWasOnGetsItsBrightnessBack() {
        Performed off = call("turnOff", "[\"light.bedroom\"]");
        assertThat(house.state("light.bedroom")).isEqualTo("off");

        kit.undo(off);
        assertThat(house.state("light.bedroom")).isEqualTo("on");
        assertThat(house.attributes("light.bedroom").path("brightness").intValue())
                .isEqualTo(128);
    }

    @Test
    void whatSomebodyElseChangedSinceIsLeftAlone() {
        Performed on = call("turnOn", "[\"light.kitchen\"]");
        house.become("light.kitchen", "off");

        assertThatThrownBy(() -> kit.undo(on)).hasMessageContaining("has been changed since");
    }

    @Test
    void whatWasAlreadySoStaysSo() {
        Performed on = call("turnOn", "[\"light.bedroom\"]");

        kit.undo(on);
        assertThat(house.state("light.bedroom")).isEqualTo("on");
    }

    @Test
    void aPreviewTellsBeforeAndAfterAndTouchesNothing() {
        JsonNode known = kit.preview("home.set", "[\"light.bedroom\", \"brightness\", \"20 %\"]")
                .value();

        assertThat(known.path("before").intValue()).isEqualTo(50);
        assertThat(known.path("after").intValue()).isEqualTo(20);
        assertThat(house.attributes("light.bedroom").path("brightness").intValue())
                .isEqualTo(128);
        assertThat(kit.preview("home.turnOn", "[\"light.kitchen\"]")
                        .value()
                        .path("after")
                        .asText())
                .isEqualTo("on");
        assertThat(kit.preview("home.turnOff", "[\"Radio\"]")
                        .value()
                        .path("before")
                        .asText())
                .isEqualTo("on");
        assertThat(house.site().heard()).noneMatch(heard -> heard.path().startsWith("/api/services"));
    }

    @ParameterizedTest
    @CsvSource({
        "light.bedroom, brightness, 20, brightness, 51, 128",
        "cover.blinds, position, 30, current_position, 30, 100",
        "climate.living, temperature, 22.5, temperature, 22.5, 20",
        "media_player.radio, volume, 80, volume_level, 0.8, 0.4",
        "fan.attic, speed, 66, percentage, 66, 33",
    })
    void propertiesAreSetAndSetBack(
            String id, String property, String value, String attribute, double during, double before) {
        Performed set = call("set", "[\"%s\", \"%s\", %s]".formatted(id, property, value));
        assertThat(house.attributes(id).path(attribute).doubleValue()).isEqualTo(during);
        assertThat(set.operation().effect()).isEqualTo(EffectClass.WRITE);

        kit.undo(set);
        assertThat(house.attributes(id).path(attribute).doubleValue()).isEqualTo(before);
    }

    @Test
    void aLampTakesAColor() {
        call("set", "[\"light.bedroom\", \"color\", \"#FF8800\"]");

        assertThat(house.attributes("light.bedroom").path("rgb_color").toString())
                .isEqualTo("[255,136,0]");
    }

    @Test
    void theHeatingTakesItsOwnModes() {
        Performed off = call("set", "[\"Thermostat\", \"mode\", \"off\"]");
        assertThat(house.state("climate.living")).isEqualTo("off");
        kit.undo(off);
        assertThat(house.state("climate.living")).isEqualTo("heat");
        fails(() -> call("set", "[\"Thermostat\", \"mode\", \"turbo\"]"), DeviceFailure.Kind.INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "Front door, lock, unlocked, lock.front, unlocked",
        "Garage, door, open, cover.garage, open",
        "Alarm, alarm, armed-away, alarm_control_panel.house, armed_away",
        "Movie night, run, now, scene.movie, on",
    })
    void whatGuardsTheHouseIsRiskierHoweverItIsNamed(
            String name, String property, String value, String id, String state) {
        Performed set = call("set", "[\"%s\", \"%s\", \"%s\"]".formatted(name, property, value));

        assertThat(set.operation().effect()).isEqualTo(EffectClass.EXECUTE);
        assertThat(set.operation().recovery()).isEqualTo(Recovery.ONCE);
        assertThat(house.state(id)).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lock.front",
                "Front door",
                "cover.garage",
                "alarm_control_panel.house",
                "scene.movie",
                "cover.blinds"
            })
    void whatGuardsTheHouseIsNotSwitched(String device) {
        fails(() -> call("turnOn", "[\"" + device + "\"]"), DeviceFailure.Kind.INVALID);
        fails(() -> call("turnOff", "[\"" + device + "\"]"), DeviceFailure.Kind.INVALID);
        assertThat(house.site().heard()).noneMatch(heard -> heard.path().startsWith("/api/services"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"lock.front\", \"Lock\", \"unlocked\"]",
                "[\"lock.front\", \" lock\", \"unlocked\"]",
                "[\"lock.front\", \"state\", \"unlocked\"]",
                "[\"cover.garage\", \"position\", 100]",
                "[\"light.kitchen\", \"brightness\", 101]",
                "[\"light.kitchen\", \"brightness\", \"bright\"]",
                "[\"light.kitchen\", \"brightness\", [1]]",
                "[\"light.kitchen\", \"color\", \"red; drop\"]",
                "[\"Thermostat\", \"temperature\", 31]",
                "[\"sensor.outside\", \"value\", 3]",
                "[\"lock.front\", \"lock\", \"open\"]",
            })
    void whatCannotBeSetIsRefused(String arguments) {
        fails(() -> call("set", arguments), DeviceFailure.Kind.INVALID);
        assertThat(house.site().heard()).noneMatch(heard -> heard.path().startsWith("/api/services"));
    }

    @Test
    void undoLocksButDoesNotUnlock() {
        Performed unlocked = call("set", "[\"lock.front\", \"lock\", \"unlocked\"]");
        kit.undo(unlocked);
        assertThat(house.state("lock.front")).isEqualTo("locked");

        house.become("lock.front", "unlocked");
        Performed locked = call("set", "[\"lock.front\", \"lock\", \"locked\"]");
        assertThatThrownBy(() -> kit.undo(locked)).hasMessageContaining("opens no doors");
        assertThat(house.state("lock.front")).isEqualTo("locked");
    }

    @Test
    void anAlarmGetsItsCodeAndNobodyElseDoes() throws IOException {
        kit.setting("home.code", "file:" + Files.writeString(home.resolve("code"), "998877"));
        house.become("alarm_control_panel.house", "armed_away");

        Performed set = call("set", "[\"Alarm\", \"alarm\", \"disarmed\"]");

        assertThat(house.site().heard().getLast().json().path("code").asText()).isEqualTo("998877");
        assertThat(set.value().toString()).doesNotContain("998877");
    }

    @Test
    void whatStartedCannotBeTakenBack() {
        Performed run = call("set", "[\"scene.movie\", \"run\", \"now\"]");

        assertThatThrownBy(() -> kit.undo(run)).hasMessageContaining("cannot be taken back");
    }

    @Test
    void severalThatCouldBeMeantAreNamedAndNoneIsTaken() {
        house.add("light.desk", "Desk lamp", "off");
        house.add("switch.desk", "Desk heater", "off");

        assertThatThrownBy(() -> call("turnOn", "[\"desk\"]"))
                .isInstanceOf(DeviceFailure.class)
                .hasMessageContaining("Desk lamp (light.desk), Desk heater (switch.desk)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bathroom light", "light.bathroom", "the", "💡", "../../config"})
    void whatIsNotThereIsNotFound(String device) {
        fails(() -> call("turnOn", "[\"" + device + "\"]"), DeviceFailure.Kind.NOT_FOUND);
    }

    @Test
    void aDeviceThatDoesNotAnswerIsNotChanged() {
        house.become("light.kitchen", "unavailable");

        fails(() -> call("turnOn", "[\"light.kitchen\"]"), DeviceFailure.Kind.UNREACHABLE);
    }

    @Test
    void switchingTwiceAfterACrashDoesNoHarm() {
        Performed on = call("turnOn", "[\"light.kitchen\"]");

        assertThat(on.operation().recovery()).isEqualTo(Recovery.REPEATABLE);
        kit.again(on);
        assertThat(house.state("light.kitchen")).isEqualTo("on");
    }

    @Test
    void aTokenThatIsNotAcceptedIsSaidWithoutIt() throws IOException {
        kit.setting("home.token", "file:" + Files.writeString(home.resolve("other"), "wrong-secret"));

        assertThatThrownBy(() -> call("devices", "[]")).isInstanceOfSatisfying(DeviceFailure.class, failure -> {
            assertThat(failure.getMessage() + failure.remedy())
                    .contains("401", "home.token")
                    .doesNotContain("wrong-secret");
        });
    }

    @Test
    void withoutAHomeOrATokenItSaysWhatToConfigure() {
        assertThatThrownBy(() -> new SkillKit(home, new HomeSkill()).call("home.devices", "[]"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.remedy()).contains("[home] url"));
        assertThatThrownBy(() -> new SkillKit(home, new HomeSkill())
                        .setting("home.url", house.url())
                        .call("home.devices", "[]"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.remedy()).contains("home.token"));
    }

    @Test
    void aTokenDoesNotGoOverAnOpenConnectionToTheInternet() {
        kit.setting("home.url", "http://8.8.8.8:8123");

        fails(() -> call("devices", "[]"), DeviceFailure.Kind.NOT_CONFIGURED);
    }

    @Test
    void aServerThatIsDownOrSlowOrSpeaksNonsenseIsSaid() {
        house.instead = Reply.ok("{\"hello\": 1}");
        assertThatThrownBy(() -> call("devices", "[]")).hasMessageContaining("did not answer as such a service");
        house.instead = Reply.status(502);
        assertThatThrownBy(() -> call("turnOn", "[\"light.kitchen\"]")).hasMessageContaining("502");
        house.instead = Reply.moved("http://192.0.2.1/");
        assertThatThrownBy(() -> call("state", "[\"light.kitchen\"]")).hasMessageContaining("another machine");
        house.close();
        assertThatThrownBy(() -> call("devices", "[]")).hasMessageContaining("cannot be reached");
    }
}
