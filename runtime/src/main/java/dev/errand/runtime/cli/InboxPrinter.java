package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.Documents;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.ApprovalCard;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All that waits for a person, oldest first.
final class InboxPrinter {
    /// @param reach what a command has to be given so that it means the home of the run
    private record Waiting(Journal.Summary run, ObjectNode document, Optional<ApprovalCard> approval, String reach) {}

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
                        Documents.waiting(errand.engine(), run),
                        errand.engine().approval(run.id()),
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
        waiting.forEach(each -> documents.add(each.document()));
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
        if (each.document().has("question")) {
            terminal.out()
                    .println("    ? "
                            + Terminal.visible(each.document().path("question").asText()));
        }
        each.approval().ifPresent(card -> print(card, each.reach()));
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
