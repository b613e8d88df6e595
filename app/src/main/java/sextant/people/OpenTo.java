package sextant.people;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A handler that needs no permission: open to anybody, or to whoever is signed in, for the reason given. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OpenTo {
    Audience value();

    String because();

    enum Audience {
        ANYBODY,
        SIGNED_IN
    }
}
