/// Chance, drawn from the run's journaled seed, so that the same run always rolls the same dice.
@NullMarked
package dev.errand.os.random;

import org.jspecify.annotations.NullMarked;
