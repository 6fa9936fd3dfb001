package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.home.Home;
import java.util.ArrayList;
import java.util.List;

/// How a run stands, in words: what it said and gave on stdout, the rest on stderr. Computed from the journal, never
/// from
/// what a model claims.
final class RunReport {
    private final Terminal terminal;
    private final OutputOptions output;

    RunReport(Terminal terminal, OutputOptions output) {
        this.terminal = terminal;
        this.output = output;
    }

    void print(ObjectNode document, Home home) {
        String state = document.path("state").asText();
        switch (state) {
            case "succeeded" -> succeeded(document);
            case "previewed" -> previewed(document);
            case "undone" -> undone(document);
            case "failed", "declined", "denied", "cancelled", "over_budget" -> ended(document, state);
            default -> parked(document, home);
        }
    }

    private void succeeded(ObjectNode document) {
        say(document.path("said"));
        JsonNode result = document.path("result");
        if (document.path("said").isEmpty() && !result.isNull()) {
            terminal.out().println(Terminal.visible(result.isTextual() ? result.textValue() : result.toPrettyString()));
        }
        done(document);
    }

    private void say(JsonNode said) {
        said.forEach(text -> terminal.out().println(Terminal.visible(text.asText())));
    }

    private void done(ObjectNode document) {
        List<String> done = new ArrayList<>();
        document.path("effects").forEach(effect -> {
            if (effect.path("status").asText().equals("executed")) {
                done.add(effect.path("number").asInt() + ". "
                        + Terminal.visible(effect.path("summary").asText()));
            }
        });
        if (!output.quiet && !done.isEmpty()) {
            String undo = document.path("undoable").asBoolean()
                    ? "  (errand undo " + document.path("id").asText() + " takes back what can be taken back)"
                    : "";
            terminal.err().println(terminal.faint("Done" + undo + ":"));
            done.forEach(line -> terminal.err().println(terminal.faint("  " + line)));
        }
    }

    private void previewed(ObjectNode document) {
        new EffectList(terminal).print(document);
        String id = document.path("id").asText();
        if (document.path("effects").isEmpty()) {
            terminal.err().println("This would change nothing.");
        }
        document.path("withheld").forEach(t -> terminal.err().println("  would say: " + Terminal.visible(t.asText())));
        terminal.out().println(id + " previewed; nothing was done. `errand approve " + id + "` goes on from here.");
    }

    private void undone(ObjectNode document) {
        document.path("effects").forEach(effect -> {
            if (effect.path("status").asText().equals("undone")) {
                terminal.out()
                        .println("Undone: "
                                + Terminal.visible(effect.path("summary").asText()));
            }
        });
        document.path("left")
                .forEach(left -> terminal.out().println("Left as it is: " + Terminal.visible(left.asText())));
    }

    private void ended(ObjectNode document, String state) {
        say(document.path("said"));
        JsonNode error = document.path("error");
        String line = error.path("line").asInt() > 0 && output.verbose
                ? " (line " + error.path("line").asInt() + ")"
                : "";
        terminal.err()
                .println(terminal.warning(state.replace('_', ' ') + ": ")
                        + Terminal.visible(error.path("message").asText())
                        + line);
        if (!error.path("remedy").asText().isEmpty()) {
            terminal.err().println("  " + Terminal.visible(error.path("remedy").asText()));
        }
        document.path("plan")
                .path("findings")
                .forEach(f -> terminal.err()
                        .printf(
                                "  line %d: %s (%s)%n",
                                f.path("line").asInt(),
                                Terminal.visible(f.path("message").asText()),
                                f.path("rule").asText()));
        done(document);
    }

    private void parked(ObjectNode document, Home home) {
        String id = document.path("id").asText();
        JsonNode waiting = document.path("waitingFor");
        String where = "";
        switch (waiting.path("kind").asText()) {
            case "approval" -> {
                new EffectList(terminal).print(document);
                where = "awaits your approval: errand approve " + id + ", or errand deny " + id + " --reason \"…\"";
            }
            case "answer" -> {
                terminal.err()
                        .println(terminal.bold(
                                "? " + Terminal.visible(waiting.path("question").asText())));
                int number = 1;
                for (JsonNode choice : waiting.path("choices")) {
                    terminal.err().printf("  [%d] %s%n", number++, Terminal.visible(choice.asText()));
                }
                where = "awaits your answer: errand answer " + id + " TEXT";
            }
            case "timer" -> where = "waits until " + waiting.path("until").asText() + ": errand resume";
            default -> where = "was interrupted (" + document.path("state").asText() + "): errand resume";
        }
        terminal.out().println(id + " " + where);
        if (!output.quiet) {
            terminal.err().println(terminal.faint("  home: " + home.data()));
        }
    }
}
