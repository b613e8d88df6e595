package sextant.objectives;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import sextant.measurement.Direction;
import sextant.platform.Decimals;

/**
 * The way a value is expected to go: straight, by days, from the baseline through the milestones to the target value on the
 * due date.
 *
 * @param milestones in the order of their dates, all strictly between the baseline's date and {@code due}
 * @param target the value to reach, in the KPI's direction at least as good as the baseline's
 */
public record Path(Direction direction, Point baseline, List<Point> milestones, BigDecimal target, LocalDate due) {

    /** Decimals of an expected value; part of the rule, so a change needs a new version of it. */
    static final int SCALE = 6;

    public Path {
        TargetProblem.refuse(problems(direction, baseline, milestones, target, due));
        milestones = List.copyOf(milestones);
        target = Decimals.canonical(target);
    }

    /** What keeps these from being a path; empty if nothing does. */
    public static List<TargetProblem> problems(
            Direction direction, Point baseline, List<Point> milestones, BigDecimal target, LocalDate due) {
        List<TargetProblem> problems = new ArrayList<>();
        if (!due.isAfter(baseline.date())) problems.add(new TargetProblem.DueNotAfterFirstDay(baseline.date(), due));
        for (int i = 0; i < milestones.size(); i++) {
            LocalDate date = milestones.get(i).date();
            if (!date.isAfter(baseline.date()) || !date.isBefore(due))
                problems.add(new TargetProblem.MilestoneNotBetween(i, date));
            if (i > 0 && !date.isAfter(milestones.get(i - 1).date()))
                problems.add(new TargetProblem.MilestoneOutOfOrder(
                        i, date, milestones.get(i - 1).date()));
        }
        if (!Range.asGoodAs(direction, baseline.value()).contains(target))
            problems.add(new TargetProblem.TargetWorseThanBaseline(direction, baseline.value(), target));
        return List.copyOf(problems);
    }

    /** The values that meet the target. */
    public Range goal() {
        return Range.asGoodAs(direction, target);
    }

    /** Baseline, milestones and target, in the order of their dates. */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        points.add(baseline);
        points.addAll(milestones);
        points.add(new Point(due, target));
        return List.copyOf(points);
    }

    /** The expected value on a day from the baseline's date to the due date, rounded half even to 6 decimals. */
    public BigDecimal expectedOn(LocalDate day) {
        if (day.isBefore(baseline.date()) || day.isAfter(due))
            throw new IllegalArgumentException("nothing is expected on " + day);
        Point from = baseline;
        for (Point to : points()) {
            if (!day.isAfter(to.date()) && to.date().isAfter(from.date())) return between(from, to, day);
            from = to;
        }
        throw new AssertionError("a path ends on its due date");
    }

    /** One division, at the end, so that the rounding is of the exact value. */
    private static BigDecimal between(Point from, Point to, LocalDate day) {
        BigDecimal length = BigDecimal.valueOf(ChronoUnit.DAYS.between(from.date(), to.date()));
        BigDecimal gone = BigDecimal.valueOf(ChronoUnit.DAYS.between(from.date(), day));
        BigDecimal climb = to.value().subtract(from.value());
        BigDecimal times = from.value().multiply(length).add(climb.multiply(gone));
        return Decimals.canonical(times.divide(length, SCALE, RoundingMode.HALF_EVEN));
    }
}
