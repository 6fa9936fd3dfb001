package dev.errand.evaluation.explanation;

import java.util.Locale;

/// What goes wrong at the step that is spoilt.
enum FaultKind {
    /// A list comes back empty.
    EMPTIED,
    /// A field that was there is null.
    NULL_FIELD,
    /// The elements of a list come in another order.
    WRONG_FIRST,
    /// Two texts of an object change places.
    SWAPPED_FIELDS,
    /// A text is cut short.
    TRUNCATED,
    /// A number is one more or less.
    OFF_BY_ONE,
    /// A number is far too large.
    HUGE,
    /// Something of another type.
    WRONG_TYPE,
    /// The operation fails.
    THROWN,
    /// The operation returns what the same operation returned before, or an older time.
    STALE,
    /// A path to another place.
    WRONG_PATH,
    /// Somebody else's address or name.
    OTHER_PERSON,
    /// The code at the step's line asks for something else.
    WRONG_LITERAL;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
