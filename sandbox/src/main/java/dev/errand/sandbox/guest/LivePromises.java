package dev.errand.sandbox.guest;

import com.oracle.truffle.js.lang.JavaScriptLanguage;
import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.PromiseHook;
import com.oracle.truffle.js.runtime.builtins.JSPromise;
import com.oracle.truffle.js.runtime.builtins.JSPromiseObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.graalvm.polyglot.Context;
import org.jspecify.annotations.Nullable;

/// Counts the promises of each guest that nothing has settled yet.
///
/// The engine tells of every promise that is made and settled, whoever makes it: a constructor, `then`, an
/// asynchronous function. Guests share what the engine tells them through, so it is the thread that says whose
/// promise it is.
final class LivePromises implements PromiseHook {
    private static final LivePromises HOOK = new LivePromises();
    private static final ThreadLocal<@Nullable Count> COUNTS = new ThreadLocal<>();

    private LivePromises() {}

    /// What one guest has open, and what is to happen when that is too much.
    private static final class Count {
        private final int most;
        private final Runnable onLimit;
        private final Set<JSPromiseObject> open = Collections.newSetFromMap(new IdentityHashMap<>());
        private @Nullable JSPromiseObject resolved;

        Count(int most, Runnable onLimit) {
            this.most = most;
            this.onLimit = onLimit;
        }

        /// A promise is told of as it is about to be resolved. Whether that settled it shows at the next word of any
        /// other:
        /// resolved with another promise, it stays open.
        void changed(int type, JSPromiseObject promise) {
            if (resolved != null && !JSPromise.isPending(resolved)) {
                open.remove(resolved);
            }
            resolved = type == TYPE_RESOLVE ? promise : null;
            if (type == TYPE_INIT) {
                open.add(promise);
                if (open.size() > most) {
                    open.removeIf(known -> !JSPromise.isPending(known));
                }
                if (open.size() > most) {
                    onLimit.run();
                }
            }
        }
    }

    /// Makes the promises of a context known here.
    static void listen(Context context) {
        JSContext shared = JavaScriptLanguage.getJSContext(context);
        if (!shared.hasPromiseHook()) {
            shared.setPromiseHook(HOOK);
        }
    }

    /// Counts the promises that this thread makes from here on.
    static void count(int most, Runnable onLimit) {
        COUNTS.set(new Count(most, onLimit));
    }

    @Override
    public void promiseChanged(int type, JSDynamicObject promise, JSDynamicObject parent) {
        Count count = COUNTS.get();
        if (count != null && promise instanceof JSPromiseObject known) {
            count.changed(type, known);
        }
    }
}
