package dev.errand.os.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Words that people use for an operation (on its method), or for a workflow of several (on the class, with code).
///
/// Grammar: `[optional words]`, `(one|or another)`, `{slot}`. On a method a slot is a parameter of that operation. With
/// code every slot is a variable of the workflow, declared as `{name:kind}` with a kind of `text`, `whole`, `duration`
/// (whole seconds), `time`, `path`, `address`, or another reference's kind; a slot of a reference kind is resolved by
/// looking it up, asking the person where several fit.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(Sentences.All.class)
public @interface Sentences {
    String language() default "en";

    String[] value();

    /// Guest JavaScript; only on a class.
    String code() default "";

    /// Holds repeated annotations.
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface All {
        Sentences[] value();
    }
}
