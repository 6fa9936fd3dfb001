package dev.errand.runtime.journal;

/// An entry as it is stored, with its place in the chain. What can be exported and checked by anybody.
///
/// @param body  JSON text; empty in a run that was forgotten
/// @param hash  SHA-256 of `body` in UTF-8, in hex
/// @param chain SHA-256 over the `chain` of the entry before (empty for the first), `sequence`, `at` and `hash`, with
///              line feeds between them
public record StoredEntry(long sequence, String at, int version, String body, String hash, String chain) {}
