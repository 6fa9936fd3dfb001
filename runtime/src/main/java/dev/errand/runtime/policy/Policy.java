package dev.errand.runtime.policy;

import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Provenance;
import dev.errand.runtime.journal.Entry.Disclosure;
import dev.errand.runtime.journal.Entry.Recipient;
import dev.errand.runtime.journal.Entry.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides what may happen unasked: the default table of effect classes, with reasons a person can read. [Judge] adds
/// the person's rules and habits to it.
///
/// Stateless.
public final class Policy {
    /// More alike changes than this in one plan are asked for.
    static final int BULK = 5;

    private Policy() {}

    /// @param alike       how many effects of this operation the plan has, this one included
    /// @param found       recipients that no argument names
    /// @param disclosures what others would get to know
    public record Proposal(
            Operation operation,
            Map<String, Origin> provenance,
            int alike,
            List<Recipient> found,
            List<Disclosure> disclosures) {
        /// One that tells nobody anything that they may not know.
        public Proposal(Operation operation, Map<String, Origin> provenance, int alike) {
            this(operation, provenance, alike, List.of(), List.of());
        }
    }

    /// @param rule the id of the person's rule that decided, if one did
    public record Judgement(
            Verdict verdict, List<String> reasons, @Nullable String rule) {
        public Judgement {
            reasons = List.copyOf(reasons);
        }

        /// One that the table made.
        public Judgement(Verdict verdict, List<String> reasons) {
            this(verdict, reasons, null);
        }

        Judgement because(List<String> others) {
            return new Judgement(verdict, others, rule);
        }

        /// A question at least as strict as this one; why something would have been allowed does not matter then.
        Judgement asking(Verdict question, List<String> why, @Nullable String by) {
            List<String> all = new ArrayList<>(why);
            if (verdict != Verdict.ALLOWED) {
                all.addAll(reasons);
            }
            return new Judgement(verdict == Verdict.ASK_PERSON ? verdict : question, all, by);
        }

        Judgement asking(Verdict question, List<String> why) {
            return asking(question, why, null);
        }
    }

    public static Judgement judge(Proposal proposal) {
        return Disclosures.heed(proposal.found(), proposal.disclosures(), byClass(proposal));
    }

    private static Judgement byClass(Proposal proposal) {
        List<String> reasons = new ArrayList<>();
        boolean outside = chosenOutside(proposal, reasons);
        return switch (proposal.operation().effect()) {
            case PURE, READ, ASK, SAY, WAIT -> new Judgement(Verdict.ALLOWED, List.of("changes nothing"));
            case FETCH -> fetch(proposal, outside, reasons);
            case WRITE -> write(proposal, outside, reasons);
            case SEND -> ask(outside, reasons, "gives something to somebody else; " + wayBack(proposal.operation()));
            case EXECUTE -> ask(outside, reasons, "runs a command");
            case DESTROY -> ask(outside, reasons, "removes something for good");
            case SPEND -> ask(outside, reasons, "spends money");
        };
    }

    private static String wayBack(Operation operation) {
        return operation.undoable() ? "undo takes back what can be taken back of it" : "it cannot be taken back";
    }

    /// What came from outside may be as private as the person's own data: most of it is their mail. What anybody may
    /// know, such as a page of the web, tells nothing; what a secret decided of it is among the disclosures.
    private static Judgement fetch(Proposal proposal, boolean outside, List<String> reasons) {
        boolean tells = proposal.provenance().values().stream()
                .anyMatch(o -> o.provenance().compareTo(Provenance.OWNED) >= 0
                        && !o.readers().isEverybody());
        if (tells) {
            reasons.addFirst("would tell a service something that this run has read");
        }
        if (reasons.isEmpty()) {
            return new Judgement(Verdict.ALLOWED, List.of("asks a service, and tells it nothing of yours"));
        }
        return new Judgement(outside ? Verdict.ASK_PERSON : Verdict.ASK, reasons);
    }

    private static Judgement write(Proposal proposal, boolean outside, List<String> reasons) {
        if (!proposal.operation().undoable()) {
            reasons.addFirst("changes something and cannot be undone");
        }
        if (proposal.alike() > BULK) {
            reasons.addFirst("one of " + proposal.alike() + " alike changes");
        }
        if (reasons.isEmpty()) {
            return new Judgement(Verdict.ALLOWED, List.of("can be undone"));
        }
        return new Judgement(outside ? Verdict.ASK_PERSON : Verdict.ASK, reasons);
    }

    private static Judgement ask(boolean outside, List<String> reasons, String why) {
        reasons.addFirst(why);
        return new Judgement(outside ? Verdict.ASK_PERSON : Verdict.ASK, reasons);
    }

    private static boolean chosenOutside(Proposal proposal, List<String> reasons) {
        boolean outside = false;
        for (Parameter parameter : proposal.operation().parameters()) {
            Origin origin = proposal.provenance().get(parameter.name());
            boolean decides = switch (parameter.mark()) {
                case DESTINATION, TARGET, COMMAND -> true;
                case PLAIN, CONTENT -> false;
            };
            if (decides && origin != null && origin.provenance() == Provenance.OUTSIDE) {
                reasons.add("\"%s\" comes from outside: %s".formatted(parameter.name(), origin.source()));
                outside = true;
            }
        }
        return outside;
    }
}
