package dev.errand.runtime.telemetry;

import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds the facts in entries. The same entries give the same facts, while they happen and years later.
final class Facts {
    private Facts() {}

    static Optional<Fact> of(Run run, Recorded recorded) {
        Entry entry = recorded.entry();
        if (entry instanceof Entry.PlanReady e) {
            return Optional.of(planned(recorded.at(), e.model(), e.spent(), "ready"));
        } else if (entry instanceof Entry.PlanDeclined e) {
            return Optional.of(planned(recorded.at(), "", e.spent(), "declined"));
        } else if (entry instanceof Entry.PlanFailed e) {
            return Optional.of(planned(recorded.at(), "", e.spent(), "failed"));
        } else if (entry instanceof Entry.StepFinished e) {
            return Optional.of(done(e));
        } else if (entry instanceof Entry.ApprovalResolved e) {
            return Optional.of(decided(run, recorded, e));
        } else if (entry instanceof Entry.RunFinished e) {
            String error = e.error() == null ? "" : e.error().kind().id();
            return Optional.of(new Fact.Ended(e.state(), prompts(run, recorded.sequence()), error));
        } else if (entry instanceof Entry.Forgotten e && e.state() != null && e.state() != RunState.UNDONE) {
            return Optional.of(new Fact.Ended(e.state(), -1, ""));
        }
        return Optional.empty();
    }

    private static Fact planned(Instant at, String model, Entry.Spent spent, String outcome) {
        return new Fact.Planned(at.minusMillis(spent.durationMs()), at, model, spent, outcome);
    }

    private static Fact done(Entry.StepFinished step) {
        String kind = step.failure() == null ? "" : step.failure().kind();
        String outcome = kind.isEmpty() ? "ok" : kind.equals("DENIED") ? "denied" : "failed";
        return new Fact.StepDone(
                step.lane(),
                step.step(),
                step.operation(),
                step.startedAt(),
                step.startedAt().plusMillis(step.durationMs()),
                outcome,
                kind,
                step.arguments(),
                step.value() == null ? null : step.value().value());
    }

    private static Fact decided(Run run, Recorded recorded, Entry.ApprovalResolved resolved) {
        Instant asked = run.entries().stream()
                .filter(earlier -> earlier.sequence() < recorded.sequence()
                        && earlier.entry() instanceof Entry.ApprovalRequested request
                        && request.lane() == resolved.lane())
                .map(Recorded::at)
                .reduce((_, last) -> last)
                .orElse(recorded.at());
        return new Fact.Decided(
                asked,
                recorded.at(),
                decision(resolved),
                source(resolved.by()),
                resolved.decisions().size());
    }

    private static String decision(Entry.ApprovalResolved resolved) {
        List<Entry.EffectDecision> decisions = resolved.decisions();
        long approved =
                decisions.stream().filter(Entry.EffectDecision::approved).count();
        if (approved == 0) {
            return source(resolved.by()).equals("time") ? "expired" : "denied";
        }
        boolean edited = decisions.stream().anyMatch(decision -> decision.arguments() != null);
        return approved < decisions.size() ? "partly" : edited ? "edited" : "approved";
    }

    /// Few words, whatever doors there are: each is a time series of its own.
    private static String source(String by) {
        if (by.equals("--yes")) {
            return "yes";
        }
        return by.equals("time") ? "time" : by.startsWith("rule") ? "rule" : "person";
    }

    private static int prompts(Run run, long upTo) {
        return (int) run.entries().stream()
                .filter(earlier -> earlier.sequence() < upTo)
                .map(Recorded::entry)
                .filter(entry -> entry instanceof Entry.ApprovalRequested || entry instanceof Entry.QuestionAsked)
                .count();
    }
}
