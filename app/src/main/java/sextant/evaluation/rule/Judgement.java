package sextant.evaluation.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import sextant.measurement.Cadence;
import sextant.measurement.EffectiveMeasurements;
import sextant.objectives.Path;
import sextant.objectives.Point;
import sextant.objectives.Range;
import sextant.objectives.Shape;
import sextant.objectives.Target;
import sextant.platform.Days;

/** The rule applied at one moment to one target. */
record Judgement(
        Target target,
        Cadence cadence,
        LocalDate periodStart,
        Days days,
        EffectiveMeasurements measurements,
        Instant moment) {

    Explanation explanation() {
        LocalDate today = days.dayOf(moment);
        if (periodStart.isAfter(today) && lastBy(target.shape().lastDay()).isEmpty())
            return new Explanation.PeriodAhead(periodStart);
        return switch (target.shape()) {
            case Shape.ReachByDate(Path path) -> today.isAfter(path.due()) ? atDue(path) : onTheWay(path, today);
            case Shape.ReachAndMaintain(Path path, LocalDate until) -> {
                if (!today.isAfter(path.due())) yield onTheWay(path, today);
                Explanation atDue = atDue(path);
                if (atDue.status() != Status.ACHIEVED) yield atDue;
                yield today.isAfter(until) ? atEndOfMaintaining(path, until) : maintaining(path, until, today);
            }
            case Shape.KeepWithin keep -> keptWithin(keep.range(), keep.due(), today);
        };
    }

    private Explanation keptWithin(Range range, LocalDate due, LocalDate today) {
        if (today.isAfter(due)) return decidedOn(due, measured -> new Explanation.RangeAtDue(measured, range, due));
        return fresh(today, measured -> new Explanation.AgainstRange(measured, range, target.bands(), due));
    }

    private Explanation onTheWay(Path path, LocalDate today) {
        return fresh(
                today,
                measured -> path.goal().contains(measured.value())
                        ? new Explanation.AlreadyMet(measured, path.direction(), path.target(), path.due())
                        : new Explanation.AgainstPath(
                                measured,
                                path.direction(),
                                path.expectedOn(measured.date()),
                                target.bands(),
                                path.target(),
                                path.due()));
    }

    private Explanation atDue(Path path) {
        return decidedOn(
                path.due(), measured -> new Explanation.AtDue(measured, path.direction(), path.target(), path.due()));
    }

    private Explanation maintaining(Path path, LocalDate until, LocalDate today) {
        return fresh(
                today,
                measured ->
                        new Explanation.Maintaining(measured, path.direction(), path.target(), target.bands(), until));
    }

    private Explanation atEndOfMaintaining(Path path, LocalDate until) {
        return decidedOn(
                until, measured -> new Explanation.Maintained(measured, path.direction(), path.target(), until));
    }

    /** Judges the last measurement by today if it is fresh today. */
    private Explanation fresh(LocalDate today, Function<Point, Explanation> judge) {
        Optional<Point> last = lastBy(today);
        if (last.isEmpty()) return awaited(today);
        LocalDate freshUntil = cadence.freshUntil(last.get().date());
        if (!today.isAfter(freshUntil)) return judge.apply(last.get());
        return new Explanation.Stale(
                last.get(), cadence.expectedAfter(last.get().date()), freshUntil.plusDays(1));
    }

    private Explanation awaited(LocalDate today) {
        LocalDate begin = measuringBegins();
        LocalDate expected = cadence.expectedAfter(begin);
        LocalDate dueBy = cadence.freshUntil(begin);
        return today.isAfter(dueBy)
                ? new Explanation.NeverMeasured(expected, dueBy.plusDays(1))
                : new Explanation.FirstAwaited(expected, dueBy);
    }

    /** Judges the last measurement by a past day if it was fresh then. */
    private Explanation decidedOn(LocalDate day, Function<Point, Explanation> judge) {
        Optional<Point> last = lastBy(day);
        if (last.isEmpty()) return new Explanation.NothingByDue(day);
        LocalDate freshUntil = cadence.freshUntil(last.get().date());
        return day.isAfter(freshUntil)
                ? new Explanation.StaleAtEnd(last.get(), freshUntil, day)
                : judge.apply(last.get());
    }

    /** The last measurement on a judged day up to {@code day}, as far as the moment reaches. */
    Optional<Point> lastBy(LocalDate day) {
        return measurements
                .last(days.startOf(target.shape().firstDay()), days.startOf(day.plusDays(1)), moment)
                .map(row -> new Point(days.dayOf(row.at()), row.value()));
    }

    LocalDate measuringBegins() {
        LocalDate firstDay = target.shape().firstDay();
        return periodStart.isAfter(firstDay) ? periodStart : firstDay;
    }
}
