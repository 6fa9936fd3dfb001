package dev.errand.os.spi;

import dev.errand.os.operation.Recovery;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says of an operation that keeps to the device's own data how a step is settled where the person has connected a
/// service in its stead.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Connected {
    /// The setting that connects the service: it counts as soon as it has a value.
    String setting();

    Recovery recovery();
}
