package sextant.measurement;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * One value of a KPI at one time, with its provenance. Never changed: a correction is a later row for the same time.
 *
 * @param correction 0 for the first value, then 1, 2, …; the highest is in effect
 * @param reason why it was corrected; empty for a first value
 */
public record Measurement(
        Instant at,
        int correction,
        BigDecimal value,
        Optional<LocalDate> periodFrom,
        String note,
        String reason,
        String channel,
        String sourceName,
        Instant recordedAt,
        UUID recordedBy,
        String recordedByName,
        Optional<String> evidence) {
    public Measured measured() {
        return new Measured(at, correction, value, recordedAt);
    }
}
