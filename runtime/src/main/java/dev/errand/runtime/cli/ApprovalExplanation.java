package dev.errand.runtime.cli;

import dev.errand.os.operation.Origin;
import dev.errand.runtime.engine.ApprovalCard;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/// Why a person is asked, and what their answer leads to. Explaining is no refusal.
final class ApprovalExplanation {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Terminal terminal;

    ApprovalExplanation(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(ApprovalCard card) {
        say("You said", card.words());
        for (ApprovalCard.Asked effect : card.effects()) {
            terminal.err()
                    .println("  " + effect.number() + ". " + terminal.bold(Terminal.visibleLine(effect.headline())));
            effect.reasons().forEach(reason -> say("asked, as it", reason));
            if (!effect.codeLine().isEmpty()) {
                say("line " + effect.line(), effect.codeLine());
            }
            for (Map.Entry<String, Origin> each : effect.provenance().entrySet()) {
                say(each.getKey(), whose(each.getValue()));
            }
            say("undo", effect.undo());
        }
        say("on a no", card.ifDenied());
        card.expires().ifPresent(until -> say("waits until", local(until)));
    }

    private void say(String what, String text) {
        terminal.err().printf("     %-14s %s%n", Terminal.visibleLine(what), Terminal.visibleLine(text));
    }

    private static String whose(Origin origin) {
        return switch (origin.provenance()) {
            case CODE -> "written in the workflow";
            case USER -> "from you: " + origin.source();
            case OWNED -> "from your own data: " + origin.source();
            case OUTSIDE -> "FROM OUTSIDE: " + origin.source();
        };
    }

    static String local(Instant at) {
        return TIME.format(at.atZone(ZoneId.systemDefault()));
    }
}
