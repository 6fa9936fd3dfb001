/// What is expected of a run, and whether it came true: on the device, in the calls, in what was said.
///
/// Start with [Expectation]. Looks at a device through its files, not through the skills that are being judged; knows
/// nothing of engines and planners.
@NullMarked
package dev.errand.evaluation.check;

import org.jspecify.annotations.NullMarked;
