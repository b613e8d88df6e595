package sextant.objectives.template;

import java.math.BigDecimal;
import java.time.Period;

/** What a template wants of a KPI. */
public sealed interface Aim {
    /** The value is reached by the due date. */
    record Reach(BigDecimal value) implements Aim {}

    /** The value falls by this share of the baseline, in percent above 0 and below 100. */
    record ReduceBy(int percent) implements Aim {
        public ReduceBy {
            if (percent <= 0 || percent >= 100)
                throw new IllegalArgumentException("a reduction is between 0 and 100 percent, was " + percent);
        }

        /** 20 percent less than 181 is 144.8. */
        BigDecimal of(BigDecimal baseline) {
            return baseline.multiply(BigDecimal.valueOf(100L - percent)).movePointLeft(2);
        }
    }

    /** The value is there by the due date, and stays for as long again as {@code held} says. Until then nothing is expected. */
    record ReachAndMaintain(BigDecimal value, Period held) implements Aim {}
}
