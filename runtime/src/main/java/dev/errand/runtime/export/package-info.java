/// Runs as files that stand on their own: JSON lines that anybody can check, and a page that anybody can read.
///
/// Knows the journal and the engine's view of a run; knows nothing of commands and terminals.
@NullMarked
package dev.errand.runtime.export;

import org.jspecify.annotations.NullMarked;
