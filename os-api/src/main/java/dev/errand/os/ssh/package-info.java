/// Commands on other machines. Must not know who is asked about them; tries no account that is not in the
/// configuration.
@NullMarked
package dev.errand.os.ssh;

import org.jspecify.annotations.NullMarked;
