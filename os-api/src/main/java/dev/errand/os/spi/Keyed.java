package dev.errand.os.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a record with one text component a reference: an argument may be the key as text or any object that has the
/// key as a member, so that guest code passes a File where a path is wanted.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Keyed {
    /// What it names, such as `path`, `address`, `mail`.
    String kind();

    /// Members that may hold the key; the first match wins, of a list the first element.
    String[] members();
}
