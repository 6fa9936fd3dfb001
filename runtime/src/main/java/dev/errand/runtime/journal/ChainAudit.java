package dev.errand.runtime.journal;

import dev.errand.runtime.journal.Audit.Break;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks the chain of one run by itself, wherever its entries were kept.
///
/// That its last entries were cut off, only the chain of the last one shows, if it was written down elsewhere.
public final class ChainAudit {
    private ChainAudit() {}

    /// @param expected the chain of the run's last entry; empty if nobody wrote it down
    public static Audit of(String run, List<StoredEntry> entries, Optional<String> expected) {
        boolean forgotten = entries.stream().anyMatch(entry -> entry.body().isEmpty());
        ChainWalk walk = new ChainWalk(run, forgotten);
        entries.forEach(walk::next);
        List<Break> breaks = new ArrayList<>(walk.broken().stream().toList());
        String head = walk.last().chain();
        expected.filter(chain -> !chain.equals(head))
                .ifPresent(chain -> breaks.add(new Break(
                        run,
                        walk.last().sequence(),
                        ("The run ends with the chain %s, not with %s: its end was cut off, more was written since, or"
                                        + " it was made anew.")
                                .formatted(head, chain))));
        return new Audit(1, walk.entries(), forgotten ? 1 : 0, head, breaks);
    }
}
