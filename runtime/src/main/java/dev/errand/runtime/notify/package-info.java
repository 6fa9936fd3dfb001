/// Tells the person that a run waits for them or has gone wrong while nobody was looking, or that it is time for what
/// they wanted to be reminded of: on the desktop, over an
/// ntfy-style service, by mail. A notice never decides anything, and names no content unless the person wants it to.
@NullMarked
package dev.errand.runtime.notify;

import org.jspecify.annotations.NullMarked;
