/// What the person calls their contacts, and how the device learns it: from the answer to "which one?".
///
/// A learned name is a nickname on the contact's card and nothing else; there is no store beside the address book.
/// It is learned only when the person says so, and only if the words are their own.
///
/// Start with [Names]. [Meaning] is read from a run's journal. What changes a card is an ordinary run.
@NullMarked
package dev.errand.runtime.names;

import org.jspecify.annotations.NullMarked;
