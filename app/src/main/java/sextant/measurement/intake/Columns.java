package sextant.measurement.intake;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Which cell of a row is what, counted from 0; no cell is two things. */
public record Columns(int time, int value, OptionalInt note, OptionalInt periodFrom) {

    public Columns {
        if (!distinct(time, value, note, periodFrom))
            throw new IllegalArgumentException("columns must be distinct and not negative");
    }

    public Columns(int time, int value) {
        this(time, value, OptionalInt.empty(), OptionalInt.empty());
    }

    /** Empty when a column is chosen for two things, or is negative. */
    public static Optional<Columns> parse(int time, int value, OptionalInt note, OptionalInt periodFrom) {
        return distinct(time, value, note, periodFrom)
                ? Optional.of(new Columns(time, value, note, periodFrom))
                : Optional.empty();
    }

    private static boolean distinct(int time, int value, OptionalInt note, OptionalInt periodFrom) {
        Set<Integer> seen = new HashSet<>();
        return Stream.of(OptionalInt.of(time), OptionalInt.of(value), note, periodFrom)
                .flatMapToInt(OptionalInt::stream)
                .allMatch(column -> column >= 0 && seen.add(column));
    }
}
