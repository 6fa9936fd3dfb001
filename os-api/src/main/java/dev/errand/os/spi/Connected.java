package dev.errand.os.spi;

import dev.errand.os.operation.Recovery;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says of an operation that keeps to the device's own data how a step is settled where the person has connected a
/// service in its stead.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Connected.All.class)
public @interface Connected {
    /// The setting that connects the service: it counts as soon as it has a value.
    String setting();

    Recovery recovery();

    /// The parameter that brings the service in, one with [Param#raises]: only calls that give it are settled like
    /// this. Empty for all calls.
    String with() default "";

    /// Holds repeated annotations.
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface All {
        Connected[] value();
    }
}
