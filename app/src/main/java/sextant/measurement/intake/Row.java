package sextant.measurement.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of an upload. {@code line} is where it starts, from 1: a line of CSV or NDJSON, an element of a JSON array. */
public sealed interface Row {

    long line();

    /**
     * A measurement to be.
     *
     * @param at in whole microseconds, as the database keeps it
     * @param localDate the day of {@code at} in the organization's zone
     * @param value at most 20 digits before the point and 10 after; without trailing zeros, scale 0 to 10, so that equal
     *     numbers are equal however they were written
     * @param note without blanks around it, line breaks as {@code \n}; null when there is none
     * @param periodFrom first day of the period that the value is about, not after {@code localDate}; null when the row
     *     does not say
     */
    record Good(
            long line,
            Instant at,
            LocalDate localDate,
            BigDecimal value,
            @Nullable String note,
            @Nullable LocalDate periodFrom)
            implements Row {}

    /**
     * A row that cannot be taken.
     *
     * @param problems at least one
     * @param cells what stood there, shortened to the limits, for showing and never for evaluating; of a JSON object its
     *     at, value, note and periodFrom
     */
    record Bad(long line, List<Problem> problems, List<String> cells) implements Row {
        public Bad {
            if (problems.isEmpty()) throw new IllegalArgumentException("a bad row has a problem");
            problems = List.copyOf(problems);
            cells = List.copyOf(cells);
        }
    }
}
