/// The run's time, waiting, and what rings later: timers and alarms.
@NullMarked
package dev.errand.os.clock;

import org.jspecify.annotations.NullMarked;
