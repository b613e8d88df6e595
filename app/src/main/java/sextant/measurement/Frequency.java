package sextant.measurement;

import java.time.LocalDate;
import java.time.Period;

/** How often a KPI is collected, as calendar periods: one month after 31 January is the last day of February. */
public enum Frequency {
    DAY(Period.ofDays(1)),
    WEEK(Period.ofWeeks(1)),
    MONTH(Period.ofMonths(1)),
    QUARTER(Period.ofMonths(3)),
    HALF_YEAR(Period.ofMonths(6)),
    YEAR(Period.ofYears(1));

    private final Period period;

    Frequency(Period period) {
        this.period = period;
    }

    /** One collection period after {@code day}. */
    public LocalDate after(LocalDate day) {
        return after(day, 1);
    }

    /** So many periods after {@code day}: counted from there, so that the 31st comes back after a short month. */
    public LocalDate after(LocalDate day, int times) {
        return day.plus(period.multipliedBy(times));
    }
}
