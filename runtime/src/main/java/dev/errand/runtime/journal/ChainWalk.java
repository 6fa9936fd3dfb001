package dev.errand.runtime.journal;

import dev.errand.os.device.Hash;
import dev.errand.runtime.journal.Audit.Break;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walks the chain of one run, entry by entry, and stops at the first that is not as it was written.
final class ChainWalk {
    private final String run;
    private final boolean forgotten;
    private final Map<Long, String> chains = new HashMap<>();
    private Spine.Last last = Spine.Last.NOTHING;
    private String lastBody = "";
    private @Nullable Break broken;

    /// @param forgotten whether the run may lack its bodies
    ChainWalk(String run, boolean forgotten) {
        this.run = run;
        this.forgotten = forgotten;
    }

    void next(StoredEntry entry) {
        chains.put(entry.sequence(), entry.chain());
        if (broken == null) {
            String problem = problem(entry);
            if (!problem.isEmpty()) {
                broken = new Break(run, entry.sequence(), problem);
            }
            last = new Spine.Last(entry.sequence(), entry.chain());
            lastBody = entry.body();
        }
    }

    private String problem(StoredEntry entry) {
        if (entry.sequence() != last.sequence() + 1) {
            return "Entry %d is missing: somebody removed it or moved it.".formatted(last.sequence() + 1);
        }
        if (entry.version() < 1 || entry.version() > EntryCodec.VERSION) {
            return ("It claims to be in format %d, which this Errand does not know: the file was changed, or written by a"
                            + " newer Errand.")
                    .formatted(entry.version());
        }
        boolean removed = forgotten && entry.body().isEmpty();
        if (!removed && !Hash.of(entry.body()).equals(entry.hash())) {
            return "Its content is not what was recorded: somebody changed it.";
        }
        boolean follows = last.followedBy(entry.at(), entry.hash()).chain().equals(entry.chain());
        return follows
                ? ""
                : "It does not follow from the entry before it: its time or its hash was changed, or it was put here from"
                        + " elsewhere.";
    }

    /// Ends the walk.
    Optional<Break> broken() {
        boolean endsForgotten = lastBody.startsWith("{\"type\":\"" + EntryCodec.FORGOTTEN + '"');
        if (broken == null && forgotten && !endsForgotten) {
            return Optional.of(new Break(
                    run,
                    last.sequence(),
                    "The run lacks its content, but not because its person had it forgotten: somebody emptied it."));
        }
        return Optional.ofNullable(broken);
    }

    long entries() {
        return chains.size();
    }

    Spine.Last last() {
        return last;
    }

    /// The chain as the entry of this number has it; absent if there is no such entry.
    Optional<String> chain(long sequence) {
        return Optional.ofNullable(chains.get(sequence));
    }

    long newest() {
        return chains.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
