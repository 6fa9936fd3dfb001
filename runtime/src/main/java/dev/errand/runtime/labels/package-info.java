/// Labels that travel with stored data: what a run writes is read by later runs as what it is.
///
/// [StoredLabels] keeps a label beside the content it is about, in the device's storage, so that it is previewed,
/// committed, completed after a crash and undone with the change itself. [WatchedStorage] notices which contents an
/// operation opens and writes; [Labelling] puts the one and the other together. Nothing here knows operations by name,
/// runs or journals of runs.
@NullMarked
package dev.errand.runtime.labels;

import org.jspecify.annotations.NullMarked;
