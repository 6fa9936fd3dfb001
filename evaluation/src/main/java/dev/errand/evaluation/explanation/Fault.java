package dev.errand.evaluation.explanation;

/// One fault in one run.
///
/// @param step that is spoilt: the true answer
/// @param seed decides which of several fields, and how
record Fault(int step, FaultKind kind, long seed) {}
