/// Reads guest code before anything runs and reports what is wrong with it.
@NullMarked
package dev.errand.sandbox.check;

import org.jspecify.annotations.NullMarked;
