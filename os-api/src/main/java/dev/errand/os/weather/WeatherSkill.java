package dev.errand.os.weather;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The weather. Open-Meteo is asked, which needs no account; `weather.url` and `weather.geocoding` name other servers
/// that speak its protocol, `weather.station` a file that a station of the person's own writes.
///
/// Of several places with one name the most populous is meant; the result says which it was and what others there
/// are. Without a place it is the weather where the device is (`location`), so results are for the person: they may
/// tell where that is.
@SkillSpec(name = "weather", summary = "The weather now and in the next days")
@Sentences(
        value = {
            "(what is|what's|how is|how's|show [me]|tell me) the [current] weather [like] [now|today|outside]",
            "how (warm|cold|hot) is it [now|today|outside]",
            "(what is|what's|show [me]|tell me) the [current] temperature [outside|now]"
        },
        code = WeatherSkill.SAY_NOW_HERE)
@Sentences(
        value = {
            "(what is|what's|how is|how's|show [me]|tell me) the [current] weather [like] [now|today] (in|at|for) {place:text}",
            "(what is|what's|how is|how's) the weather [like] (in|at|for) {place:text} (now|today)",
            "how (warm|cold|hot) is it [now|today] in {place:text}",
            "(what is|what's|show [me]|tell me) the [current] temperature in {place:text}",
            "weather in {place:text}"
        },
        code = WeatherSkill.SAY_NOW)
@Sentences(
        value = {
            "(what will|how will) the weather be [like] [on] {day:time} in {place:text}",
            "(what will|how will) the weather be [like] in {place:text} [on] {day:time}",
            "(what is|what's|how is|show [me]) the weather [forecast] [like] [for|on] {day:time} in {place:text}",
            "(what is|what's|how is|show [me]) the weather [forecast] [like] in {place:text} [for|on] {day:time}",
            "will it (rain|snow|be sunny|be warm|be cold) [on] {day:time} in {place:text}",
            "will it (rain|snow|be sunny|be warm|be cold) in {place:text} [on] {day:time}"
        },
        code = WeatherSkill.SAY_DAY)
@Sentences(
        value = {
            "(what will|how will) the weather be [like] [on] {day:time}",
            "(what is|what's|how is|show [me]) the weather [forecast] [like] [for|on] {day:time}",
            "will it (rain|snow|be sunny|be warm|be cold) [on] {day:time}"
        },
        code = WeatherSkill.SAY_DAY_HERE)
@Sentences(
        value = {"(what is|what's|show [me]|tell me) the [weather] forecast (in|for) {place:text}"},
        code = WeatherSkill.SAY_DAYS)
@Sentences(
        value = {"(what is|what's|show [me]|tell me) the weather forecast"},
        code = WeatherSkill.SAY_DAYS_HERE)
@Sentences(
        language = "de",
        value = {
            "wie ist das Wetter [jetzt|gerade|heute|draußen]",
            "wie (warm|kalt) ist es [jetzt|gerade|draußen]",
            "(wie ist|sag mir) die [aktuelle] Temperatur"
        },
        code = WeatherSkill.SAY_NOW_HERE)
@Sentences(
        language = "de",
        value = {
            "wie ist das Wetter [jetzt|gerade|heute] in {place:text}",
            "wie ist das Wetter in {place:text} (jetzt|gerade|heute)",
            "wie (warm|kalt) ist es [jetzt|gerade] in {place:text}",
            "Wetter in {place:text}"
        },
        code = WeatherSkill.SAY_NOW)
@Sentences(
        language = "de",
        value = {
            "wie (wird|ist) das Wetter [am] {day:time} in {place:text}",
            "wie (wird|ist) das Wetter in {place:text} [am] {day:time}",
            "(regnet|schneit) es [am] {day:time} in {place:text}",
            "wird es [am] {day:time} in {place:text} (regnen|schneien|warm|kalt)"
        },
        code = WeatherSkill.SAY_DAY)
@Sentences(
        language = "de",
        value = {
            "wie (wird|ist) das Wetter [am] {day:time}",
            "(regnet|schneit) es [am] {day:time}",
            "wird es [am] {day:time} (regnen|schneien|warm|kalt)"
        },
        code = WeatherSkill.SAY_DAY_HERE)
@Sentences(
        language = "de",
        value = {"wie wird das Wetter in {place:text}"},
        code = WeatherSkill.SAY_DAYS)
@Sentences(
        language = "de",
        value = {"wie wird das Wetter"},
        code = WeatherSkill.SAY_DAYS_HERE)
public final class WeatherSkill implements Skill {
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 16;

    private static final String NOW = """
            user.say([now.place + ": " + Math.round(now.temperature) + " °C", now.conditions].filter(Boolean).join(", "));
            return now;
            """;
    private static final String LINE = """
            const line = (each) => each.date + ": " + Math.round(each.min) + " – " + Math.round(each.max) + " °C"
                + (each.conditions ? ", " + each.conditions : "")
                + (each.precipitationChance === null ? "" : ", ☂ " + Math.round(each.precipitationChance) + " %");
            """;
    private static final String DAY = """
            const found = days.filter((each) => each.date === day.slice(0, 10));
            user.say(found.map((each) => each.place + ", " + line(each)).join("\\n") || "? (" + day.slice(0, 10) + ")");
            return found;
            """;
    private static final String DAYS = """
            user.say(days.slice(0, 1).map((each) => each.place).concat(days.map(line)).join("\\n"));
            return days;
            """;
    static final String SAY_NOW_HERE = "const now = weather.current();\n" + NOW;
    static final String SAY_NOW = "const now = weather.current(place);\n" + NOW;
    static final String SAY_DAY_HERE = "const days = weather.forecast({days: 16});\n" + LINE + DAY;
    static final String SAY_DAY = "const days = weather.forecast(place, {days: 16});\n" + LINE + DAY;
    static final String SAY_DAYS_HERE = "const days = weather.forecast();\n" + LINE + DAYS;
    static final String SAY_DAYS = "const days = weather.forecast(place);\n" + LINE + DAYS;

    @OperationSpec(
            effect = EffectClass.FETCH,
            summary = "The weather at a place now; of several of that name the most populous",
            provenance = Provenance.OUTSIDE)
    public CurrentWeather current(
            @Nullable @Param(value = "default: here; \"Springfield, Illinois\" or degrees work", mark = Mark.CONTENT)
                    String place,
            StepContext context) {
        Optional<Station> station = Station.of(context).filter(each -> each.isAt(place));
        if (station.isPresent()) {
            return station.get().current();
        }
        OpenMeteo service = new OpenMeteo(context);
        return service.current(service.spot(place));
    }

    @OperationSpec(
            effect = EffectClass.FETCH,
            summary = "The weather at a place day by day, today first",
            provenance = Provenance.OUTSIDE)
    public List<DayForecast> forecast(
            @Nullable @Param(value = "default: here", mark = Mark.CONTENT) String place,
            ForecastOptions options,
            StepContext context) {
        int days = options.days() == null ? USUAL_DAYS : options.days();
        if (days < 1 || days > MOST_DAYS) {
            throw DeviceFailure.invalid(
                    "No forecast reaches over " + days + " days.", "Ask for 1 to " + MOST_DAYS + " days.");
        }
        OpenMeteo service = new OpenMeteo(context);
        return service.days(service.spot(place), days);
    }
}
