package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.intents.Channel;
import dev.errand.os.operation.Operation;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunDocument;
import dev.errand.runtime.export.JsonLines;
import dev.errand.runtime.export.RunPage;
import dev.errand.runtime.journal.Entry.Occasion;
import dev.errand.runtime.journal.Entry.PlanReady;
import dev.errand.runtime.journal.Entry.RunOptions;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.RunId;
import dev.errand.sandbox.Language;
import dev.errand.web.http.Problem;
import dev.errand.web.page.Lines.Past;
import dev.errand.web.work.Desk;
import io.javalin.http.Context;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a person does about a run that has ended, beside taking it back: has it done again, keeps it as a file, or has
/// it forgotten.
final class Afterwards {
    private final Errand errand;
    private final Desk desk;
    private final Screen screen;
    private final Pages pages;

    Afterwards(Errand errand, Desk desk, Screen screen, Pages pages) {
        this.errand = errand;
        this.desk = desk;
        this.screen = screen;
        this.pages = pages;
    }

    /// Shows what happened, and would happen once more.
    void again(Context context) {
        again(context, "");
    }

    private void again(Context context, String notice) {
        Run run = errand.engine().run(pages.id(context));
        Frame frame = screen.frame(context, "again").noticing(notice);
        screen.show(
                context,
                "again",
                frame,
                Map.of(
                        "run",
                        RunLine.of(run.summary(), frame.t()),
                        "past",
                        past(run, frame.t()),
                        "byWords",
                        isOfWords(run),
                        "byCode",
                        workflow(run).isPresent()));
    }

    private List<Past> past(Run run, Texts t) {
        List<Past> past = new ArrayList<>();
        for (JsonNode effect : RunDocument.of(run, errand.catalogue()).path("effects")) {
            if (effect.path("status").asText().equals("executed")) {
                boolean undoable = errand.catalogue()
                        .operation(effect.path("operation").asText())
                        .filter(Operation::undoable)
                        .isPresent();
                past.add(new Past(
                        Visible.text(effect.path("summary").asText()),
                        t.get(undoable ? "undo.possible" : "undo.impossible"),
                        undoable ? "quiet" : "wait"));
            }
        }
        return past;
    }

    private static boolean isOfWords(Run run) {
        return run.forgottenAt().isEmpty() && !run.start().options().planner().equals("code");
    }

    /// The workflow, where it may run again as it is. What a program from outside asked for is planned anew, as its
    /// words: given as code it would pass for the person's own.
    static Optional<PlanReady> workflow(Run run) {
        return run.plan()
                .filter(_ -> run.forgottenAt().isEmpty()
                        && !Channel.isOutside(run.start().channel()));
    }

    /// Begins the same once more. It is only looked ahead at: nothing happens again that the person has not seen.
    void begin(Context context) {
        Run run = errand.engine().run(pages.id(context));
        Optional<PlanReady> code =
                workflow(run).filter(_ -> Forms.field(context, "with").equals("workflow"));
        try {
            if (code.isEmpty() && !isOfWords(run)) {
                throw new IllegalArgumentException(
                        screen.frame(context, "again").t().get("again.not"));
            }
            RunStarted start = start(run.start(), code.isPresent() ? "code" : "");
            Forms.go(
                    context,
                    "/runs/"
                            + desk.hand(
                                    () -> code.map(plan -> errand.engine()
                                                    .start(
                                                            start,
                                                            Language.of(plan.language())
                                                                    .orElseThrow(),
                                                            plan.code()))
                                            .orElseGet(() -> errand.engine().start(start)),
                                    Forms.PATIENCE));
        } catch (Refusal | IllegalArgumentException e) {
            context.status(409);
            again(context, Visible.text(String.valueOf(e.getMessage())));
        }
    }

    /// @param planner empty for that of the first time
    private static RunStarted start(RunStarted first, String planner) {
        RunOptions options = first.options();
        return new RunStarted(
                first.intent(),
                Channel.isOutside(first.channel()) ? first.channel() : Channel.WEB.id(),
                first.locale(),
                ZoneId.systemDefault().getId(),
                new SecureRandom().nextLong(),
                new RunOptions(
                        planner.isEmpty() ? options.planner() : planner,
                        options.language(),
                        false,
                        true,
                        options.unattended(),
                        options.budget()),
                Occasion.NONE,
                first.before());
    }

    /// The run as a file: for anybody to check, or for anybody to read.
    void export(Context context) {
        RunId id = pages.id(context);
        String format = Optional.ofNullable(context.queryParam("format")).orElse("html");
        String text = switch (format) {
            case "jsonl" -> String.join("\n", JsonLines.of(id, errand.archive().stored(id))) + "\n";
            case "html" ->
                RunPage.of(
                        errand.engine().run(id),
                        errand.catalogue(),
                        errand.archive().audit(Optional.empty()),
                        ZoneId.systemDefault(),
                        Instant.now());
            default ->
                throw Problem.invalid("A run is written as jsonl or html.").thrown();
        };
        context.header("Content-Disposition", "attachment; filename=\"" + id + "." + format + "\"");
        context.contentType((format.equals("html") ? "text/html" : "application/jsonl") + "; charset=utf-8");
        context.result(text);
    }

    /// Asks whether it is meant.
    void forget(Context context) {
        forget(context, "");
    }

    private void forget(Context context, String notice) {
        Frame frame = screen.frame(context, "forget").noticing(notice);
        screen.show(
                context,
                "forget",
                frame,
                Map.of("run", RunLine.of(errand.engine().run(pages.id(context)).summary(), frame.t())));
    }

    void forgotten(Context context) {
        RunId id = pages.id(context);
        try {
            boolean done = errand.owningAlone(() -> errand.keeping().forget(id)).isPresent();
            if (done) {
                Forms.go(context, "/runs");
                return;
            }
            context.status(409);
            forget(context, Screen.texts(context).get("forget.busy"));
        } catch (Refusal e) {
            context.status(409);
            forget(context, Visible.text(e.getMessage()));
        }
    }
}
