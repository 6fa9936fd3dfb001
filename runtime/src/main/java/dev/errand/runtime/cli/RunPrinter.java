package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunDocument;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/// Runs as lists and in full, on stdout.
final class RunPrinter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Terminal terminal;
    private final OutputOptions output;

    RunPrinter(Terminal terminal, OutputOptions output) {
        this.terminal = terminal;
        this.output = output;
    }

    /// @param forgotten those of them whose content was removed
    void list(List<Journal.Summary> runs, Set<RunId> forgotten) {
        if (output.json) {
            var array = JsonNodeFactory.instance.arrayNode();
            for (Journal.Summary run : runs) {
                array.addObject()
                        .put("id", run.id().value())
                        .put("state", run.state().id())
                        .put("intent", run.intent())
                        .put("startedAt", run.startedAt().toString())
                        .put("forgotten", forgotten.contains(run.id()));
            }
            terminal.out().println(Terminal.json(array, true));
            return;
        }
        for (Journal.Summary run : runs) {
            terminal.out()
                    .printf(
                            "%s  %-17s  %s  %s%n",
                            run.id(),
                            run.state().id(),
                            TIME.format(run.startedAt().atZone(ZoneId.systemDefault())),
                            forgotten.contains(run.id())
                                    ? terminal.faint("(forgotten)")
                                    : Terminal.visible(run.intent().replace('\n', ' ')));
        }
    }

    void print(Errand errand, Run run) {
        ObjectNode document =
                RunDocument.of(run, errand.catalogue(), errand.engine().today(run));
        if (output.json) {
            terminal.out().println(Terminal.json(document, true));
            return;
        }
        if (run.forgottenAt().isPresent()) {
            terminal.out()
                    .println("%s  %s  forgotten at %s: what it did and said was removed, the hashes were kept."
                            .formatted(
                                    run.id(),
                                    run.state().id(),
                                    TIME.format(run.forgottenAt().get().atZone(ZoneId.systemDefault()))));
            return;
        }
        Terminal page = new Terminal(terminal.keyboard(), terminal.out(), terminal.out(), false, terminal.styled());
        page.out()
                .println(run.id() + "  " + document.path("state").asText() + "  "
                        + Terminal.visible(run.start().intent()));
        JsonNode plan = document.path("plan");
        if (plan.path("code").isTextual()) {
            page.out().println(page.bold("Plan (" + plan.path("planner").asText() + "):"));
            page.out().print(Terminal.visible(plan.path("code").asText()).indent(4));
        }
        new EffectList(page).print(document);
        page.out().println(page.bold("Steps:"));
        document.path("steps")
                .forEach(step -> page.out()
                        .printf(
                                "  %d. %s %s  %s  %d ms%n",
                                step.path("number").asInt(),
                                step.path("operation").asText(),
                                Terminal.visible(step.path("arguments").toString()),
                                step.has("error")
                                        ? "failed: "
                                                + Terminal.visible(step.path("error")
                                                        .path("message")
                                                        .asText())
                                        : "→ " + Terminal.visible(brief(step.path("result"))),
                                step.path("durationMs").asLong()));
        new RunReport(page, new OutputOptions()).print(document, errand.home());
    }

    private static String brief(JsonNode result) {
        String text = result.toString();
        return text.length() <= 160
                ? text
                : text.substring(0, 160) + "… (" + text.length() + " characters; --json has all)";
    }
}
