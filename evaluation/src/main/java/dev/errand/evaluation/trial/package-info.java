/// Runs cases, each on a device and with an engine of its own, and `errand eval`.
///
/// Start with [Evaluation] and [CaseTrial].
@NullMarked
package dev.errand.evaluation.trial;

import org.jspecify.annotations.NullMarked;
