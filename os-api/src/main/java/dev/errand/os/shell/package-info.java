/// Commands on the person's own machine. Must not know who is asked about them, nor give them what the device's own
/// environment holds.
@NullMarked
package dev.errand.os.shell;

import org.jspecify.annotations.NullMarked;
