package dev.errand.sandbox;

import com.fasterxml.jackson.core.JsonPointer;

/// A field of a result that the guest holds unread.
///
/// @param call  number of the call whose result it belongs to
/// @param field where it stands in that result
public record ClosedField(int call, JsonPointer field) {}
