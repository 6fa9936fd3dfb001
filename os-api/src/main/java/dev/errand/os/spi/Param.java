package dev.errand.os.spi;

import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes a parameter, or a component of a record of parameters or results.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Param {
    /// What it is, where the name does not say it; units and formats.
    String value() default "";

    /// What it means for safety. In a result, `DESTINATION` marks who receives what was sent.
    Mark mark() default Mark.PLAIN;

    /// What a call does besides if it gives this parameter, and not as an empty text or list: a meeting that names
    /// attendees is sent to them. At most one class; of a call's classes the riskiest decides.
    EffectClass[] raises() default {};

    /// The values that [#raises] is for; all of them if none are listed. `set(door, "lock", …)` asks, while
    /// `set(lamp, "brightness", …)` does not. What a call raises must not depend on how a thing is named, so list
    /// values of a parameter that can be written in one way only.
    String[] raisesFor() default {};
}
