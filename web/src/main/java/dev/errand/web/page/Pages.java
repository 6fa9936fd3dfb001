package dev.errand.web.page;

import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.UndoPlan;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import dev.errand.runtime.policy.Rulebook;
import dev.errand.runtime.schedule.Attendant;
import dev.errand.web.http.Problem;
import dev.errand.web.page.Lines.Confirmed;
import dev.errand.web.page.Lines.Field;
import dev.errand.web.page.Lines.RuleLine;
import dev.errand.web.page.Lines.ScheduleLine;
import dev.errand.web.work.Hub;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The screens.
final class Pages {
    private static final int ON_A_PAGE = 50;
    private static final int RECENT = 5;

    private final Errand errand;
    private final Hub hub;
    private final Screen screen;

    Pages(Errand errand, Hub hub, Screen screen) {
        this.errand = errand;
        this.hub = hub;
        this.screen = screen;
    }

    private Engine engine() {
        return errand.engine();
    }

    void home(Context context) {
        home(context, "", "");
    }

    void home(Context context, String intent, String notice) {
        Frame frame = screen.frame(context, "home").noticing(notice);
        List<RunLine> recent = engine().runs(RECENT, Optional.empty()).stream()
                .map(run -> RunLine.of(run, frame.t()))
                .toList();
        screen.show(
                context,
                "home",
                frame,
                Map.of(
                        "intent",
                        intent,
                        "waiting",
                        WaitingList.of(errand, frame.t()),
                        "recent",
                        recent,
                        "examples",
                        Examples.of(errand.catalogue(), frame.t())));
    }

    void history(Context context) {
        Frame frame = screen.frame(context, "history");
        String words = Optional.ofNullable(context.queryParam("q")).orElse("").strip();
        String state = Optional.ofNullable(context.queryParam("state")).orElse("");
        Optional<RunId> before =
                Optional.ofNullable(context.queryParam("before")).flatMap(this::named);
        List<Journal.Summary> found = found(words.toLowerCase(Locale.ROOT), state, before);
        List<Journal.Summary> shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
        screen.show(
                context,
                "history",
                frame,
                Map.of(
                        "runs",
                        shown.stream().map(run -> RunLine.of(run, frame.t())).toList(),
                        "words",
                        words,
                        "state",
                        state,
                        "states",
                        List.of(RunState.values()).stream().map(RunState::id).toList(),
                        "next",
                        found.size() > ON_A_PAGE ? shown.getLast().id().value() : ""));
    }

    private List<Journal.Summary> found(String words, String state, Optional<RunId> before) {
        if (words.isEmpty() && state.isEmpty()) {
            return engine().runs(ON_A_PAGE + 1, before);
        }
        return engine().runs(Integer.MAX_VALUE, before).stream()
                .filter(run -> state.isEmpty() || run.state().id().equals(state))
                .filter(run -> run.intent().toLowerCase(Locale.ROOT).contains(words))
                .limit(ON_A_PAGE + 1)
                .toList();
    }

    /// The run of this name, if there is one.
    Optional<RunId> named(String id) {
        return Optional.of(id)
                .filter(each -> each.matches("r-[a-z0-9]{1,40}"))
                .map(RunId::new)
                .filter(engine()::knows);
    }

    /// The run that the address names.
    RunId id(Context context) {
        return named(context.pathParam("id"))
                .orElseThrow(() ->
                        Problem.notFound("There is no such run on this device.").thrown());
    }

    void run(Context context) {
        run(context, id(context), "");
    }

    /// Shows all of what would be done once more, for browsers in which nobody can tell whether it was seen.
    void confirm(Context context, RunId id, List<Confirmed> effects, List<Field> fields) {
        screen.show(
                context,
                "confirm",
                screen.frame(context, "confirm"),
                Map.of("id", id.value(), "effects", effects, "fields", fields));
    }

    /// @param notice something that went wrong with what the person wanted
    void run(Context context, RunId id, String notice) {
        Frame frame = screen.frame(context, "run").noticing(notice);
        Run run = engine().run(id);
        String template = context.queryParam("part") == null ? "run" : "part";
        screen.show(context, template, frame, Map.of("run", RunView.of(run, hub.written(id), errand, frame.t())));
    }

    void undo(Context context) {
        Frame frame = screen.frame(context, "undo");
        RunId id = id(context);
        UndoPlan plan = engine().undoPlan(id, Set.of());
        screen.show(
                context,
                "undo",
                frame,
                Map.of("run", RunLine.of(engine().run(id).summary(), frame.t()), "plan", plan));
    }

    void rules(Context context) {
        Frame frame = screen.frame(context, "rules");
        Texts t = frame.t();
        Rulebook book = errand.rules().read();
        List<RuleLine> rules = book.rules().stream()
                .map(rule -> {
                    var uses = errand.history().usesOf(rule.id());
                    return new RuleLine(
                            rule.id(),
                            Visible.text(rule.sentence()),
                            t.get("rules.made", Visible.text(rule.source().by()), t.time(rule.created())),
                            uses.times() == 0
                                    ? t.get("rules.unused")
                                    : t.get("rules.used", uses.times(), t.time(uses.last())));
                })
                .toList();
        List<String> problems = book.problems().stream()
                .map(problem -> Visible.text(problem.words()))
                .toList();
        screen.show(context, "rules", frame, Map.of("rules", rules, "problems", problems));
    }

    void schedules(Context context) {
        schedules(context, "", "", "");
    }

    void schedules(Context context, String intent, String when, String notice) {
        Frame frame = screen.frame(context, "schedules").noticing(notice);
        Texts t = frame.t();
        List<ScheduleLine> lines = errand.schedules().all().stream()
                .map(kept -> kept.standing())
                .map(standing -> new ScheduleLine(
                        standing.id(),
                        Visible.text(standing.intent()),
                        Visible.text(standing.trigger().inWords()),
                        Attendant.next(standing, Instant.now())
                                .map(t::time)
                                .orElseGet(() -> t.get("schedules.watching")),
                        standing.paused()))
                .toList();
        screen.show(context, "schedules", frame, Map.of("schedules", lines, "intent", intent, "when", when));
    }
}
