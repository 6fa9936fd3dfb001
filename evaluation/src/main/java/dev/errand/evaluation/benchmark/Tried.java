package dev.errand.evaluation.benchmark;

import java.time.Duration;
import java.util.List;

/// What became of an attempt to have something done over HTTP.
sealed interface Tried {
    /// The run ended as it should.
    ///
    /// @param toAnswer from when the request was due until it was answered
    /// @param toEnd    from then until the stream told that the run has ended
    record Finished(Heard what, Duration toAnswer, Duration toEnd) implements Tried {}

    /// A stream of the audience told all that it had to.
    record Followed(Heard what) implements Tried {}

    /// The server said that it has too much to do, and when to ask again; nothing was begun.
    record Refused(int status) implements Tried {}

    record Failed(String why) implements Tried {}

    /// What a stream told.
    default List<Heard> heard() {
        return switch (this) {
            case Finished finished -> List.of(finished.what());
            case Followed followed -> List.of(followed.what());
            case Refused _ -> List.of();
            case Failed _ -> List.of();
        };
    }
}
