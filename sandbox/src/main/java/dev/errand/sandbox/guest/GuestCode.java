package dev.errand.sandbox.guest;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import java.time.ZoneId;

/// A program made ready for an engine, and the world it finds.
///
/// @param source      the program as a function that the prelude calls
/// @param hasImplicitResult whether its result is the value of its last expression rather than of a `return`
/// @param settings    what the prelude must know, as JSON
public record GuestCode(
        Language language, String source, boolean hasImplicitResult, String settings, ZoneId zone, Limits limits) {}
