/// An open device with everything that belongs to it: start with [Errand].
@NullMarked
package dev.errand.runtime;

import org.jspecify.annotations.NullMarked;
