package dev.errand.os.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names a skill.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SkillSpec {
    /// How guest code calls it; a lower-case word.
    String name();

    /// One line that says what it is about.
    String summary();

    /// The setting that moves this skill's data from the device's storage to a service, such as `calendar.url`. Where
    /// it is given, effects that are otherwise journaled are [dev.errand.os.operation.Recovery#IDEMPOTENT]: the
    /// methods must recognise a step they did before, and [PreviewOf] and [UndoOf] speak for them.
    String service() default "";
}
