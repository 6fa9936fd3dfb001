/// The OS API as declarations: what guest code is written against, and what a model is shown of it.
///
/// Start with [Declarations]; [JsonSchema] says the same to programs. The text comes from
/// [dev.errand.os.operation.Shape]s alone; nothing here knows a skill.
@NullMarked
package dev.errand.os.declaration;

import org.jspecify.annotations.NullMarked;
