package dev.errand.runtime.journal;

import java.util.List;

/// What a look at all hashes of a journal, or of an exported run, found.
///
/// @param head      the newest link, which stands for everything that was looked at; empty if there is nothing
/// @param forgotten runs whose content was removed by their person: of these only the hashes can be checked
public record Audit(int runs, long entries, int forgotten, String head, List<Break> breaks) {
    /// A place where the journal is not as it was written.
    ///
    /// @param run     empty where the journal as a whole is meant
    /// @param entry   0 where no single entry is meant
    /// @param meaning for a person: what was found and what it means
    public record Break(String run, long entry, String meaning) {}

    public Audit {
        breaks = List.copyOf(breaks);
    }

    public boolean holds() {
        return breaks.isEmpty();
    }
}
