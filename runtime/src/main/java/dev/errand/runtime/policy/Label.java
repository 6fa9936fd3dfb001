package dev.errand.runtime.policy;

import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Readers;
import java.util.LinkedHashMap;
import java.util.Map;

/// The floating label of an execution: the least trusted of what it has met, and every thing that not everybody may
/// know. It only ever rises.
///
/// Floating labels are those of Zdancewic's and Stefan's information-flow systems (LIO, Haskell Symposium 2011).
final class Label {
    private final Map<String, Readers> secrets = new LinkedHashMap<>();
    private Origin least;

    Label(Origin least) {
        this.least = least;
    }

    void join(Origin origin) {
        least = least.join(origin);
        if (!origin.readers().isEverybody()) {
            secrets.merge(origin.source(), origin.readers(), Readers::meet);
        }
    }

    /// The least trusted origin, with the readers that all have in common.
    Origin least() {
        return least;
    }

    /// What not everybody may know, by source.
    Map<String, Readers> secrets() {
        return secrets;
    }
}
