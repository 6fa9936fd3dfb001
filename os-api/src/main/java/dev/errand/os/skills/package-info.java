/// Which skills a device has, from all of its sources. Knows the sources; the skills do not know it.
@NullMarked
package dev.errand.os.skills;

import org.jspecify.annotations.NullMarked;
