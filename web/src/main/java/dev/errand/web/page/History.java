package dev.errand.web.page;

import dev.errand.runtime.Errand;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The screen of all runs, and what it can be searched by.
final class History {
    private static final int ON_A_PAGE = 50;
    /// What a run did is in its journal alone: so many are read for one screen.
    private static final int MOST_READ = 500;

    private final Errand errand;
    private final Screen screen;
    private final Pages pages;

    History(Errand errand, Screen screen, Pages pages) {
        this.errand = errand;
        this.screen = screen;
        this.pages = pages;
    }

    /// @param runs in the order of the screen
    /// @param next the run before which the next screen begins; empty if nothing is left
    private record Found(List<Journal.Summary> runs, String next) {}

    void show(Context context) {
        Frame frame = screen.frame(context, "history");
        Search search = Search.of(context);
        Found found =
                found(search, Optional.ofNullable(context.queryParam("before")).flatMap(pages::named));
        screen.show(
                context,
                "history",
                frame,
                Map.of(
                        "runs",
                        found.runs().stream()
                                .map(run -> RunLine.of(run, frame.t()))
                                .toList(),
                        "search",
                        search,
                        "states",
                        List.of(RunState.values()).stream().map(RunState::id).toList(),
                        "skills",
                        errand.catalogue().skills().stream()
                                .map(skill -> skill.name())
                                .toList(),
                        "next",
                        found.next()));
    }

    private Found found(Search search, Optional<RunId> before) {
        Predicate<Journal.Summary> calls = run -> search.skill().isEmpty() || calls(run.id(), search.skill());
        int read = 0;
        List<Journal.Summary> found = new ArrayList<>();
        int atMost = search.isForAll() ? ON_A_PAGE + 1 : Integer.MAX_VALUE;
        for (Journal.Summary run : errand.engine().runs(atMost, before)) {
            if (found.size() == ON_A_PAGE || read == MOST_READ) {
                return new Found(
                        found,
                        found.isEmpty()
                                ? run.id().value()
                                : found.getLast().id().value());
            }
            if (search.fits(run)) {
                read += search.skill().isEmpty() ? 0 : 1;
                if (calls.test(run)) {
                    found.add(run);
                }
            }
        }
        return new Found(found, "");
    }

    private boolean calls(RunId id, String skill) {
        return errand.engine()
                .run(id)
                .plan()
                .filter(plan -> plan.operations().keySet().stream().anyMatch(name -> name.startsWith(skill + ".")))
                .isPresent();
    }
}
