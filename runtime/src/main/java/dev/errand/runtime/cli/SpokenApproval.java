package dev.errand.runtime.cli;

import dev.errand.intents.voice.Consent;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Provenance;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Approval;
import dev.errand.runtime.engine.ApprovalCard;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.engine.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks the person aloud to decide on a run's effects, and takes a spoken yes or no. A voice alone approves no more
/// than changes of the device itself and questions to services; what leaves the device, runs, spends or removes, and
/// whatever was chosen from outside, needs a yes that was typed as well: anybody in the room, and any loudspeaker,
/// can speak.
final class SpokenApproval {
    private static final String BY = "voice";
    private static final int MOST_READ = 3;

    private final Terminal terminal;
    private final Errand errand;
    private final Dialogue dialogue;

    SpokenApproval(Terminal terminal, Errand errand, Dialogue dialogue) {
        this.terminal = terminal;
        this.errand = errand;
        this.dialogue = dialogue;
    }

    /// Whether a decision was made; empty if nobody can be heard.
    Optional<Boolean> decide(Run run) {
        Optional<ApprovalCard> open = errand.engine().approval(run.id());
        if (open.isEmpty()) {
            return Optional.empty();
        }
        ApprovalCard card = open.get();
        dialogue.say(words(card) + " Shall I do it? Say yes or no.");
        for (int tries = 0; tries < 2; tries++) {
            Optional<String> heard = dialogue.hear();
            if (heard.isEmpty()) {
                return Optional.empty();
            }
            switch (Consent.of(heard.get())) {
                case YES -> {
                    return Optional.of(approve(run, card));
                }
                case NO -> {
                    return Optional.of(decided(run, () -> errand.engine().deny(card.id(), "", BY)));
                }
                case UNCLEAR -> tell(tries == 0 ? "Was that yes or no?" : "I did not understand. It waits for you.");
            }
        }
        return Optional.of(false);
    }

    private void tell(String words) {
        terminal.err().println(words);
        dialogue.say(words);
    }

    /// What is asked, with its risk.
    private static String words(ApprovalCard card) {
        List<String> sentences = new ArrayList<>();
        for (ApprovalCard.Asked effect :
                card.effects().stream().limit(MOST_READ).toList()) {
            sentences.add(effect.headline() + ".");
            sentences.add("This " + risk(effect.effect()) + ", and " + effect.undo() + ".");
            if (isChosenOutside(effect)) {
                sentences.add("Some of it was chosen from outside, not by you.");
            }
        }
        if (card.effects().size() > MOST_READ) {
            sentences.add("And %d more, which are on the screen."
                    .formatted(card.effects().size() - MOST_READ));
        }
        return String.join(" ", sentences);
    }

    private static String risk(EffectClass effect) {
        return switch (effect) {
            case PURE, READ, ASK, SAY, WAIT -> "changes nothing";
            case FETCH -> "tells a service something";
            case WRITE -> "changes this device";
            case SEND -> "gives something to somebody else";
            case EXECUTE -> "runs a command";
            case DESTROY -> "removes something for good";
            case SPEND -> "spends money";
        };
    }

    private boolean approve(Run run, ApprovalCard card) {
        String by = BY;
        if (card.effects().stream().anyMatch(SpokenApproval::needsKey)) {
            if (!terminal.interactive()) {
                tell("This needs more than a voice: approve it at a terminal. It waits for you.");
                return false;
            }
            dialogue.say("This needs more than a voice. Type yes to confirm.");
            String typed = terminal.ask("This needs more than a voice: type yes and Enter to confirm: ")
                    .orElse("");
            if (Consent.of(typed) != Consent.YES) {
                tell("It waits for you.");
                return false;
            }
            by = BY + " and terminal";
        }
        Approval all = Approval.ofAll(by).answering(card.id());
        return decided(run, () -> errand.engine().approve(run.id(), all));
    }

    /// Where it was decided from elsewhere meanwhile, that holds.
    private boolean decided(Run run, Runnable decision) {
        try {
            return errand.owning(() -> {
                decision.run();
                return true;
            });
        } catch (Refusal e) {
            terminal.err().println(Terminal.visible(e.getMessage()));
            return errand.engine().run(run.id()).state() != run.state();
        }
    }

    private static boolean needsKey(ApprovalCard.Asked effect) {
        boolean harmless = effect.effect() == EffectClass.WRITE || effect.effect() == EffectClass.FETCH;
        return !harmless || isChosenOutside(effect) || !effect.rememberable();
    }

    private static boolean isChosenOutside(ApprovalCard.Asked effect) {
        return effect.provenance().values().stream().anyMatch(origin -> origin.provenance() == Provenance.OUTSIDE);
    }
}
