/// Suites, scorers, benchmarks and reports over the runtime.
@NullMarked
package dev.errand.evaluation;

import org.jspecify.annotations.NullMarked;
