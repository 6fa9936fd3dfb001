package dev.errand.sandbox.guest;

import java.util.concurrent.atomic.AtomicReference;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/// A context that no guest has been in, with the prelude read and not yet run.
///
/// @param install the prelude's one function
/// @param onLimit what to do when the statements are used up; set by who runs a guest here
record PreparedContext(Tongue tongue, Context context, Value install, AtomicReference<Runnable> onLimit) {
    void onStatementLimit(Runnable action) {
        onLimit.set(action);
    }
}
