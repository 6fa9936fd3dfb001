package dev.errand.web.page;

import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.os.device.DeviceFailure;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.Entry.PlanReady;
import dev.errand.runtime.journal.Entry.Unattended;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.schedule.Attendant;
import dev.errand.runtime.schedule.Missed;
import dev.errand.runtime.schedule.Schedules;
import dev.errand.runtime.schedule.StandingIntent;
import dev.errand.runtime.schedule.Trigger;
import dev.errand.runtime.schedule.Triggers;
import dev.errand.web.page.Lines.ScheduleLine;
import dev.errand.web.page.Lines.Standing;
import dev.errand.web.work.Desk;
import io.javalin.http.Context;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The screen of what is done by itself.
final class ScheduleScreen {
    private static final int TOLD = 3;
    /// The last run of a standing intent is looked for among so many that have its words.
    private static final int MOST_READ = 20;

    private final Errand errand;
    private final Desk desk;
    private final Screen screen;
    private final Pages pages;

    ScheduleScreen(Errand errand, Desk desk, Screen screen, Pages pages) {
        this.errand = errand;
        this.desk = desk;
        this.screen = screen;
        this.pages = pages;
    }

    void show(Context context) {
        Optional<Run> run = Optional.ofNullable(context.queryParam("run"))
                .flatMap(pages::named)
                .map(errand.engine()::run);
        String intent = run.map(each -> each.start().intent()).orElse("");
        String workflow = run.filter(each -> Afterwards.workflow(each).isPresent())
                .map(each -> each.id().value())
                .orElse("");
        show(context, new Standing(intent, "times", "", "park", "once", workflow, false), "");
    }

    private void show(Context context, Standing typed, String notice) {
        Frame frame = screen.frame(context, "schedules").noticing(notice);
        List<Schedules.Kept> kept = errand.schedules().all();
        List<Journal.Summary> runs =
                kept.isEmpty() ? List.of() : errand.engine().runs();
        screen.show(
                context,
                "schedules",
                frame,
                Map.of(
                        "schedules",
                        kept.stream()
                                .map(each -> line(each.standing(), runs, frame.t()))
                                .toList(),
                        "typed",
                        typed));
    }

    private ScheduleLine line(StandingIntent standing, List<Journal.Summary> runs, Texts t) {
        return new ScheduleLine(
                standing.id(),
                Visible.text(standing.intent()),
                Visible.text(standing.trigger().inWords()),
                next(standing, t),
                standing.paused(),
                t.get("schedules.unattended." + id(standing.unattended())) + " "
                        + t.get("schedules.missed." + id(standing.missed())),
                !standing.code().isEmpty(),
                last(standing, runs).map(run -> RunLine.of(run, t)).stream().toList());
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> next(StandingIntent standing, Texts t) {
        List<String> times = new ArrayList<>();
        Optional<Instant> next = Attendant.next(standing, Instant.now());
        while (next.isPresent() && times.size() < TOLD) {
            times.add(t.time(next.get()));
            next = Attendant.next(standing, next.get());
        }
        return times;
    }

    /// The newest run that it began.
    private Optional<Journal.Summary> last(StandingIntent standing, List<Journal.Summary> runs) {
        return runs.stream()
                .filter(run -> run.intent().equals(standing.intent())
                        && !run.startedAt().isBefore(standing.created()))
                .limit(MOST_READ)
                .filter(run -> errand.engine()
                        .run(run.id())
                        .start()
                        .occasion()
                        .standing()
                        .equals(standing.id()))
                .findFirst();
    }

    void add(Context context) {
        Standing typed = new Standing(
                Forms.field(context, "intent").strip(),
                Forms.field(context, "kind"),
                Forms.field(context, "when").strip(),
                Forms.field(context, "unattended"),
                Forms.field(context, "missed"),
                Forms.field(context, "run"),
                !Forms.field(context, "keeps").isEmpty());
        try {
            StandingIntent standing = standing(typed, Screen.texts(context));
            desk.now(() -> {
                errand.schedules().add(standing, errand.attendant().beginning(standing, Instant.now()));
                return standing;
            });
            Forms.go(context, "/schedules");
        } catch (IllegalArgumentException | DeviceFailure e) {
            context.status(422);
            show(context, typed, Visible.text(String.valueOf(e.getMessage())));
        }
    }

    private StandingIntent standing(Standing typed, Texts t) {
        Optional<PlanReady> workflow = Optional.of(typed)
                .filter(Standing::keeps)
                .flatMap(each -> pages.named(each.run()))
                .map(errand.engine()::run)
                .flatMap(Afterwards::workflow);
        return new StandingIntent(
                StandingIntent.newId(new SecureRandom()),
                new Intent(typed.intent(), Channel.SCHEDULE, t.locale(), Instant.now()).text(),
                workflow.map(PlanReady::code).orElse(""),
                workflow.map(PlanReady::language).orElse("js"),
                "auto",
                t.locale().toLanguageTag(),
                ZoneId.systemDefault().getId(),
                trigger(typed, t),
                one(Unattended.values(), typed.unattended(), Unattended.PARK),
                one(Missed.values(), typed.missed(), Missed.ONCE),
                false,
                Instant.now());
    }

    private static Trigger trigger(Standing typed, Texts t) {
        return switch (typed.kind()) {
            case "mail" -> Triggers.mail(typed.when());
            case "file" -> Triggers.file(typed.when());
            case "event" -> {
                String[] minutesAndText = typed.when().split("\\s+", 2);
                if (!minutesAndText[0].matches("\\d{1,5}")) {
                    throw new IllegalArgumentException(t.get("schedules.minutes"));
                }
                yield Triggers.beforeEvent(
                        minutesAndText.length > 1 ? minutesAndText[1] : "", Integer.parseInt(minutesAndText[0]));
            }
            default -> Triggers.times(typed.when());
        };
    }

    private static <E extends Enum<E>> E one(E[] values, String typed, E otherwise) {
        return Arrays.stream(values)
                .filter(each -> id(each).equals(typed))
                .findFirst()
                .orElse(otherwise);
    }

    void pause(Context context) {
        String id = context.pathParam("id");
        boolean pauses = Forms.field(context, "to").equals("pause");
        desk.now(() -> {
            errand.schedules()
                    .find(id)
                    .ifPresent(kept -> errand.schedules()
                            .pause(id, pauses, errand.attendant().beginning(kept.standing(), Instant.now())));
            return id;
        });
        Forms.go(context, "/schedules");
    }

    void remove(Context context) {
        String id = context.pathParam("id");
        desk.now(() -> {
            errand.schedules().remove(id);
            return id;
        });
        Forms.go(context, "/schedules");
    }
}
