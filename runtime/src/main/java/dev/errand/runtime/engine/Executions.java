package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.intents.Channel;
import dev.errand.intents.WorkflowCheck;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.Failed;
import dev.errand.runtime.journal.Entry.PlanReady;
import dev.errand.runtime.journal.Entry.StepFinished;
import dev.errand.runtime.journal.RunError;
import dev.errand.runtime.policy.Origins;
import dev.errand.sandbox.Confinement;
import dev.errand.sandbox.Environment;
import dev.errand.sandbox.GuestError;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.Program;
import dev.errand.sandbox.Sandbox;
import dev.errand.sandbox.check.Inspection;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Executes the code of a plan in the sandbox, in a preview or for real.
final class Executions {
    private final Sandbox sandbox;
    private final WorkflowCheck check;
    private final Surroundings world;
    private final Limits limits;
    private final Map<String, Inspection> inspections = new ConcurrentHashMap<>();

    Executions(Sandbox sandbox, WorkflowCheck check, Surroundings world, Limits limits) {
        this.sandbox = sandbox;
        this.check = check;
        this.world = world;
        this.limits = limits;
    }

    /// What stands between the code and the device.
    Entry.Walls walls() {
        Confinement confinement = sandbox.confinement();
        return new Entry.Walls(confinement.walls(), confinement.missing());
    }

    Ended preview(RunLog log, Lane preview) {
        boolean isFirstStage = preview.started.afterStep() == 0;
        Instant start =
                isFirstStage ? preview.started.now() : log.run().apply().started.now();
        PreviewCalls calls = new PreviewCalls(log, world, origins(log.run()), preview, start);
        return execute(log.run(), calls, start, calls);
    }

    Ended apply(RunLog log, Lane decided) {
        Instant start = log.run().apply().started.now();
        return execute(log.run(), new ApplyCalls(log, world, origins(log.run()), decided, start), start, null);
    }

    private Origins origins(Run run) {
        PlanReady plan = run.plan().orElseThrow();
        Inspection inspection = inspections.computeIfAbsent(
                plan.hash(), _ -> check.inspect(language(plan), plan.code(), world.catalogue()));
        Origins origins = new Origins(inspection.texts(), inspection.numbers(), inspection.settled());
        if (Channel.isOutside(run.start().channel())) {
            Origin told = new Origin(Provenance.OUTSIDE, "whoever gave the intent");
            origins.told(run.start().intent(), told);
            run.start().before().forEach(text -> origins.told(text, told));
        } else {
            origins.answered(run.start().intent());
        }
        return origins;
    }

    private static Language language(PlanReady plan) {
        return Language.of(plan.language()).orElseThrow();
    }

    private Ended execute(Run run, LaneCalls calls, Instant start, @Nullable PreviewCalls preview) {
        PlanReady plan = run.plan().orElseThrow();
        Program program = new Program(
                language(plan),
                plan.code(),
                world.catalogue().operations().stream()
                        .map(o -> o.qualifiedName())
                        .toList(),
                new Environment(start, run.start().seed(), ZoneId.of(run.start().zone())));
        return switch (sandbox.execute(program, limits, calls)) {
            case Outcome.Stopped _ -> new Ended.Stopped(calls.ending(), preview);
            case Outcome.Completed completed ->
                finished(calls.complete(completed.result(), completed.closed()), null, false, preview);
            case Outcome.Threw(GuestError error) -> threw(calls, error, preview);
            case Outcome.LimitReached reached ->
                finished(
                        null,
                        new RunError(
                                RunError.Kind.LIMIT,
                                reached.message(),
                                "Ask for less at once, or give the workflow as code that does less.",
                                reached.limit().label(),
                                0),
                        false,
                        preview);
        };
    }

    private static Ended threw(LaneCalls calls, GuestError error, @Nullable PreviewCalls preview) {
        StepFinished step = calls.recorded(error.failedCall()).orElse(null);
        Failed failed = step == null ? null : step.failure();
        if (failed == null) {
            String name = error.name().equals("Error") ? "" : error.name() + ": ";
            RunError own = new RunError(RunError.Kind.GUEST, name + error.message(), "", "", error.line());
            return finished(null, own, false, preview);
        }
        RunError.Kind kind = switch (failed.kind()) {
            case "NOT_CONFIGURED" -> RunError.Kind.CONFIGURATION;
            case "UNREACHABLE" -> RunError.Kind.SERVICE;
            case "INTERNAL" -> RunError.Kind.INTERNAL;
            default -> RunError.Kind.OPERATION;
        };
        RunError theirs = new RunError(kind, failed.message(), failed.remedy(), "", error.line());
        return finished(null, theirs, failed.kind().equals("DENIED"), preview);
    }

    private static Ended finished(
            @Nullable JsonNode result, @Nullable RunError error, boolean denied, @Nullable PreviewCalls preview) {
        List<String> withheld = preview == null ? List.of() : List.copyOf(preview.withheld());
        return new Ended.Finished(
                new Ended.Account(result, error, denied, withheld, preview != null && preview.waits()));
    }

    /// Whether a preview ended with a refusal that the code let go.
    static boolean isDenial(Lane preview) {
        Entry.PreviewFinished end = preview.finished;
        if (end == null || end.error() == null) {
            return false;
        }
        String message = end.error().message();
        return preview.steps.values().stream()
                .map(StepFinished::failure)
                .anyMatch(f ->
                        f != null && f.kind().equals("DENIED") && f.message().equals(message));
    }
}
