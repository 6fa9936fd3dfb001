/// The Operation model: what a device can do, as data.
///
/// Start with [Catalogue] (all operations of a device) and [Operation] (one of them: parameters, effect class, marks,
/// result, and the body that does the work). [Shape] is the type language that declarations, argument checks and
/// documentation are generated from. Nothing here knows a skill, a sandbox or a run.
@NullMarked
package dev.errand.os.operation;

import org.jspecify.annotations.NullMarked;
