package dev.errand.sandbox.guest;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/// A context that no guest has been in, and the world that its prelude has made there.
///
/// @param world what the prelude returned
/// @param door  what it asks through
record PreparedContext(Tongue tongue, Context context, Value world, Door door) {}
