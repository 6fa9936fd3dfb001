/// The device under the skills: its data as one tree of files, a copy-on-write view of it, and the changes a step
/// makes.
///
/// [Storage] is what skills read and write. [DiskStorage] is the real thing, [Draft] a copy-on-write view whose
/// [Change]s can be looked at (preview), journaled, committed, checked after a crash and reverted (undo): a skill that
/// keeps its data here gets all of that without a line of its own.
@NullMarked
package dev.errand.os.device;

import org.jspecify.annotations.NullMarked;
