package dev.errand.os.clock;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.StepContext;
import dev.errand.os.operation.When;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The run's time, which moves only at operations and waits, and waiting, which is durable: nothing runs meanwhile,
/// and the run goes on after a restart.
@SkillSpec(name = "clock", summary = "Time and date, waiting, timers and alarms.")
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
@Sentences(
        value = {"(cancel|stop|delete) (the|my) timer", "(cancel|stop|delete) all [(the|my)] timers"},
        code = """
        const running = clock.timers();
        running.forEach((each) => clock.cancelTimer(each));
        user.say(running.length ? "Timers stopped: " + running.length + "." : "No timer is running.");
        """)
@Sentences(
        value = {"(cancel|delete|remove) (the|my) alarm", "(cancel|delete|remove) all [(the|my)] alarms"},
        code = """
        const set = clock.alarms();
        set.forEach((each) => clock.cancelAlarm(each));
        user.say(set.length ? "Alarms cancelled: " + set.length + "." : "No alarm is set.");
        """)
@Sentences(language = "de", value = "(stopp|stoppe|lösche) (den|alle) Timer", code = """
        const running = clock.timers();
        running.forEach((each) => clock.cancelTimer(each));
        user.say(running.length ? "Gestoppt." : "Es läuft kein Timer.");
        """)
@Sentences(language = "de", value = "lösche (den|alle) Wecker", code = """
        const set = clock.alarms();
        set.forEach((each) => clock.cancelAlarm(each));
        user.say(set.length ? "Gelöscht." : "Es ist kein Wecker gestellt.");
        """)
@Sentences(
        value = {
            "(what|which) timers (are running|do I have|are set)",
            "(show|list) [me] [all] [the|my] timers",
            "how (long|much time) is left on (the|my) timer"
        },
        code = """
        const running = clock.timers();
        user.say(running.map((each) => (each.label ? each.label + ": " : "") + each.left + " seconds left").join("\\n")
            || "No timer is running.");
        return running;
        """)
@Sentences(
        value = {
            "(what|which) alarms (do I have|are set)",
            "(show|list) [me] [all] [the|my] alarms",
            "when does my alarm (ring|go off)"
        },
        code = """
        const set = clock.alarms();
        user.say(set.map((each) => each.at.slice(0, 16).replace("T", " ") + (each.label ? ": " + each.label : ""))
            .join("\\n") || "No alarm is set.");
        return set;
        """)
@Sentences(
        language = "de",
        value = {"welche Timer laufen", "(zeig|zeige) [mir] [die|meine] Timer", "wie lange läuft der Timer noch"},
        code = """
        const running = clock.timers();
        user.say(running.map((each) => (each.label ? each.label + ": " : "") + "noch " + each.left + " Sekunden")
            .join("\\n") || "Es läuft kein Timer.");
        return running;
        """)
