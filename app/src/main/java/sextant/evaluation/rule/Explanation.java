package sextant.evaluation.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import sextant.measurement.Direction;
import sextant.objectives.Bands;
import sextant.objectives.Point;
import sextant.objectives.Range;
import sextant.platform.Decimals;

/**
 * Why a target has its status: the case and the numbers in it, from which a message bundle makes the sentence. An
 * explanation does not mention the day on which it was given, so it stays the same for as long as the case does.
 */
public sealed interface Explanation {

    /** Not started: the objective's period has not begun, and nothing was measured that could be judged. */
    record PeriodAhead(LocalDate begins) implements Explanation {}

    /** Not started: the first measurement is {@code expected} on a day, and counts as missing after {@code dueBy}. */
    record FirstAwaited(LocalDate expected, LocalDate dueBy) implements Explanation {}

    /** No data: there was never a measurement; {@code since} is the first day of no data. */
    record NeverMeasured(LocalDate expected, LocalDate since) implements Explanation {}

    /** No data: the {@code last} measurement got no successor; {@code since} is the first day of no data. */
    record Stale(Point last, LocalDate expected, LocalDate since) implements Explanation {}

    /** On track, at risk or off track: before the due date, against the value the path expects on the measurement's day. */
    record AgainstPath(
            Point measured, Direction direction, BigDecimal expected, Bands bands, BigDecimal target, LocalDate due)
            implements Explanation {
        public AgainstPath {
            expected = Decimals.canonical(expected);
            target = Decimals.canonical(target);
        }

        /** How far the measurement is on the wrong side of the path; 0 or more. */
        public BigDecimal shortfall() {
            return Range.asGoodAs(direction, expected).distanceTo(measured.value());
        }
    }

    /** On track: before the due date, and the target value is already met. */
    record AlreadyMet(Point measured, Direction direction, BigDecimal target, LocalDate due) implements Explanation {
        public AlreadyMet {
            target = Decimals.canonical(target);
        }
    }

    /** No data, for good: the due date passed without any measurement. */
    record NothingByDue(LocalDate due) implements Explanation {}

    /** No data, for good: the last measurement before the day that {@code decided} was fresh only until an earlier one. */
    record StaleAtEnd(Point last, LocalDate freshUntil, LocalDate decided) implements Explanation {}

    /** Achieved or missed: the last measurement by the due date. */
    record AtDue(Point measured, Direction direction, BigDecimal target, LocalDate due) implements Explanation {
        public AtDue {
            target = Decimals.canonical(target);
        }
    }

    /** On track, at risk or off track: reached at the due date, and to be held {@code until} a later day. */
    record Maintaining(Point measured, Direction direction, BigDecimal target, Bands bands, LocalDate until)
            implements Explanation {
        public Maintaining {
            target = Decimals.canonical(target);
        }

        /** How far the measurement is on the wrong side of the target; 0 or more. */
        public BigDecimal shortfall() {
            return Range.asGoodAs(direction, target).distanceTo(measured.value());
        }
    }

    /** Achieved or missed: the last measurement by the last day to maintain. */
    record Maintained(Point measured, Direction direction, BigDecimal target, LocalDate until) implements Explanation {
        public Maintained {
            target = Decimals.canonical(target);
        }
    }

    /** On track, at risk or off track: before the due date, against a range. */
    record AgainstRange(Point measured, Range range, Bands bands, LocalDate due) implements Explanation {

        /** How far the measurement is outside the range; 0 or more. */
        public BigDecimal distance() {
            return range.distanceTo(measured.value());
        }
    }

    /** Achieved or missed: the last measurement by the due date, against a range. */
    record RangeAtDue(Point measured, Range range, LocalDate due) implements Explanation {}

    /** The status that this explains. */
    default Status status() {
        return switch (this) {
            case PeriodAhead _, FirstAwaited _ -> Status.NOT_STARTED;
            case NeverMeasured _, Stale _, NothingByDue _, StaleAtEnd _ -> Status.NO_DATA;
            case AgainstPath path -> Status.at(path.shortfall(), path.bands());
            case AlreadyMet _ -> Status.ON_TRACK;
            case Maintaining maintaining -> Status.at(maintaining.shortfall(), maintaining.bands());
            case AgainstRange range -> Status.at(range.distance(), range.bands());
            case AtDue at -> decided(Range.asGoodAs(at.direction(), at.target()), at.measured());
            case Maintained at -> decided(Range.asGoodAs(at.direction(), at.target()), at.measured());
            case RangeAtDue at -> decided(at.range(), at.measured());
        };
    }

    private static Status decided(Range goal, Point measured) {
        return goal.contains(measured.value()) ? Status.ACHIEVED : Status.MISSED;
    }

    /** The stable name for message keys and storage. */
    default String code() {
        return switch (this) {
            case PeriodAhead _ -> "period-ahead";
            case FirstAwaited _ -> "first-awaited";
            case NeverMeasured _ -> "never-measured";
            case Stale _ -> "stale";
            case AgainstPath _ -> "against-path";
            case AlreadyMet _ -> "already-met";
            case NothingByDue _ -> "nothing-by-due";
            case StaleAtEnd _ -> "stale-at-end";
            case AtDue _ -> "at-due";
            case Maintaining _ -> "maintaining";
            case Maintained _ -> "maintained";
            case AgainstRange _ -> "against-range";
            case RangeAtDue _ -> "range-at-due";
        };
    }

    /** The code (under {@code code}) and the parameters as text, for storage; {@link #of} reads them back. */
    default Map<String, String> stored() {
        return ExplanationText.write(this);
    }

    /** The explanation that was {@link #stored} so. */
    static Explanation of(Map<String, String> stored) {
        return ExplanationText.read(stored);
    }
}
