/// What cases came to: the results, what they say together, and how that is shown.
///
/// Start with [CaseResult] and [Report]. Runs nothing.
@NullMarked
package dev.errand.evaluation.report;

import org.jspecify.annotations.NullMarked;
