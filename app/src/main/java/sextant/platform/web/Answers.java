package sextant.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a handler of the API answers with when it did what it was asked, for the description of the API; a handler whose
 * type says it already needs none. Tests compare it with every answer that they see. Refusals are RFC 9457 problems.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Answers {
    /** The type of the body; {@code Void} for none. */
    Class<?> value() default Void.class;

    /** Whether the body is a list of that type. */
    boolean list() default false;

    /** 201 where it made something, 204 where there is no body; more than one where both happen. */
    int[] status() default 200;

    String media() default "application/json";
}
