/// `errand bench`: how long things take on this machine.
///
/// Start with [Bench]. [WarmDevice] measures in this process, [Launches] starts processes as a person would, and
/// [BenchReport] says what came out. Nothing here judges the figures: they depend on the machine and its load, which
/// the report therefore names.
@NullMarked
package dev.errand.evaluation.benchmark;

import org.jspecify.annotations.NullMarked;
