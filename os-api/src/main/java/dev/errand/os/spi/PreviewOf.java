package dev.errand.os.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the method that says what is known of an operation's result beforehand. It takes the operation's
/// parameters, does nothing, and returns the result with `null` for what is not known. One that returns `void` only
/// checks whether the call can succeed at all.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PreviewOf {
    /// The operation's name.
    String value();
}
