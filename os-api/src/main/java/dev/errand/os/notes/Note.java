package dev.errand.os.notes;

import java.time.Instant;

/// A note as guest code sees it, without its text.
public record Note(String id, String title, Instant modified) {}
