/// Standing intents: what the person wants done again and again, at times or when something happens.
///
/// Start with [StandingIntent] and [Attendant]. A run that is set off here is a run like any other: this package
/// decides
/// when one begins, never what it may do. It knows the engine only as somebody who starts runs.
@NullMarked
package dev.errand.runtime.schedule;

import org.jspecify.annotations.NullMarked;
