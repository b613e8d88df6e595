package sextant.measurement.intake;

import java.time.Instant;
import java.time.LocalDate;
import sextant.platform.tables.Formulas;

/** Why a row cannot be taken. Texts are what stood there, shortened to 80 characters: show them, never evaluate them. */
public sealed interface Problem {

    // Values

    record NotANumber(String text) implements Problem {}

    /** NaN, an infinity, or a number beyond the range of a double such as 1e999. */
    record NotFinite(String text) implements Problem {}

    /** More than 20 digits before the point or 10 after it. */
    record TooManyDigits(String text) implements Problem {}

    // Times

    record NotADate(Column column, String text) implements Problem {}

    /** A time of day that the clocks of the zone skipped. */
    record NoSuchLocalTime(String text) implements Problem {}

    /** Finer than a microsecond: to store it would be to change it. */
    record TimeTooFine(String text) implements Problem {}

    /** Before 1970-01-01. */
    record DateTooOld(Column column, LocalDate date) implements Problem {}

    /**
     * More than a day after now. The day is for people whose date is already tomorrow's (zones are up to 26 hours apart,
     * but a date counts from its start) and for clocks that run ahead.
     */
    record DateInFuture(Instant at) implements Problem {}

    record PeriodReversed(LocalDate from, LocalDate to) implements Problem {}

    /** The same time as an earlier good row of this upload. */
    record DuplicateTime(Instant at, long firstLine) implements Problem {}

    // Cells

    record MissingCell(Column column) implements Problem {}

    /** A cell that a spreadsheet would run; see {@link Formulas}. */
    record FormulaInCell(Column column, String text) implements Problem {}

    record CellTooLong(Column column, int limit) implements Problem {}

    /** A character that is no text, such as NUL. */
    record ControlCharacter(Column column, int codePoint) implements Problem {}

    // Rows

    /** Bytes that do not exist in the encoding. */
    record Undecodable() implements Problem {}

    /** More cells than the header has, more fields than allowed. */
    record RowTooWide(int cells, int limit) implements Problem {}

    record RowTooLong(int limit) implements Problem {}

    /** A quote that never closes within the row limit, or with text after its end. Reading goes on with the next line. */
    record BrokenQuote() implements Problem {}

    // JSON

    record NotAnObject() implements Problem {}

    record MalformedJson() implements Problem {}

    record UnknownField(String name) implements Problem {}

    record DuplicateField(String name) implements Problem {}

    /** An array or object where a number or text belongs. */
    record NestedValue(String name) implements Problem {}
}
