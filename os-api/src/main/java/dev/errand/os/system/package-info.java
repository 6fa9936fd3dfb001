/// The computer that the device runs on.
@NullMarked
package dev.errand.os.system;

import org.jspecify.annotations.NullMarked;
