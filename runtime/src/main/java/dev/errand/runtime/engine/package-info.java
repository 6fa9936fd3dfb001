/// The life of a run: plan, preview, decide, apply, report; and what takes it up again after a wait or a crash.
///
/// Start with [Engine#advance]: it looks at the [Run], which is nothing but its journal read into memory, and has the
/// [Course] do what comes next, until the run has ended or waits. [PreviewCalls] and [ApplyCalls] answer the calls of
/// workflow code: the
/// first records effects, the second executes what was approved.
@NullMarked
package dev.errand.runtime.engine;

import org.jspecify.annotations.NullMarked;
