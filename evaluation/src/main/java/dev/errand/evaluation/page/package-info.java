/// Pages of figures that need nothing else: one HTML file with tables and drawings, for the screen, paper and screen
/// readers.
///
/// Start with [Page]. Knows nothing of what is shown.
@NullMarked
package dev.errand.evaluation.page;

import org.jspecify.annotations.NullMarked;
