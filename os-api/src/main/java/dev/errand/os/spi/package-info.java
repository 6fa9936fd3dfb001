/// How a skill is written: one class, annotated methods with Java types, a few example sentences.
///
/// Start with [Skill]; [SkillReader] turns such a class into [dev.errand.os.operation.Operation]s.
@NullMarked
package dev.errand.os.spi;

import org.jspecify.annotations.NullMarked;
