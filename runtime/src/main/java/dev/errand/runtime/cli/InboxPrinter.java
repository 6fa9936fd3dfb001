package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.ApprovalCard;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All that waits for a person, oldest first.
final class InboxPrinter {
    /// @param reach what a command has to be given so that it means the home of the run
    private record Waiting(Journal.Summary run, List<ApprovalCard> approvals, String question, String reach) {}

    private final Terminal terminal;
    private final OutputOptions output;
    private final List<Waiting> waiting = new ArrayList<>();

    InboxPrinter(Terminal terminal, OutputOptions output) {
        this.terminal = terminal;
        this.output = output;
    }

    /// The newest that wait on a device.
    void add(Errand errand, int limit, Optional<RunId> before) {
        String reach = HomeOption.toReach(errand.home());
        errand.engine()
                .inbox(limit, before)
                .forEach(run -> waiting.add(new Waiting(
                        run,
                        errand.engine().approval(run.id()).stream().toList(),
                        run.state() == RunState.AWAITING_ANSWER
                                ? errand.engine()
                                        .run(run.id())
                                        .question()
                                        .map(q -> q.question())
                                        .orElse("")
                                : "",
                        reach)));
    }

    void print() {
        waiting.sort(Comparator.comparing(w -> w.run().startedAt()));
        if (output.json) {
            terminal.out().println(Terminal.json(documents(), true));
            return;
        }
        waiting.forEach(this::print);
        if (waiting.isEmpty() && !output.quiet) {
            terminal.err().println("Nothing waits for you.");
        }
    }

    private ArrayNode documents() {
        ArrayNode documents = JsonNodeFactory.instance.arrayNode();
        for (Waiting each : waiting) {
            ObjectNode document = documents.addObject();
            document.put("id", each.run().id().value());
            document.put("state", each.run().state().id());
            document.put("intent", each.run().intent());
            document.put("startedAt", each.run().startedAt().toString());
            each.approvals().forEach(card -> document.set("approval", card.document()));
            if (!each.question().isEmpty()) {
                document.put("question", each.question());
            }
        }
        return documents;
    }

    private void print(Waiting each) {
        terminal.out()
                .printf(
                        "%s  %-17s  %s  %s%n",
                        each.run().id(),
                        each.run().state().id(),
                        ApprovalExplanation.local(each.run().startedAt()),
                        Terminal.visibleLine(each.run().intent()));
        if (!each.question().isEmpty()) {
            terminal.out().println("    ? " + Terminal.visible(each.question()));
        }
        each.approvals().forEach(card -> print(card, each.reach()));
    }

    private void print(ApprovalCard card, String reach) {
        for (ApprovalCard.Asked effect : card.effects()) {
            terminal.out().println("    " + effect.number() + ". " + Terminal.visibleLine(effect.headline()));
            terminal.out().println("       " + Terminal.visibleLine(String.join("; ", effect.reasons())));
        }
        String until = card.expires()
                .map(at -> ", until " + ApprovalExplanation.local(at))
                .orElse("");
        terminal.out().println("    errand approve " + card.id() + reach + until);
    }
}
