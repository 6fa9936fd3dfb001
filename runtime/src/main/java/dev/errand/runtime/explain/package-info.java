/// `errand explain`: the smallest set of steps, with their lines of code, that explains why a run came out as it did.
///
/// The idea is LogRCA's (Wittkopp, Wiesner, Kao: "LogRCA: Log-based Root Cause Analysis for Distributed Services",
/// 2024): not the one line where a failure shows, but a minimal set of log lines that together describe its root cause.
/// LogRCA learns from many unlabelled logs of many services which lines those are. Here the log is a journal that holds
/// every value that went into and came out of every step, beside the code that was run, so nothing has to be learned:
/// values and errors are walked backwards, as in dynamic program slicing.
///
/// Start with [Explanation]. [Trace] reads the steps from a run's journal, [Slice] walks backwards through them from a
/// failure with the help of the code's [dev.errand.sandbox.syntax.ProgramFlow], [Suspicion] says what is odd about a
/// step, and [Selection] cuts what was found down to what is needed.
///
/// It only reads. It knows nothing of the device, of policy or of the command line, and never runs anything.
@NullMarked
package dev.errand.runtime.explain;

import org.jspecify.annotations.NullMarked;
