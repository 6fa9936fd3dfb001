/// How somebody makes a skill outside of this source tree: a new project, its compilation, its tests, its jar.
///
/// Start with [SkillProject]. Only this package knows JUnit and the Java compiler; no other command loads them.
@NullMarked
package dev.errand.runtime.author;

import org.jspecify.annotations.NullMarked;
