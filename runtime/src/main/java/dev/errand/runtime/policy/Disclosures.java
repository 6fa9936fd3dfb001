package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import dev.errand.runtime.journal.Entry.Disclosure;
import dev.errand.runtime.journal.Entry.Recipient;
import dev.errand.runtime.journal.Entry.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a call would tell to somebody who may not know it, and that nobody but the person lets that happen.
public final class Disclosures {
    private static final int MOST_NAMED = 3;

    private Disclosures() {}

    /// @param attached who may know the files that go along, by their names
    public static List<Disclosure> of(
            Operation operation,
            ObjectNode arguments,
            Set<String> edited,
            Proof proof,
            Origins origins,
            List<Recipient> found,
            Map<String, Readers> attached) {
        boolean leaves = switch (operation.effect()) {
            case FETCH, SEND, EXECUTE -> true;
            // Where somebody outside answers, somebody outside was told.
            case DESTROY, SPEND -> operation.provenance() == Provenance.OUTSIDE;
            case PURE, READ, ASK, SAY, WAIT, WRITE -> false;
        };
        if (!leaves) {
            return List.of();
        }
        Map<String, Readers> told = origins.told(operation, arguments, edited, proof);
        attached.forEach((source, readers) -> told.merge(source, readers, Readers::meet));
        List<Disclosure> disclosures = new ArrayList<>();
        for (String principal : Recipients.principals(operation, arguments, found)) {
            told.forEach((source, readers) -> {
                if (!readers.include(principal)) {
                    disclosures.add(new Disclosure(source, principal));
                }
            });
        }
        return disclosures;
    }

    /// A judgement with what others would get to know added to it: what was allowed is asked then.
    /// A recipient whom somebody outside chose is for the person alone to approve.
    static Policy.Judgement heed(List<Recipient> found, List<Disclosure> disclosures, Policy.Judgement judged) {
        List<String> reasons = new ArrayList<>();
        Verdict verdict = judged.verdict();
        for (Recipient recipient : found) {
            Origin origin = recipient.origin();
            if (origin.provenance() == Provenance.OUTSIDE) {
                reasons.add("%s would receive this, an address from outside: %s"
                        .formatted(recipient.address(), origin.source()));
                verdict = verdict == Verdict.DENIED ? verdict : Verdict.ASK_PERSON;
            }
        }
        reasons.addAll(reasons(disclosures));
        if (reasons.isEmpty()) {
            return judged;
        }
        if (judged.verdict() != Verdict.ALLOWED) {
            reasons.addAll(0, judged.reasons());
        }
        return new Policy.Judgement(verdict == Verdict.ALLOWED ? Verdict.ASK : verdict, reasons, judged.rule());
    }

    static List<String> reasons(List<Disclosure> disclosures) {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        disclosures.forEach(disclosure -> sources.computeIfAbsent(disclosure.reader(), _ -> new ArrayList<>())
                .add(disclosure.source()));
        return sources.entrySet().stream()
                .map(each -> "%s would get to see %s, which is not shared with them"
                        .formatted(each.getKey(), words(each.getValue())))
                .toList();
    }

    private static String words(List<String> sources) {
        int more = sources.size() - MOST_NAMED;
        String named = String.join(", ", sources.subList(0, Math.min(sources.size(), MOST_NAMED)));
        return more > 0 ? named + " and " + more + " more" : named;
    }
}
