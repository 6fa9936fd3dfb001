package dev.errand.sandbox.check;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Names that stand for something a workflow cannot have, and what it can use in their place.
final class Forbidden {
    static final String NO_MODULES = "there are no modules: every skill is there already, use it by its name";
    private static final String NO_CODE_FROM_TEXT = "code made from text is not run: write the code itself";
    private static final String NO_SHARED_MEMORY = "there is one thread and no shared memory: use plain arrays";
    private static final String NO_HOST = "nothing of the machine is reachable: use the skills";

    /// What a name was meant for.
    private enum Purpose {
        NETWORK("web.get", "there is no network but that of the skills"),
        WAITING("clock.sleep", "there are no timers: calls are synchronous, one follows the other"),
        SPEAKING("user.say", "there is no screen: return what is to be told"),
        ASKING("user.ask", "there is nobody to ask"),
        REMEMBERING("files.write", "nothing is kept between runs"),
        TIMING("clock.now", "there is no stopwatch: use Date.now()");

        private final String operation;
        private final String otherwise;

        Purpose(String operation, String otherwise) {
            this.operation = operation;
            this.otherwise = otherwise;
        }

        String remedy(Catalogue catalogue) {
            return catalogue.has(operation) ? "use " + operation : otherwise;
        }
    }

    private static final Map<String, Purpose> PURPOSES = Map.ofEntries(
            Map.entry("fetch", Purpose.NETWORK),
            Map.entry("XMLHttpRequest", Purpose.NETWORK),
            Map.entry("WebSocket", Purpose.NETWORK),
            Map.entry("EventSource", Purpose.NETWORK),
            Map.entry("axios", Purpose.NETWORK),
            Map.entry("setTimeout", Purpose.WAITING),
            Map.entry("setInterval", Purpose.WAITING),
            Map.entry("setImmediate", Purpose.WAITING),
            Map.entry("requestAnimationFrame", Purpose.WAITING),
            Map.entry("console", Purpose.SPEAKING),
            Map.entry("print", Purpose.SPEAKING),
            Map.entry("alert", Purpose.SPEAKING),
            Map.entry("prompt", Purpose.ASKING),
            Map.entry("confirm", Purpose.ASKING),
            Map.entry("localStorage", Purpose.REMEMBERING),
            Map.entry("sessionStorage", Purpose.REMEMBERING),
            Map.entry("performance", Purpose.TIMING));

    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("eval", NO_CODE_FROM_TEXT),
            Map.entry("require", NO_MODULES),
            Map.entry("module", NO_MODULES),
            Map.entry("exports", NO_MODULES),
            Map.entry("load", NO_MODULES),
            Map.entry("importScripts", NO_MODULES),
            Map.entry("process", NO_HOST),
            Map.entry("Deno", NO_HOST),
            Map.entry("Bun", NO_HOST),
            Map.entry("window", NO_HOST),
            Map.entry("document", NO_HOST),
            Map.entry("navigator", NO_HOST),
            Map.entry("Java", NO_HOST),
            Map.entry("Packages", NO_HOST),
            Map.entry("Polyglot", NO_HOST),
            Map.entry("Graal", NO_HOST),
            Map.entry("WebAssembly", "only JavaScript runs: write the computation itself"),
            Map.entry("Worker", NO_SHARED_MEMORY),
            Map.entry("SharedArrayBuffer", NO_SHARED_MEMORY),
            Map.entry("Atomics", NO_SHARED_MEMORY),
            Map.entry("WeakRef", "what memory is collected when is not the same in every run: keep the value itself"),
            Map.entry("FinalizationRegistry", "what memory is collected when is not the same in every run"));

    /// What guest code finds besides its skills; the prelude leaves no other global names.
    private static final Set<String> PRESENT = Set.of(
            ("Object Function Array String Date Number Boolean RegExp Math JSON NaN Infinity undefined isNaN isFinite"
                            + " parseFloat parseInt encodeURI encodeURIComponent decodeURI decodeURIComponent escape unescape"
                            + " Error EvalError RangeError ReferenceError SyntaxError TypeError URIError AggregateError"
                            + " ArrayBuffer Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array"
                            + " Uint32Array Float16Array Float32Array Float64Array BigInt64Array BigUint64Array DataView"
                            + " BigInt Map Set WeakMap WeakSet Symbol Reflect Proxy Promise Iterator Intl globalThis"
                            + " arguments")
                    .split(" "));

    private Forbidden() {}

    static boolean isPresent(String name) {
        return PRESENT.contains(name);
    }

    /// How to do without this global name; null if nothing is wrong with it.
    static @Nullable String remedy(String name, Catalogue catalogue) {
        boolean speaks = name.equals("console") || name.equals("print");
        if (speaks && catalogue.has("user.say")) {
            return null;
        }
        Purpose purpose = PURPOSES.get(name);
        return purpose == null ? REMEDIES.get(name) : purpose.remedy(catalogue);
    }

    static String madeFromText() {
        return NO_CODE_FROM_TEXT;
    }
}
