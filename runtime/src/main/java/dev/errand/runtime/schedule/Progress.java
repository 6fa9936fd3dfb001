package dev.errand.runtime.schedule;

import java.time.Instant;
import java.util.List;

/// How far a standing intent has been attended to. Losing the last step of it is harmless: the same occasion gives a
/// run
/// of the same id.
///
/// @param upTo  times up to here have been dealt with
/// @param seen  keys of what was there when it was last looked at: mails, files, events
/// @param begun whether `seen` is what was there at the beginning, or later
public record Progress(Instant upTo, List<String> seen, boolean begun) {
    public Progress {
        seen = List.copyOf(seen);
    }

    static Progress from(Instant start) {
        return new Progress(start, List.of(), false);
    }
}
