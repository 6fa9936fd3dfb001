package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Approval;
import dev.errand.runtime.engine.ApprovalCard;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.engine.RuleOffer;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunDocument;
import dev.errand.runtime.journal.RunState;
import dev.errand.runtime.policy.Widening.Width;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Asks the person at the terminal to decide on a run's effects.
final class ApprovalPrompt {
    private static final String MENU =
            "[a]pprove all  [s]ome  [e]dit  [d]eny  [r]emember  [v]iew code  [?] explain  [l]ater > ";

    private final Terminal terminal;
    private final Errand errand;

    ApprovalPrompt(Terminal terminal, Errand errand) {
        this.terminal = terminal;
        this.errand = errand;
    }

    /// Returns whether a decision was made; without one the run stays parked.
    boolean decide(Run run) {
        while (true) {
            Optional<String> line = terminal.ask(MENU);
            try {
                Optional<Boolean> decided = line.isEmpty()
                        ? Optional.of(false)
                        : decide(run, line.get().strip());
                if (decided.isPresent()) {
                    return decided.get();
                }
            } catch (Refusal | WrongUsage e) {
                terminal.err().println(Terminal.visible(String.valueOf(e.getMessage())));
                if (errand.engine().run(run.id()).state() != RunState.AWAITING_APPROVAL) {
                    return true; // decided from elsewhere meanwhile
                }
            }
        }
    }

    /// Empty where the person is to be asked again.
    private Optional<Boolean> decide(Run run, String line) {
        return switch (line.toLowerCase(Locale.ROOT)) {
            case "a", "approve", "y", "yes" -> approve(run, Set.of(), Map.of());
            case "s", "some" -> some(run);
            case "e", "edit" -> edit(run);
            case "d", "deny", "n", "no" -> deny(run);
            case "v", "view" -> {
                run.plan()
                        .ifPresent(p -> terminal.err()
                                .println(Terminal.visible(p.code()).indent(4)));
                yield Optional.empty();
            }
            case "r", "remember", "always" -> remember(run);
            case "?", "x", "explain", "why" -> {
                errand.engine().approval(run.id()).ifPresent(new ApprovalExplanation(terminal)::print);
                yield Optional.empty();
            }
            case "l", "later", "q" -> Optional.of(false);
            default -> {
                terminal.err().println("Type one of the letters: a, s, e, d, r, v, ? or l.");
                yield Optional.empty();
            }
        };
    }

    private Optional<Boolean> approve(Run run, Set<Integer> effects, Map<Integer, Map<String, JsonNode>> edits) {
        return errand.owning(() -> {
            errand.engine().approve(run.id(), answering(run, new Approval(effects, edits, "terminal")));
            return Optional.of(true);
        });
    }

    /// What the person saw is what they answer.
    private static Approval answering(Run run, Approval approval) {
        return RunDocument.approval(run).map(approval::answering).orElse(approval);
    }

    private Optional<Boolean> remember(Run run) {
        ApprovalCard card = errand.engine().approval(run.id()).orElseThrow();
        for (ApprovalCard.Asked effect : card.effects()) {
            List<RuleOffer> offers = errand.engine().offers(run.id(), effect.number());
            terminal.err().println("  " + effect.number() + ". " + Terminal.visibleLine(effect.headline()));
            offers.forEach(this::print);
        }
        String line = terminal.ask("Approve all, and always allow [n]arrow, [m]edium or [w]ide (empty: no rule): ")
                .orElse("");
        if (line.isBlank()) {
            return Optional.empty();
        }
        Width width = Widths.of(line.strip());
        return errand.owning(() -> {
            Approval all = Approval.ofAll("terminal").remembering(width);
            errand.engine().approve(run.id(), answering(run, all));
            return Optional.of(true);
        });
    }

    private void print(RuleOffer offer) {
        terminal.err()
                .printf(
                        "     %-7s %s%n",
                        Widths.name(offer.width()),
                        Terminal.visibleLine(offer.rule().sentence()));
        terminal.err()
                .println(terminal.faint("             of the last %d such calls it covers %d"
                        .formatted(offer.past().size(), offer.covered().size())));
        offer.covered()
                .forEach(call -> terminal.err()
                        .println(terminal.faint("               %s %s"
                                .formatted(
                                        call.run(),
                                        Terminal.visibleLine(call.arguments().toString())))));
    }

    private Optional<Boolean> some(Run run) {
        String line =
                terminal.ask("Numbers to approve, the others are refused: ").orElse("");
        if (!line.matches("[\\d ,]*\\d[\\d ,]*")) {
            terminal.err().println("Give numbers such as 1, 3.");
            return Optional.empty();
        }
        Set<Integer> numbers = Arrays.stream(line.strip().split("[ ,]+"))
                .map(Integer::parseInt)
                .collect(Collectors.toSet());
        return approve(run, numbers, Map.of());
    }

    private Optional<Boolean> edit(Run run) {
        Map<Integer, Map<String, JsonNode>> edits = new HashMap<>();
        while (true) {
            String line = terminal.ask("Change, as 1.subject=New text (empty line: done): ")
                    .orElse("");
            if (line.isBlank()) {
                return edits.isEmpty() ? Optional.empty() : approve(run, Set.of(), edits);
            }
            Optional<Edit> edit = Edit.parse(line);
            if (edit.isEmpty()) {
                terminal.err().println(Edit.FORM);
            } else {
                edits.computeIfAbsent(edit.get().effect(), _ -> new HashMap<>())
                        .put(edit.get().path(), edit.get().value());
            }
        }
    }

    private Optional<Boolean> deny(Run run) {
        Optional<String> reason = terminal.ask("Why (may be empty): ");
        return reason.flatMap(why -> errand.owning(() -> {
            RunDocument.approval(run)
                    .ifPresentOrElse(
                            seen -> errand.engine().deny(seen, why.strip(), "terminal"),
                            () -> errand.engine().deny(run.id(), why.strip(), "terminal"));
            return Optional.of(true);
        }));
    }
}
