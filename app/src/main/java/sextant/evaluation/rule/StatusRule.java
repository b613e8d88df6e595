package sextant.evaluation.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import sextant.measurement.Cadence;
import sextant.measurement.EffectiveMeasurements;
import sextant.measurement.Measured;
import sextant.objectives.Point;
import sextant.objectives.Shape;
import sextant.objectives.Target;
import sextant.platform.Days;

/** The rule of {@code docs/status-rule.md}, for an organization's time zone. */
public final class StatusRule {

    /** Changes with every change that could give any target another status or explanation. */
    public static final String VERSION = "1";

    private final Days days;

    public StatusRule(ZoneId zone) {
        this.days = new Days(zone);
    }

    /**
     * The verdict on a target at a moment.
     *
     * @param periodStart the first day of the objective's period
     * @param rows the KPI's measurements in any order, corrections and all, or at least those that {@link #decidingDays}
     *     asks for; rows recorded after {@code now} change nothing
     */
    public Verdict judge(
            Target target, Cadence cadence, LocalDate periodStart, Collection<Measured> rows, Instant now) {
        EffectiveMeasurements known = EffectiveMeasurements.knownAt(now, rows);
        Judgement judgement = new Judgement(target, cadence, periodStart, days, known, now);
        Explanation explanation = judgement.explanation();
        return new Verdict(explanation.status(), explanation, validUntil(judgement, explanation), VERSION);
    }

    /**
     * Whoever fetches rows need not fetch all: of the rows known at {@code now}, the verdict rests on the last effective one
     * that is not after {@code now} and not after the end of the day, for each of these days, and on those for instants
     * after {@code now}, of which there are hardly any.
     */
    public SortedSet<LocalDate> decidingDays(Target target, Instant now) {
        LocalDate today = days.dayOf(now);
        SortedSet<LocalDate> deciding = new TreeSet<>();
        for (LocalDate end :
                new LocalDate[] {target.shape().due(), target.shape().lastDay()}) {
            deciding.add(end.isAfter(today) ? today : end);
        }
        return deciding;
    }

    /** The days of this rule's zone. */
    public Days days() {
        return days;
    }

    /**
     * Between two of the turning points nothing that the rule compares changes, so the first one that has another
     * explanation is the answer.
     */
    private Optional<Instant> validUntil(Judgement now, Explanation explanation) {
        for (Instant later : turningPoints(now).tailSet(now.moment(), false)) {
            Judgement then =
                    new Judgement(now.target(), now.cadence(), now.periodStart(), days, now.measurements(), later);
            if (!then.explanation().equals(explanation)) return Optional.of(later);
        }
        return Optional.empty();
    }

    /** The period's first day, the days after the due date and the last day, and when a measurement arrives or turns stale. */
    private NavigableSet<Instant> turningPoints(Judgement now) {
        Shape shape = now.target().shape();
        NavigableSet<Instant> points = new TreeSet<>();
        points.add(days.startOf(now.periodStart()));
        points.add(days.startOf(shape.due().plusDays(1)));
        points.add(days.startOf(shape.lastDay().plusDays(1)));
        points.add(staleFrom(now.cadence(), now.measuringBegins()));
        Stream<LocalDate> ahead =
                now.measurements().after(now.moment()).stream().map(row -> days.dayOf(row.at()));
        now.measurements().after(now.moment()).forEach(row -> points.add(row.at()));
        Stream.concat(now.lastBy(shape.lastDay()).map(Point::date).stream(), ahead)
                .forEach(day -> points.add(staleFrom(now.cadence(), day)));
        return points;
    }

    private Instant staleFrom(Cadence cadence, LocalDate measured) {
        return days.startOf(cadence.freshUntil(measured).plusDays(1));
    }
}