@Sentences(
        language = "de",
        value = {"welche Wecker sind gestellt", "(zeig|zeige) [mir] [die|meine] Wecker"},
        code = """
        const set = clock.alarms();
        user.say(set.map((each) => each.at.slice(0, 16).replace("T", " ") + (each.label ? ": " + each.label : ""))
            .join("\\n") || "Es ist kein Wecker gestellt.");
        return set;
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
            summary = "The time now: date YYYY-MM-DD, time HH:MM, weekday in English.")
    public Now now(
            @Nullable @Param("a large one, or a zone such as Asia/Tokyo; default: the device's") String city,
            StepContext context) {
        ZoneId zone = city == null ? context.zone() : Zones.of(city);
        ZonedDateTime now = context.now().atZone(zone);
        return new Now(
                now.truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
                now.toLocalDate().toString(),
                now.format(DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)),
                now.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                zone.getId(),
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

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Sets a timer and returns it",
            headline = "Set a timer to {seconds} seconds[: {label}]")
    @Sentences({
        "(set|start) [me] [a|an|the] [new] timer (for|of|to|on) {seconds}",
        "(set|start) [me] [a|an] [new] {seconds} timer",
        "(set|start) [a|an] [new] timer (for|of) {seconds} (called|named|for|labeled) [the] {label}",
        "(set|start) [a|an] {seconds} timer for [the] {label}",
        "timer [for] {seconds}",
        "time {seconds} for [the] {label}"
    })
    @Sentences(
            language = "de",
            value = {
                "(stell|stelle|setz|setze|starte) [mir] [einen] (Timer|Wecker|Kurzzeitwecker) (auf|für|von|in) {seconds}",
                "Timer [auf|für] {seconds}"
            })
    public Timer timer(NewTimer timer, StepContext context) {
        if (timer.seconds() < 1 || timer.seconds() > LONGEST.toSeconds()) {
            throw DeviceFailure.invalid(
                    "A timer cannot run for " + timer.seconds() + " seconds.",
                    "Set it to between 1 second and 366 days (" + LONGEST.toSeconds() + " seconds).");
        }
        Instant at = context.now().plusSeconds(timer.seconds());
        return running(keep(Ring.Kind.TIMER, timer.label(), at, context), context);
    }

    @OperationSpec(effect = EffectClass.READ, summary = "Timers that run, the next one first")
    public List<Timer> timers(StepContext context) {
        return ahead(Ring.Kind.TIMER, context)
                .map(each -> running(each, context))
                .toList();
    }

    @OperationSpec(effect = EffectClass.WRITE, summary = "Stops a timer", headline = "Stop the timer {id}")
    public void cancelTimer(@Param(mark = Mark.TARGET) TimerRef id, StepContext context) {
        Ring.cancel(Ring.Kind.TIMER, id.id(), context.storage());
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Sets an alarm and returns it",
            headline = "Set an alarm for {at}[: {label}]")
    @Sentences({
        "(set|add|create) [me] [a|an|the] [new] alarm [(for|at|on|to)] {at}",
        "wake me [up] [(at|on|in)] {at}",
        "(set|add|create) [a|an] [new] alarm [(for|at|on)] {at} (called|named|labeled|for) [the] {label}"
    })
    @Sentences(
            language = "de",
            value = {"(stell|stelle) [mir] [einen|den] Wecker [(auf|für|um)] {at}", "(weck|wecke) mich [(um|am)] {at}"})
    public Alarm alarm(NewAlarm alarm, StepContext context) {
        if (!alarm.at().isAfter(context.now())) {
            throw DeviceFailure.invalid(
                    "The time of the alarm, " + When.moment(alarm.at(), context.zone()) + ", is over.",
                    "Give a time to come.");
        }
        return alarm(keep(Ring.Kind.ALARM, alarm.label(), alarm.at(), context), context);
    }

    @OperationSpec(effect = EffectClass.READ, summary = "Alarms that are set, the next one first")
    public List<Alarm> alarms(StepContext context) {
        return ahead(Ring.Kind.ALARM, context).map(each -> alarm(each, context)).toList();
    }

    @OperationSpec(effect = EffectClass.WRITE, summary = "Takes an alarm back", headline = "Cancel the alarm {id}")
    public void cancelAlarm(@Param(mark = Mark.TARGET) AlarmRef id, StepContext context) {
        Ring.cancel(Ring.Kind.ALARM, id.id(), context.storage());
    }

    private static Ring keep(Ring.Kind kind, @Nullable String label, Instant at, StepContext context) {
        String id = Hash.of(context.stepId()).substring(0, 8);
        return Ring.keep(kind, id, label == null ? "" : label.strip(), at, context.storage());
    }

    private static Stream<Ring> ahead(Ring.Kind kind, StepContext context) {
        return Ring.all(kind, context.storage()).stream()
                .filter(each -> each.at().isAfter(context.now()));
    }

    private static Timer running(Ring ring, StepContext context) {
        long left = Duration.between(context.now(), ring.at()).toSeconds();
        return new Timer(ring.id(), label(ring), When.moment(ring.at(), context.zone()), left);
    }

    private static Alarm alarm(Ring ring, StepContext context) {
        return new Alarm(ring.id(), label(ring), When.moment(ring.at(), context.zone()));
    }

    private static @Nullable String label(Ring ring) {
        return ring.label().isEmpty() ? null : ring.label();
    }
}
