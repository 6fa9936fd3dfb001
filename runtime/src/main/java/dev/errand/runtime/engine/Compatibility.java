package dev.errand.runtime.engine;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Recorded;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a run that another version of the program left, or another set of skills, can be gone on with.
///
/// It can where every operation that its plan names is still there: a changed meaning voids approvals by itself,
/// since it is part of the hash that an approval binds to. Otherwise the run stays as it is, and nothing is half
/// done: the skill may come back. So it does where an effect was cut short whose operation means something else now,
/// as nobody could settle it.
final class Compatibility {
    private static final Pattern NAME = Pattern.compile("\\b[A-Za-z]\\w*\\.[A-Za-z]\\w*\\b");

    private Compatibility() {}

    /// The versions of the operations that code may call, by name.
    static Map<String, Integer> versions(String code, Catalogue catalogue) {
        Map<String, Integer> versions = new TreeMap<>();
        Matcher names = NAME.matcher(code);
        while (names.find()) {
            catalogue.operation(names.group()).ifPresent(o -> versions.put(o.qualifiedName(), o.version()));
        }
        return versions;
    }

    /// @throws Refusal if the run cannot go on with this catalogue
    static void require(Run run, Catalogue catalogue) {
        if (run.state().isTerminal()) {
            return;
        }
        List<String> gone = named(run).stream()
                .filter(operation -> catalogue.operation(operation).isEmpty())
                .toList();
        gone.stream()
                .map(operation -> operation.substring(0, operation.indexOf('.')))
                .filter(catalogue.switchedOff()::contains)
                .findFirst()
                .ifPresent(skill -> {
                    throw new Refusal(
                            ("Run %s needs the skill %s, which you switched off in permissions.skills.off. It stays as it"
                                            + " is, and nothing more of it was done. Switch the skill on again, then"
                                            + " errand resume; or errand cancel %s")
                                    .formatted(run.id(), skill, run.id()));
                });
        if (!gone.isEmpty()) {
            throw new Refusal(
                    ("Run %s needs %s, which this Errand does not offer. It stays as it is, and nothing more of it was"
                                    + " done. Install or configure the skill again, or use the Errand that began it, then"
                                    + " errand resume; or errand cancel %s")
                            .formatted(run.id(), String.join(", ", gone), run.id()));
        }
        run.plan().ifPresent(plan -> requireSameMeaning(run, plan.operations(), catalogue));
    }

    private static void requireSameMeaning(Run run, Map<String, Integer> versions, Catalogue catalogue) {
        for (Entry.EffectStarted effect : run.effectsStarted()) {
            boolean cutShort = !run.apply().steps.containsKey(effect.step());
            int now = catalogue
                    .operation(effect.operation())
                    .map(Operation::version)
                    .orElseThrow();
            int then = versions.getOrDefault(effect.operation(), now);
            if (cutShort && now != then) {
                throw new Refusal(
                        ("Run %s was cut short in %s, which means something else now (version %d, then %d), so nobody can"
                                        + " say whether it happened. It stays as it is. Let the Errand that began it finish"
                                        + " it, or look yourself and errand cancel %s")
                                .formatted(run.id(), effect.operation(), now, then, run.id()));
            }
        }
    }

    /// The operations that the plan names; where the journal is from before plans told, those that were called.
    private static Set<String> named(Run run) {
        Set<String> named = new LinkedHashSet<>();
        for (Recorded recorded : run.entries()) {
            Entry entry = recorded.entry();
            if (entry instanceof Entry.PlanReady plan) {
                named.clear();
                named.addAll(plan.operations().keySet());
            } else if (entry instanceof Entry.StepFinished step) {
                named.add(step.operation());
            } else if (entry instanceof Entry.EffectProposed effect) {
                named.add(effect.operation());
            } else if (entry instanceof Entry.EffectStarted effect) {
                named.add(effect.operation());
            }
        }
        return named;
    }
}
