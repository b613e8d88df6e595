package sextant.platform;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The days of an organization. A day begins at the first instant at which the clocks show its date, or a later one where
 * the date was skipped, and lasts until the next begins. So days follow each other even where clocks were set back across
 * midnight (St John's did so until 2011), which a plain look at the clock does not give.
 */
public record Days(ZoneId zone) {

    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    public LocalDate dayOf(Instant instant) {
        LocalDate day = LocalDate.ofInstant(instant, zone);
        while (!startOf(day.plusDays(1)).isAfter(instant)) day = day.plusDays(1);
        return day;
    }
}
