package dev.errand.os.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the method that takes an operation's effect back. Its parameters are the operation's, and after them the
/// result
/// if it returns one.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface UndoOf {
    /// The operation's name.
    String value();
}
