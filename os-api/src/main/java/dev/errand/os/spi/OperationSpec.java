package dev.errand.os.spi;

import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.Remember;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a method of a skill an operation.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OperationSpec {
    EffectClass effect();

    /// One line for declarations; it should say units and what comes back where the names do not.
    String summary();

    /// What a call does, for an approval: `Send “{subject}” to {to}[ with {attachments}]`. Needed for effects.
    String headline() default "";

    /// The operation's name, where the method's cannot serve.
    String name() default "";

    int version() default 1;

    /// Default: `JOURNALED` for WRITE, SEND and DESTROY that use storage alone; set it where something outside is
    /// touched.
    Recovery recovery() default Recovery.JOURNALED;

    /// Whether a person may have calls of it allowed for good; see [Remember].
    Remember remember() default Remember.BY_CLASS;

    /// Where results come from, unless they implement [Sourced].
    Provenance provenance() default Provenance.OWNED;

    /// Who may know results, unless they implement [Sourced].
    Audience readers() default Audience.PERSON;
}
