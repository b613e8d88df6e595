package sextant.measurement;

import java.math.BigDecimal;
import java.time.Instant;
import sextant.platform.Decimals;

/**
 * One row of a KPI's measurements, as recorded.
 *
 * @param at the instant that the value is for
 * @param correction 0 for the first row of that instant, and greater for each one that replaces it
 * @param recordedAt from when on the row was known
 */
public record Measured(Instant at, int correction, BigDecimal value, Instant recordedAt) {
    public Measured {
        if (correction < 0) throw new IllegalArgumentException("a correction number is not negative: " + correction);
        value = Decimals.canonical(value);
    }
}
