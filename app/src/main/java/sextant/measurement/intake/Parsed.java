package sextant.measurement.intake;

/** What became of a cell's text. */
sealed interface Parsed<T> {
    record Read<T>(T value) implements Parsed<T> {}

    record Refused<T>(Problem problem) implements Parsed<T> {}
}
