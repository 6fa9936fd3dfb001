package dev.errand.os.clock;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// The run's time, which moves only at operations and waits, and waiting, which is durable: nothing runs meanwhile, and
/// the run goes on after a restart.
@SkillSpec(name = "clock", summary = "Time and date, and waiting.")
@Sentences(
        value = {"what time is it [now]", "what is the [current] time", "what's the time", "tell me the [current] time"
        },
        code = "user.say(`It is ${clock.now().time}.`);")
@Sentences(
        value = {
            "what day is (it|today)",
            "what day is it today",
            "what day of the week is (it|today)",
            "what is today's date",
            "what is the date [today]",
            "what date is (it|today)",
            "tell me (the|today's) date"
        },
        code = """
        const now = clock.now();
        user.say(`Today is ${now.weekday}, ${now.date}.`);
        """)
@Sentences(
        language = "de",
        value = {"wie spät ist es", "wie viel uhr ist es", "sag mir die uhrzeit"},
        code = "user.say(`Es ist ${clock.now().time} Uhr.`);")
@Sentences(
        language = "de",
        value = {"welcher tag ist heute", "was für ein tag ist heute", "welches datum (ist|haben wir) heute"},
        code = """
        const names = {Monday: "Montag", Tuesday: "Dienstag", Wednesday: "Mittwoch", Thursday: "Donnerstag",
            Friday: "Freitag", Saturday: "Samstag", Sunday: "Sonntag"};
        const now = clock.now();
        user.say(`Heute ist ${names[now.weekday]}, der ${now.date.split("-").reverse().join(".")}.`);
        """)
public final class ClockSkill implements Skill {
    private static final Duration LONGEST = Duration.ofDays(366);

    /// A point in time, taken apart.
    public record Now(
            @Param("with offset") String iso,
            @Param("YYYY-MM-DD") String date,
            @Param("HH:MM, 24 hours") String time,
            @Param("in English, such as Monday") String weekday,
            @Param("such as Europe/Berlin") String zone,
            long epochSeconds) {}

    @OperationSpec(
            effect = EffectClass.PURE,
            summary = "The time now in the device's zone: date YYYY-MM-DD, time HH:MM, weekday in English.")
    public Now now(StepContext context) {
        ZonedDateTime now = context.now().atZone(context.zone());
        return new Now(
                now.truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
                now.toLocalDate().toString(),
                now.format(DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)),
                now.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                context.zone().getId(),
                now.toEpochSecond());
    }

    @OperationSpec(
            effect = EffectClass.WAIT,
            summary = "Waits for that many seconds, fractions allowed, at most 366 days.",
            headline = "Wait {seconds} seconds")
    @Sentences({"(sleep|wait|pause) [for] {seconds:duration}", "do nothing for {seconds:duration}"})
    @Sentences(
            language = "de",
            value = {"(warte|schlafe|pausiere) [für] {seconds:duration}", "schlaf {seconds:duration}"})
    public Instant sleep(double seconds, StepContext context) {
        if (!(seconds >= 0 && seconds <= LONGEST.toSeconds())) {
            throw DeviceFailure.invalid(
                    "clock.sleep cannot wait " + BigDecimal.valueOf(seconds).toPlainString() + " seconds.",
                    "Wait between 0 seconds and 366 days (" + LONGEST.toSeconds() + " seconds).");
        }
        return context.now().plusMillis(Math.round(seconds * 1000));
    }
}
