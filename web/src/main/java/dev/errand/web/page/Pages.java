package dev.errand.web.page;

import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.UndoPlan;
import dev.errand.runtime.journal.RunId;
import dev.errand.web.http.Problem;
import dev.errand.web.page.Lines.Confirmed;
import dev.errand.web.page.Lines.Field;
import dev.errand.web.work.Hub;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The screens.
final class Pages {
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
                        "looks",
                        Cookies.get(context, Forms.MODE_COOKIE).isPresent(),
                        "today",
                        DayBudget.of(engine().today(ZoneId.systemDefault()), frame.t()),
                        "examples",
                        Examples.of(errand.catalogue(), frame.t())));
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
}
