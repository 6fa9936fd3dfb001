package dev.errand.runtime.journal;

import java.time.Instant;

/// An entry in its place.
///
/// @param sequence counted from 1 in each run
public record Recorded(long sequence, Instant at, Entry entry) {}
