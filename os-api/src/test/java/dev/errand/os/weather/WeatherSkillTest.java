package dev.errand.os.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.JsonSite;
import dev.errand.os.JsonSite.Heard;
import dev.errand.os.JsonSite.Reply;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.operation.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeatherSkillTest {
    private static final String PLACES = """
            {"results": [
              {"id": 1, "name": "%1$s", "latitude": 44.05, "longitude": -123.02, "population": 59403,
               "country_code": "US", "country": "United States", "admin1": "Oregon"},
              {"id": 2, "name": "%1$s", "latitude": 37.22, "longitude": -93.3, "population": 166810,
               "country_code": "US", "country": "United States", "admin1": "Missouri"},
              {"id": 3, "name": "%1$s", "latitude": 39.8, "longitude": -89.64, "population": 116565,
               "country_code": "US", "country": "United States", "admin1": "Illinois"}],
             "generationtime_ms": 0.7}
            """;
    private static final String WEATHER = """
            {"latitude": 37.22, "longitude": -93.3, "utc_offset_seconds": -21600, "timezone": "America/Chicago",
             "current_units": {"temperature_2m": "°C"},
             "current": {"time": "2026-03-02T03:15", "interval": 900, "temperature_2m": -4.4, "apparent_temperature": -9,
               "relative_humidity_2m": 81, "wind_speed_10m": 12.6, "precipitation": 0.3, "weather_code": 71},
             "daily": {"time": ["2026-03-02", "2026-03-03"], "weather_code": [71, 0],
               "temperature_2m_max": [1.2, 7.9], "temperature_2m_min": [-6.1, null],
               "precipitation_sum": [2.1, 0.0], "precipitation_probability_max": [85, null]}}
            """;

    @TempDir
    Path home;

    private JsonSite site;
    private Function<Heard, Reply> answers = WeatherSkillTest::usual;
    private SkillKit kit;

    @BeforeEach
    void start() throws IOException {
        site = new JsonSite(heard -> answers.apply(heard));
        kit = new SkillKit(home, new WeatherSkill())
                .setting("weather.url", site.url())
                .setting("weather.geocoding", site.url() + "/geo/")
                .setting("weather.timeout", "1");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static Reply usual(Heard heard) {
        return switch (heard.path()) {
            case "/geo/v1/search" ->
                Reply.ok(
                        heard.query().get("name").equals("Nowhere")
                                ? "{\"generationtime_ms\": 0.5}"
                                : PLACES.formatted(heard.query().get("name")));
            case "/v1/forecast" -> Reply.ok(WEATHER.replace("null", "-2.0"));
            default -> Reply.status(404);
        };
    }

    private JsonNode current(String arguments) {
        return kit.call("weather.current", arguments).value();
    }

    @Test
    void theMostPopulousOfSeveralPlacesIsMeantAndNamed() {
        JsonNode now = current("[\"Springfield\"]");

        assertThat(now.path("place").asText()).isEqualTo("Springfield, Missouri, United States");
        assertThat(now.path("otherPlaces").findValuesAsText("x")).isEmpty();
        assertThat(now.path("otherPlaces").get(0).asText()).isEqualTo("Springfield, Illinois, United States");
        assertThat(site.heard().getLast().query())
                .containsEntry("latitude", "37.22")
                .containsEntry("longitude", "-93.3")
                .containsEntry("timezone", "auto");
    }

    @Test
    void aRegionTellsOneOfSeveralPlaces() {
        assertThat(current("[\"Springfield, Illinois\"]").path("place").asText())
                .contains("Illinois");
        assertThat(site.heard().getFirst().query()).containsEntry("name", "Springfield");
    }

    @Test
    void whatWasMeasuredHasUnitsAndWords() {
        JsonNode now = current("[\"Springfield\"]");

        assertThat(now.path("temperature").doubleValue()).isEqualTo(-4.4);
        assertThat(now.path("apparent").doubleValue()).isEqualTo(-9);
        assertThat(now.path("humidity").doubleValue()).isEqualTo(81);
        assertThat(now.path("wind").doubleValue()).isEqualTo(12.6);
        assertThat(now.path("precipitation").doubleValue()).isEqualTo(0.3);
        assertThat(now.path("conditions").asText()).isEqualTo("light snow");
        assertThat(now.path("time").asText()).isEqualTo("2026-03-02T03:15-06:00");
    }

    @Test
    void everythingComesFromOutsideAndIsClosed() {
        var result = kit.call("weather.current", "[\"Springfield\"]").result();

        assertThat(result.origin().provenance()).isEqualTo(Provenance.OUTSIDE);
        assertThat(result.closed()).hasSize(result.value().size());
    }

    @Test
    void daysComeInOrderWithWhatIsKnown() {
        answers = heard -> heard.path().equals("/v1/forecast")
                ? Reply.ok(WEATHER.replace("-6.1, null", "-6.1, 0.5"))
                : usual(heard);

        JsonNode days =
                kit.call("weather.forecast", "[\"Springfield\", {\"days\": 2}]").value();

        assertThat(days).hasSize(2);
        assertThat(days.get(0).path("date").asText()).isEqualTo("2026-03-02");
        assertThat(days.get(0).path("min").doubleValue()).isEqualTo(-6.1);
        assertThat(days.get(0).path("precipitationChance").doubleValue()).isEqualTo(85);
        assertThat(days.get(1).path("precipitationChance").isNull()).isTrue();
        assertThat(days.get(1).path("conditions").asText()).isEqualTo("clear sky");
        assertThat(site.heard().getLast().query()).containsEntry("forecast_days", "2");
    }

    @Test
    void degreesNeedNoNameLookedUp() {
        assertThat(current("[\"52.52, 13.41\"]").path("place").asText()).isEqualTo("52.52, 13.41");
        assertThat(site.heard()).hasSize(1);
    }

    @Test
    void withoutAPlaceItIsWhereTheDeviceIs() {
        kit.setting("location.place", "Home")
                .setting("location.latitude", "48.1")
                .setting("location.longitude", "11.6");

        assertThat(current("[]").path("place").asText()).isEqualTo("Home");
        assertThat(site.heard().getLast().query()).containsEntry("latitude", "48.1");
    }

    @Test
    void aPlaceThatIsOnlyNamedIsLookedUp() {
        kit.setting("location.place", "Springfield, Oregon");

        assertThat(current("[]").path("place").asText()).contains("Oregon");
    }

    @Test
    void withoutAnyPlaceItSaysWhatToConfigure() {
        kit.setting("termux.bin", home.toString());

        assertThatThrownBy(() -> current("[]")).isInstanceOfSatisfying(DeviceFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.NOT_CONFIGURED);
            assertThat(failure.remedy()).contains("[location] place");
        });
    }

    @Test
    void anUnknownPlaceIsSaid() {
        assertThatThrownBy(() -> current("[\"Nowhere\"]"))
                .isInstanceOf(DeviceFailure.class)
                .hasMessage("No place \"Nowhere\" is known.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\" \"]", "[\"a\\nb\"]", "[\"91, 0\"]", "[\"0, 181\"]"})
    void whatIsNoPlaceIsRefusedBeforeAnybodyIsAsked(String arguments) {
        assertThatThrownBy(() -> current(arguments))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.INVALID));
        assertThat(site.heard()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 17, -1})
    void aForecastHasOneToSixteenDays(int days) {
        assertThatThrownBy(() -> kit.call("weather.forecast", "[\"Berlin\", {\"days\": " + days + "}]"))
                .isInstanceOf(DeviceFailure.class)
                .hasMessageContaining(String.valueOf(days));
    }

    @Test
    void namesInAnyScriptAreAskedFor() {
        assertThat(current("[\"東京\"]").path("place").asText()).startsWith("東京");
        assertThat(site.heard().getFirst().query()).containsEntry("name", "東京");
    }

    @Test
    void aServiceThatIsSlowIsNotWaitedFor() {
        answers = _ -> site.never();

        assertThatThrownBy(() -> current("[\"1, 2\"]"))
                .isInstanceOf(DeviceFailure.class)
                .hasMessageContaining("did not answer within 1 seconds");
    }

    @Test
    void aServiceThatIsDownIsSaid() {
        site.close();

        assertThatThrownBy(() -> current("[\"1, 2\"]"))
                .isInstanceOf(DeviceFailure.class)
                .hasMessageContaining("cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{\"current\": {\"temperature_2m\": 3}}",
                "{\"current\": {\"time\": \"2026-03-02T03:15\"}}"
            })
    void nonsenseIsNoWeather(String nonsense) {
        answers = _ -> Reply.ok(nonsense);

        assertThatThrownBy(() -> current("[\"1, 2\"]"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.UNREACHABLE));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429, 500})
    void aServiceThatRefusesIsSaid(int status) {
        answers = _ -> Reply.status(status);

        assertThatThrownBy(() -> current("[\"1, 2\"]")).hasMessageContaining("status " + status);
    }

    @Test
    void aRedirectToAnotherMachineIsNotFollowed() {
        answers = _ -> Reply.moved("http://localhost:1/");

        assertThatThrownBy(() -> current("[\"1, 2\"]")).hasMessageContaining("redirects to another machine");
    }

    @Test
    void aRedirectOnTheSameMachineIs() {
        answers = heard -> heard.path().equals("/new") ? Reply.ok(WEATHER) : Reply.moved("/new");

        assertThat(current("[\"1, 2\"]").path("temperature").doubleValue()).isEqualTo(-4.4);
    }

    @Test
    void aStationOfOnesOwnIsReadForItsPlace() throws IOException {
        Path file = home.resolve("station.json");
        Files.writeString(
                file,
                "{\"place\": \"Garden\", \"time\": \"2026-03-02T09:50:00+01:00\", \"temperature\": 11.5, \"code\": 3}");
        kit.setting("weather.station", file.toString());

        assertThat(current("[\"garden\"]").path("conditions").asText()).isEqualTo("overcast");
        assertThat(current("[]").path("temperature").doubleValue()).isEqualTo(11.5);
        assertThat(site.heard()).isEmpty();
        assertThat(current("[\"Springfield\"]").path("temperature").doubleValue())
                .isEqualTo(-4.4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "{}",
                "{\"temperature\": 3}",
                "{\"temperature\": 3, \"time\": \"2026-03-01T09:00:00Z\"}"
            })
    void aStationThatMeasuredNothingLatelyIsSaid(String text) throws IOException {
        Path file = home.resolve("station.json");
        Files.writeString(file, text);
        kit.setting("weather.station", file.toString());

        assertThatThrownBy(() -> current("[]")).isInstanceOf(DeviceFailure.class);
    }
}
