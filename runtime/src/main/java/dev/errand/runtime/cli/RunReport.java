package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.RunState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// How a run stands, in words: what it said and gave on stdout, the rest on stderr. Computed from the journal, never
/// from what a model claims.
final class RunReport {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Terminal terminal;
    private final OutputOptions output;

    RunReport(Terminal terminal, OutputOptions output) {
        this.terminal = terminal;
        this.output = output;
    }

    void print(ObjectNode document, Home home) {
        String state = document.path("state").asText();
        switch (state) {
            case "succeeded" -> succeeded(document, home);
            case "previewed" -> previewed(document, home);
            case "undone" -> undone(document);
            case "failed", "declined", "denied", "cancelled" -> ended(document, state, home);
            default -> parked(document, home);
        }
        if (!output.quiet) {
            CostLine.of(document).ifPresent(line -> terminal.err().println(terminal.faint(line)));
        }
    }

    private void succeeded(ObjectNode document, Home home) {
        say(document.path("said"));
        JsonNode result = document.path("result");
        if (document.path("said").isEmpty() && !result.isNull()) {
            terminal.out().println(Terminal.visible(result.isTextual() ? result.textValue() : result.toPrettyString()));
        }
        done(document, home);
    }

    private void say(JsonNode said) {
        said.forEach(text -> terminal.out().println(Terminal.visible(text.asText())));
    }

    private void done(ObjectNode document, Home home) {
        List<String> done = new ArrayList<>();
        document.path("effects").forEach(effect -> {
            if (effect.path("status").asText().equals("executed")) {
                done.add(effect.path("number").asInt() + ". "
                        + Terminal.visibleLine(effect.path("summary").asText())
                        + (effect.has("rule")
                                ? "  (your rule " + effect.path("rule").asText() + " allows it)"
                                : ""));
            }
        });
        if (!output.quiet && !done.isEmpty()) {
            String undo = document.path("undoable").asBoolean()
                    ? "  (errand undo " + document.path("id").asText() + HomeOption.toReach(home)
                            + " takes back what can be taken back)"
                    : "";
            terminal.err().println(terminal.faint("Done" + undo + ":"));
            done.forEach(line -> terminal.err().println(terminal.faint("  " + line)));
        }
    }

    private void previewed(ObjectNode document, Home home) {
        new EffectList(terminal).print(document);
        String id = document.path("id").asText();
        if (document.path("effects").isEmpty()) {
            terminal.err().println("This would change nothing.");
        }
        document.path("withheld").forEach(t -> terminal.err().println("  would say: " + Terminal.visible(t.asText())));
        terminal.out()
                .println("%s previewed; nothing was done. To go on: errand approve %s%s"
                        .formatted(id, id, HomeOption.toReach(home)));
    }

    private void undone(ObjectNode document) {
        document.path("effects").forEach(effect -> {
            if (effect.path("status").asText().equals("undone")) {
                terminal.out()
                        .println("Undone: "
                                + Terminal.visibleLine(effect.path("summary").asText()));
            }
        });
        document.path("left")
                .forEach(left -> terminal.out().println("Left as it is: " + Terminal.visibleLine(left.asText())));
    }

    private void ended(ObjectNode document, String state, Home home) {
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
        if (error.path("kind").asText().equals("guest")) {
            findings(document.path("plan"), error.path("message").asText());
        }
        done(document, home);
    }

    /// What the checker found in the code that could not be run; what was found in an earlier attempt has been
    /// mended.
    private void findings(JsonNode plan, String told) {
        int last = plan.path("findings")
                .valueStream()
                .mapToInt(f -> f.path("attempt").asInt())
                .max()
                .orElse(0);
        boolean wasRun =
                plan.path("code").isTextual() && !plan.path("planner").asText().equals("code");
        plan.path("findings")
                .valueStream()
                .filter(f -> !wasRun
                        && f.path("attempt").asInt() == last
                        && f.path("line").asInt() > 0
                        && !told.contains(f.path("message").asText()))
                .forEach(this::finding);
    }

    private void finding(JsonNode finding) {
        terminal.err()
                .printf(
                        "  line %d: %s%n",
                        finding.path("line").asInt(),
                        Terminal.visible(finding.path("message").asText()));
        String remedy = finding.path("remedy").asText();
        if (!remedy.isEmpty()) {
            terminal.err().println("    " + Terminal.visible(remedy));
        }
    }

    private void parked(ObjectNode document, Home home) {
        String id = document.path("id").asText();
        String reach = HomeOption.toReach(home);
        JsonNode waiting = document.path("waitingFor");
        String how = switch (waiting.path("kind").asText()) {
            case "approval" -> {
                new EffectList(terminal).print(document);
                yield "awaits your approval: errand approve %s%s, or errand deny %s%s --reason \"…\""
                        .formatted(id, reach, id, reach);
            }
            case "answer" -> {
                ask(waiting);
                yield "awaits your answer: errand answer %s%s %s"
                        .formatted(id, reach, waiting.path("choices").isEmpty() ? "TEXT" : "NUMBER");
            }
            case "budget" -> {
                terminal.err().println(Terminal.visible(waiting.path("message").asText()));
                yield "has reached its budget: errand approve %s%s --raise %s, or errand cancel %s%s"
                        .formatted(id, reach, waiting.path("raise").asText(), id, reach);
            }
            case "timer" -> "waits until %s; then: errand resume%s".formatted(local(waiting), reach);
            default ->
                "was interrupted (%s): errand resume%s"
                        .formatted(document.path("state").asText(), reach);
        };
        terminal.out().println(id + " " + how);
        if (!output.quiet) {
            terminal.err().println(terminal.faint("  home: " + home.data()));
        }
    }

    private void ask(JsonNode waiting) {
        waiting.path("notDoneYet")
                .forEach(text -> terminal.err().println("  (not done yet) " + Terminal.visible(text.asText())));
        terminal.err()
                .println(terminal.bold(
                        "? " + Terminal.visible(waiting.path("question").asText())));
        int number = 1;
        for (JsonNode choice : waiting.path("choices")) {
            terminal.err().println("  [" + number++ + "] " + Terminal.visibleLine(choice.asText()));
        }
    }

    private static String local(JsonNode waiting) {
        return TIME.format(Instant.parse(waiting.path("until").asText()).atZone(ZoneId.systemDefault()));
    }

    /// A state as a sentence goes on with it.
    static String inWords(RunState state) {
        return switch (state) {
            case AWAITING_APPROVAL -> "it awaits your approval";
            case AWAITING_ANSWER -> "it awaits your answer";
            case AWAITING_TIMER -> "it waits for its time";
            case OVER_BUDGET -> "it has used up its budget";
            case PLANNING, PREVIEWING, RUNNING -> "it was interrupted again";
            case PREVIEWED -> "it was previewed";
            case SUCCEEDED, FAILED -> "it " + state.id();
            case DECLINED, DENIED, CANCELLED, UNDONE -> "it was " + state.id();
        };
    }
}
