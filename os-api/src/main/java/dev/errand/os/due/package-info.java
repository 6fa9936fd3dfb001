/// What it is time for, over all skills that keep something for later: for whoever rings and reminds. Reads only.
@NullMarked
package dev.errand.os.due;

import org.jspecify.annotations.NullMarked;
