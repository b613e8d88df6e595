package sextant.measurement;

import java.time.LocalDate;

/**
 * When measurements of a KPI are expected.
 *
 * @param graceDays how many days late a measurement may be before its lack counts, 0 or more
 */
public record Cadence(Frequency frequency, int graceDays) {

    public Cadence {
        if (graceDays < 0) throw new IllegalArgumentException("grace must not be negative, was " + graceDays);
    }

    /** The day on which the measurement after one of {@code day} is expected. */
    public LocalDate expectedAfter(LocalDate day) {
        return frequency.after(day);
    }

    /** The last day on which a measurement of {@code day} still speaks for its KPI. */
    public LocalDate freshUntil(LocalDate day) {
        return expectedAfter(day).plusDays(graceDays);
    }
}
