/// The person: telling them something, and asking them.
@NullMarked
package dev.errand.os.user;

import org.jspecify.annotations.NullMarked;
