package sextant.measurement.intake;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import sextant.platform.tables.Encoding;

/**
 * What the beginning of an upload looks like. Generous: some bad rows do not keep the rest from being recognised. What
 * can be read in two ways is said to be so and left to a person; reading itself never guesses.
 *
 * @param width how many cells most rows have
 * @param columns one for each of these cells
 * @param time empty, as the others, where no column suggests itself
 */
public record Detection(
        Encoding encoding,
        Delimiter delimiter,
        Quote quote,
        boolean header,
        int width,
        List<ColumnFound> columns,
        Optional<Suggestion> time,
        Optional<Suggestion> value,
        Optional<Suggestion> note,
        Optional<Suggestion> periodFrom) {

    /** How much of an upload is looked at, in bytes; more than these are passed over. */
    public static final int HEAD = 65_536;

    public Detection {
        columns = List.copyOf(columns);
    }

    /** How sure we are that a column is what we take it for. */
    public enum Confidence {
        /** Its name and what is in it agree, or nothing else is possible. */
        HIGH,
        /** Others could be it as well. */
        LOW
    }

    public record Suggestion(int column, Confidence confidence) {}

    /**
     * @param name as the header has it; empty without a header
     * @param examples the first few cells that are not empty, shortened to 80 characters
     */
    public record ColumnFound(int index, String name, Dates dates, Numbers numbers, List<String> examples) {}

    /** How most cells of a column can be read as dates. */
    public sealed interface Dates {
        record None() implements Dates {}

        record Certain(DateFormat format) implements Dates {}

        /** To be asked. A single candidate is one that must be chosen, never assumed: epoch seconds. */
        record Ambiguous(List<DateFormat> candidates) implements Dates {}
    }

    /** How most cells of a column can be read as numbers. */
    public sealed interface Numbers {
        record None() implements Numbers {}

        record Certain(NumberStyle style) implements Numbers {}

        /** To be asked: the candidates, likeliest first, read different numbers from the same cells. */
        record Ambiguous(List<NumberStyle> candidates) implements Numbers {}
    }

    /**
     * @param head the first bytes of an upload, {@link #HEAD} of them if it has that many: so many are taken to be cut off
     *     somewhere in a line, fewer to be all there is
     */
    public static Detection detect(byte[] head) {
        return new Detector(head).detect();
    }

    /** The whole mapping, when nothing is left to ask: time and value are sure, and so is how they are written. */
    public Optional<Mapping> mapping(ZoneId zone) {
        if (time.isEmpty() || value.isEmpty()) return Optional.empty();
        if (time.get().confidence() == Confidence.LOW || value.get().confidence() == Confidence.LOW)
            return Optional.empty();
        return mapping(new Columns(time.get().column(), value.get().column(), index(note), index(periodFrom)), zone);
    }

    /** The same with columns that a person chose; empty when one is none of ours or its format has to be asked. */
    public Optional<Mapping> mapping(Columns chosen, ZoneId zone) {
        if (chosen.time() >= columns.size() || chosen.value() >= columns.size()) return Optional.empty();
        return columns.get(chosen.time()).dates() instanceof Dates.Certain(var dates)
                        && columns.get(chosen.value()).numbers() instanceof Numbers.Certain(var numbers)
                ? Optional.of(new Mapping(encoding, delimiter, quote, header, width, chosen, numbers, dates, zone))
                : Optional.empty();
    }

    private static OptionalInt index(Optional<Suggestion> suggestion) {
        return suggestion.map(found -> OptionalInt.of(found.column())).orElseGet(OptionalInt::empty);
    }
}
