/// The run's time, and waiting.
@NullMarked
package dev.errand.os.clock;

import org.jspecify.annotations.NullMarked;
