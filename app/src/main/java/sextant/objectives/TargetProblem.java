package sextant.objectives;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import sextant.measurement.Direction;

/** Why given numbers and dates are not a target. A form shows these; a target that has one cannot be built. */
public sealed interface TargetProblem {

    /** The due date is not after the target's first day (the baseline's date, or the first day of a range). */
    record DueNotAfterFirstDay(LocalDate firstDay, LocalDate due) implements TargetProblem {}

    /** A milestone is not strictly between the baseline's date and the due date. */
    record MilestoneNotBetween(int index, LocalDate milestone) implements TargetProblem {}

    /** A milestone is not after the one before it in the list. */
    record MilestoneOutOfOrder(int index, LocalDate milestone, LocalDate previous) implements TargetProblem {}

    /** The target value is worse than the baseline's, in the KPI's direction. */
    record TargetWorseThanBaseline(Direction direction, BigDecimal baseline, BigDecimal target)
            implements TargetProblem {}

    record MaintainUntilNotAfterDue(LocalDate due, LocalDate maintainUntil) implements TargetProblem {}

    record NegativeBand(BigDecimal band) implements TargetProblem {}

    /** The band for at risk reaches further than the one for off track. */
    record BandsReversed(BigDecimal atRisk, BigDecimal offTrack) implements TargetProblem {}

    /** A range has neither a lowest nor a highest value. */
    record NoBound() implements TargetProblem {}

    record LowAboveHigh(BigDecimal low, BigDecimal high) implements TargetProblem {}

    /** The stable name for message keys. */
    default String code() {
        return switch (this) {
            case DueNotAfterFirstDay _ -> "due-not-after-first-day";
            case MilestoneNotBetween _ -> "milestone-not-between";
            case MilestoneOutOfOrder _ -> "milestone-out-of-order";
            case TargetWorseThanBaseline _ -> "target-worse-than-baseline";
            case MaintainUntilNotAfterDue _ -> "maintain-until-not-after-due";
            case NegativeBand _ -> "negative-band";
            case BandsReversed _ -> "bands-reversed";
            case NoBound _ -> "no-bound";
            case LowAboveHigh _ -> "low-above-high";
        };
    }

    /** Whoever builds a value has asked for its problems before; so a problem here is a bug. */
    static void refuse(List<TargetProblem> problems) {
        if (!problems.isEmpty()) throw new IllegalArgumentException(problems.toString());
    }
}
