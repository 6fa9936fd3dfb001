package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.RunError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an execution of workflow code ended.
sealed interface Ended {
    /// @param denied whether the error is a refusal that the code let go
    record Account(
            @Nullable JsonNode result, @Nullable RunError error, boolean denied, List<String> withheld, boolean waits) {
        Entry.PreviewFinished asPreview(int lane) {
            return new Entry.PreviewFinished(lane, withheld, waits, false, result, error);
        }
    }

    /// The code came to its end, well or not.
    record Finished(Account account) implements Ended {}

    /// It was stopped from outside.
    ///
    /// @param calls the preview's, where it was one
    record Stopped(Ending why, @Nullable PreviewCalls calls) implements Ended {}
}
