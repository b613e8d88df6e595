package sextant.measurement.intake;

/** How reading ended. The rows before the end have been handed over in both cases. */
public sealed interface Outcome {

    long good();

    long bad();

    /** Every row was read. */
    record Finished(long good, long bad) implements Outcome {}

    /** Reading stopped before the end. {@code line} is where, counted as {@link Row#line()}; from there on nothing was read. */
    record Stopped(Reason reason, long line, long good, long bad) implements Outcome {}

    sealed interface Reason {
        record TooLarge(long maxBytes) implements Reason {}

        record TooManyRows(long maxRows) implements Reason {}

        /** A JSON array that breaks off or is none; what follows cannot be told apart. */
        record MalformedJson() implements Reason {}

        /** One number, name or text in a JSON array is longer than a row may be, or nested too deeply. */
        record JsonBeyondLimits(int maxRowCharacters) implements Reason {}
    }
}
