package sextant.platform.web;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One choice of a select field. */
public record Option(String value, String label) {
    /** One for each value, in their order. */
    public static <T> List<Option> each(T[] values, Function<T, String> code, UnaryOperator<String> label) {
        return Arrays.stream(values)
                .map(code)
                .map(value -> new Option(value, label.apply(value)))
                .toList();
    }
}
