package dev.errand.runtime.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.budget.Resource;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunError;
import dev.errand.runtime.journal.RunState;
import dev.errand.sandbox.syntax.ProgramFlow.CallSite;
import dev.errand.sandbox.syntax.ProgramFlow.GuardKind;
import dev.errand.sandbox.syntax.ProgramFlow.Point;
import dev.errand.sandbox.syntax.ProgramFlow.PointKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where an explanation begins: the failure, and what it is about at first sight.
final class Beginning {
    /// @param slice what bears on it
    record Failure(boolean explains, String words, String remedy, int line, Slice slice) {}

    private static final int ALL = Integer.MAX_VALUE;

    private final Run run;
    private final Trace trace;
    private final Slice slice;

    Beginning(Run run, Trace trace) {
        this.run = run;
        this.trace = trace;
        this.slice = new Slice(trace);
    }

    Failure of(Question question) {
        if (run.forgottenAt().isPresent()) {
            return nothing("The run was forgotten: what it did is not known any more.", "");
        }
        return switch (question) {
            case Question.WhyFailed _ -> failed();
            case Question.WhyStep(int number, String argument) -> done(step(number), argument);
            case Question.WhyEffect(int number, String argument) -> done(effect(number), argument);
            case Question.WhyResult _ -> result();
            case Question.WhyNotReached(int line) -> notReached(line);
        };
    }

    private Failure failure(String words, String remedy, int line) {
        return new Failure(true, words, remedy, line, slice);
    }

    private Failure nothing(String words, String remedy) {
        return new Failure(false, words, remedy, 0, slice);
    }

    private Deed step(int number) {
        return trace.step(number)
                .orElseThrow(() -> new NoSuchStep("Run %s has no step %d; it has %d. `errand show %s` lists them."
                        .formatted(run.id(), number, trace.deeds().size(), run.id())));
    }

    private Deed effect(int number) {
        return trace.effect(number)
                .orElseThrow(() -> new NoSuchStep(
                        "Run %s has no effect %d. `errand show %s` lists them.".formatted(run.id(), number, run.id())));
    }

    private Failure failed() {
        RunError error = run.finished().map(Entry.RunFinished::error).orElse(null);
        return switch (run.state()) {
            case SUCCEEDED ->
                nothing(
                        "The run succeeded: nothing failed that could be explained.",
                        "If it did the wrong thing, ask about that: errand explain %s with --effect N, --step N, --result, "
                                        .formatted(run.id())
                                + "or --line N for a line of the code that was not reached.");
            case UNDONE -> nothing("The run was taken back.", "");
            case PLANNING, PREVIEWING, RUNNING ->
                nothing("The run was interrupted; nothing failed.", "To go on: errand resume");
            case PREVIEWED -> nothing("The run was only previewed.", "To go on: errand approve " + run.id());
            case AWAITING_APPROVAL ->
                nothing(
                        "The run awaits your approval; nothing failed.",
                        "Decide: errand approve %s, or errand deny %s".formatted(run.id(), run.id()));
            case AWAITING_ANSWER ->
                nothing("The run awaits your answer; nothing failed.", "Answer: errand answer " + run.id() + " TEXT");
            case AWAITING_TIMER ->
                nothing("The run waits until " + run.until() + "; nothing failed.", "Then: errand resume");
            case OVER_BUDGET -> overBudget();
            case DECLINED -> declined(error);
            case DENIED -> denied(error);
            case CANCELLED -> failure("You cancelled the run.", "", 0);
            case FAILED -> error == null ? failure("The run failed.", "", 0) : failed(error);
        };
    }

    /// Steps are what code makes; what a plan costs otherwise, no step explains.
    private Failure overBudget() {
        Optional<Entry.BudgetReached> reached = trace.budget();
        if (reached.map(Entry.BudgetReached::resource)
                .filter(Resource.STEPS::equals)
                .isPresent()) {
            repeated();
        }
        String words = reached.map(e -> "The budget of %s is reached: %s were used, and the next step needs %s."
                        .formatted(
                                e.resource().say(e.limit()),
                                e.resource().say(e.spent()),
                                e.resource().say(e.needed())))
                .orElse("The run used up its budget.");
        String name = reached.map(e -> e.resource().id()).orElse("NAME");
        return failure(
                words,
                "Raise it: errand approve %s --raise %s=AMOUNT, or errand cancel %s"
                        .formatted(run.id(), name, run.id()),
                0);
    }

    private Failure declined(@Nullable RunError error) {
        String why = error == null ? "It was not understood." : error.message();
        return failure("No plan was made: " + why, error == null ? "" : error.remedy(), 0);
    }

    private Failure denied(@Nullable RunError error) {
        List<Deed> refusals = trace.refusals();
        refusals.forEach(deed -> {
            slice.shows(deed);
            slice.given(deed, "");
        });
        String what = refusals.stream()
                .map(deed -> "effect " + deed.effect() + " (" + deed.operation() + ")")
                .collect(Collectors.joining(", "));
        if (!trace.rules().isEmpty()) {
            return failure(
                    "A rule of yours refuses %s: %s".formatted(what, String.join("; ", trace.rules())),
                    "If the rule is too wide, change it: errand rules",
                    refusals.isEmpty() ? 0 : refusals.getFirst().line());
        }
        boolean expired = error != null && error.message().contains("expired");
        String words = expired
                ? "Nobody approved %s in time.".formatted(what.isEmpty() ? "this" : what)
                : "You refused %s%s."
                        .formatted(
                                what.isEmpty() ? "this" : what,
                                trace.reason().isBlank() ? "" : ": “" + trace.reason() + "”");
        return failure(
                words,
                expired ? "Start the run again, and decide on it with errand approve." : "",
                refusals.isEmpty() ? 0 : refusals.getFirst().line());
    }

