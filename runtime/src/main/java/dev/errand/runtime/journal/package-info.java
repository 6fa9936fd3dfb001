/// The journal: the append-only record of a run, and the only truth about it.
///
/// [Entry] is the vocabulary, [Journal] the port, [SqliteJournal] the store. Every entry is chained to the one
/// before it by hash. The format is versioned (see [EntryCodec]); what was written once can be read for ever.
@NullMarked
package dev.errand.runtime.journal;

import org.jspecify.annotations.NullMarked;
