package sextant.platform.web;

import java.util.List;
import java.util.function.Supplier;

/** Input from outside, either as a value that cannot be wrong or as what is wrong with it, field by field. */
public sealed interface Parsed<T> {
    record Valid<T>(T value) implements Parsed<T> {}

    record Invalid<T>(List<FieldProblem> problems) implements Parsed<T> {}

    /** The value, asked for only when the checks found nothing. */
    static <T> Parsed<T> of(Checks checks, Supplier<T> value) {
        return checks.problems().isEmpty() ? new Valid<>(value.get()) : new Invalid<>(checks.problems());
    }
}
