package dev.errand.sandbox.guest;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import java.time.ZoneId;

/// A program made ready for an engine, and the world it finds.
///
/// @param source      the program as a function that the prelude calls
/// @param hasImplicitResult whether its result is the value of its last expression rather than of a `return`
/// @param world    what the prelude must know of the device, as JSON: the same for one program after the other, so
///                 that a context for it can be made ahead of need
/// @param settings what the prelude must know of this execution, as JSON
public record GuestCode(
        Language language,
        String source,
        boolean hasImplicitResult,
        String world,
        String settings,
        ZoneId zone,
        Limits limits) {}