    private Failure failed(RunError error) {
        if (trace.plan().isEmpty() || (trace.deeds().isEmpty() && error.line() == 0)) {
            return failure(error.message() + findings(), error.remedy(), 0);
        }
        return switch (error.kind()) {
            case OPERATION, CONFIGURATION, SERVICE, INTERNAL -> ofStep(error);
            case LIMIT -> limit(error);
            case GUEST -> new GuestFault(trace, slice).of(error);
            case BUDGET -> failure(error.message(), error.remedy(), error.line());
        };
    }

    /// What the checker found in a plan that could not be run.
    private String findings() {
        return run.entries().stream()
                .map(Recorded::entry)
                .filter(Entry.PlanFailed.class::isInstance)
                .map(Entry.PlanFailed.class::cast)
                .flatMap(failed -> failed.findings().stream())
                .map(found -> "; line " + found.finding().line() + ": "
                        + found.finding().sentence())
                .distinct()
                .collect(Collectors.joining());
    }

    private Failure ofStep(RunError error) {
        Optional<Deed> failed = trace.deeds().stream()
                .filter(d -> d.failure() != null && d.failure().message().equals(error.message()))
                .max(Comparator.comparingInt(Deed::step));
        failed.ifPresent(deed -> {
            slice.shows(deed);
            slice.given(deed, "");
            if (deed.failure() != null && deed.failure().kind().equals("NOT_FOUND")) {
                slice.missed(deed);
                slice.neverDone(deed);
            }
        });
        return failure(error.message(), error.remedy(), error.line());
    }

    private Failure limit(RunError error) {
        repeated();
        return failure(error.message(), error.remedy(), 0);
    }

    /// What made the code do so much: the loop that the last step is in, else those after it.
    private void repeated() {
        Optional<Deed> last = trace.deeds().isEmpty()
                ? Optional.empty()
                : Optional.of(trace.deeds().getLast());
        Optional<CallSite> site = last.flatMap(deed -> trace.site(deed).stream()
                .mapToObj(at -> trace.flow().calls().get(at))
                .findFirst());
        List<Integer> around = site.map(CallSite::guards).orElse(List.of());
        slice.reached(new Sources.Place(ALL, around, ALL), 0);
        int from = last.map(Deed::line).orElse(0);
        trace.flow().guards().stream()
                .filter(guard -> guard.line() >= from && !around.contains(guard.id()))
                .forEach(guard -> slice.reached(new Sources.Place(ALL, List.of(guard.id()), ALL), 0));
    }

    private Failure done(Deed deed, String argument) {
        if (!argument.isEmpty() && !deed.arguments().has(argument)) {
            throw new NoSuchStep("Step %d (%s) was given no \"%s\"; it was given %s."
                    .formatted(deed.step(), deed.operation(), argument, deed.arguments()));
        }
        slice.shows(deed);
        slice.given(deed, argument);
        if (argument.isEmpty()) {
            trace.site(deed).ifPresent(at -> {
                CallSite site = trace.flow().calls().get(at);
                slice.reached(new Sources.Place(site.offset(), site.guards(), deed.step()), deed.step());
            });
        }
        String what = argument.isEmpty()
                ? "Why step %d, %s, was done as it was.".formatted(deed.step(), deed.operation())
                : "Why `%s` of step %d, %s, is %s."
                        .formatted(
                                argument,
                                deed.step(),
                                deed.operation(),
                                Words.brief(deed.arguments().get(argument)));
        return failure(what, "", deed.line());
    }

    private Failure result() {
        if (run.state() != RunState.SUCCEEDED) {
            throw new NoSuchStep("Run %s has no result: it is %s."
                    .formatted(run.id(), run.state().id()));
        }
        JsonNode result = run.finished().map(Entry.RunFinished::result).orElse(null);
        List<Point> points = returning();
        for (Point point : points) {
            Sources.Place place = new Sources.Place(point.offset(), point.guards(), ALL);
            slice.made(point.uses(), place, result);
            slice.reached(place, 0);
        }
        String words = "Why the result is " + (result == null ? "nothing" : Words.brief(result)) + ".";
        return failure(words, "", points.isEmpty() ? 0 : points.getLast().line());
    }

    /// What the program returns; without that, its last statement.
    private List<Point> returning() {
        List<Point> returns = trace.flow().points().stream()
                .filter(point -> point.kind() == PointKind.RETURN && !isInFunction(point))
                .toList();
        List<Point> all = trace.flow().points().stream()
                .filter(point -> !isInFunction(point))
                .toList();
        return returns.isEmpty() && !all.isEmpty() ? List.of(all.getLast()) : returns;
    }

    private boolean isInFunction(Point point) {
        return point.guards().stream()
                .anyMatch(guard -> trace.flow().guards().get(guard).kind() == GuardKind.FUNCTION);
    }

    private Failure notReached(int line) {
        List<CallSite> sites = trace.flow().calls().stream()
                .filter(site -> site.line() <= line && line <= site.lastLine())
                .toList();
        List<Point> points = trace.flow().points().stream()
                .filter(point -> point.line() == line)
                .toList();
        if (sites.isEmpty() && points.isEmpty()) {
            throw new NoSuchStep("There is nothing on line %d of the code that could be reached.".formatted(line));
        }
        sites.forEach(site -> slice.reached(new Sources.Place(site.offset(), site.guards(), ALL), 0));
        points.forEach(point -> slice.reached(new Sources.Place(point.offset(), point.guards(), ALL), 0));
        return failure(
                "Why line %d was not reached, or not as often as it should have been.".formatted(line), "", line);
    }
}
