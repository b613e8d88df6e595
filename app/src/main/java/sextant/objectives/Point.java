package sextant.objectives;

import java.math.BigDecimal;
import java.time.LocalDate;
import sextant.platform.Decimals;

/** A value on a day: a baseline, a milestone, a place on the expected path, or what was measured. */
public record Point(LocalDate date, BigDecimal value) {

    public Point {
        value = Decimals.canonical(value);
    }
}
