/// Suites of cases: their format, and the devices that cases begin on.
///
/// Start with [SuiteReader] and [Case]. Runs nothing.
@NullMarked
package dev.errand.evaluation.suite;

import org.jspecify.annotations.NullMarked;
