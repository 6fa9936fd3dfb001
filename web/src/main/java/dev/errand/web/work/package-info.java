/// What the doors do with runs: begin them, decide about them, let them go on in the background, and hear of them.
/// Knows nothing of HTTP.
@NullMarked
package dev.errand.web.work;

import org.jspecify.annotations.NullMarked;
