package dev.errand.runtime.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Hash;
import dev.errand.runtime.journal.Entry.Occasion;
import dev.errand.runtime.journal.RunId;
import java.math.BigInteger;

/// One time that a trigger came true.
///
/// @param key     tells it from all others of its standing intent
/// @param payload as [dev.errand.os.operation.StepContext#trigger] describes it
record Occurrence(String key, ObjectNode payload) {
    /// Always the same, so that an occasion is attended to once, whatever crashes in between.
    RunId run(StandingIntent standing) {
        String digits = new BigInteger(Hash.of(standing.id() + '\n' + key), 16).toString(36);
        return new RunId("r-" + digits.substring(0, 10));
    }

    Occasion occasion(StandingIntent standing) {
        return new Occasion(standing.id(), key, payload);
    }
}
