/// What every skill that runs commands has in common: limits of time and of output. Knows nothing of where they run.
@NullMarked
package dev.errand.os.command;

import org.jspecify.annotations.NullMarked;
