/// Real processes that are killed while they work, and what must hold afterwards.
@NullMarked
package dev.errand.evaluation.crash;

import org.jspecify.annotations.NullMarked;
