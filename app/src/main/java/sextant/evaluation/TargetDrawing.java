package sextant.evaluation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import sextant.measurement.Direction;
import sextant.measurement.Kpi;
import sextant.measurement.Measured;
import sextant.objectives.Point;
import sextant.objectives.Range;
import sextant.objectives.Shape;
import sextant.objectives.Target;
import sextant.people.Actor;
import sextant.platform.charts.MeasurementChart;
import sextant.platform.language.ChartAxes;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;

/** Draws one target's course: measurements, expected path, tolerance bands, target line, due date and milestones. */
public final class TargetDrawing {
    /** @param expected what the path or the range asked for that day; empty outside of them */
    public record Reading(String date, String value, String expected, boolean corrected) {}

    private final Actor actor;
    private final Kpi.Definition kpi;
    private final Target target;
    private final ZoneId zone;

    public TargetDrawing(Actor actor, Kpi.Definition kpi, Target target) {
        this.actor = actor;
        this.kpi = kpi;
        this.target = target;
        this.zone = actor.organizationZone();
    }

    /** So many of a KPI's newest rows are drawn: more than a screen has room for, and few enough to be sent. */
    public static final int MOST = 5_000;

    /**
     * Empty when there is nothing to draw: no measurement and no expected path.
     *
     * @param history the rows that are drawn, oldest first; those recorded after the moment must not be in it
     */
    public Optional<MeasurementChart> chart(List<Measured> history) {
        boolean nothing = history.isEmpty() && target.expectedPath().isEmpty();
        return nothing ? Optional.empty() : Optional.of(drawing(history));
    }

    private MeasurementChart drawing(List<Measured> history) {
        Texts texts = actor.reader().texts();
        List<MeasurementChart.Point> points = effective(history).stream()
                .map(row -> new MeasurementChart.Point(
                        row.at(), row.value().doubleValue(), value(row.value()), reading(row), row.correction() > 0))
                .toList();
        return new MeasurementChart(
                kpi.name(),
                texts.text("chart.description", points.size()),
                points,
                course(),
                List.of(),
                ChartAxes.of(actor.reader(), zone, kpi.unitOfMeasure()));
    }

    private MeasurementChart.Course course() {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        List<MeasurementChart.Waypoint> path = target.expectedPath().stream()
                .map(point -> new MeasurementChart.Waypoint(
                        point.date(), point.value().doubleValue()))
                .toList();
        LocalDate due = target.shape().due();
        Optional<MeasurementChart.NamedDate> dueDate =
                Optional.of(new MeasurementChart.NamedDate(due, texts.text("chart.due", formats.date(due))));
        return switch (target.shape()) {
            case Shape.KeepWithin(var from, var range, var until) ->
                new MeasurementChart.Course(
                        List.of(), "", List.of(band(from, until, range)), Optional.empty(), dueDate, List.of());
            case Shape.ReachByDate(var along) -> pathCourse(path, along, dueDate);
            case Shape.ReachAndMaintain(var along, var until) -> pathCourse(path, along, dueDate);
        };
    }

    private MeasurementChart.Course pathCourse(
            List<MeasurementChart.Waypoint> path,
            sextant.objectives.Path along,
            Optional<MeasurementChart.NamedDate> due) {
        Texts texts = actor.reader().texts();
        double atRisk = target.bands().atRisk().doubleValue();
        double offTrack = target.bands().offTrack().doubleValue();
        List<MeasurementChart.Band> bands = offTrack == 0
                ? List.of()
                : MeasurementChart.Band.beside(
                        path,
                        along.direction() == Direction.DECREASE
                                ? MeasurementChart.WorseSide.ABOVE
                                : MeasurementChart.WorseSide.BELOW,
                        atRisk,
                        offTrack,
                        texts.text("status.at-risk"),
                        texts.text("status.off-track"));
        List<MeasurementChart.Milestone> milestones = new ArrayList<>();
        for (Point point : along.milestones())
            milestones.add(new MeasurementChart.Milestone(
                    new MeasurementChart.Waypoint(point.date(), point.value().doubleValue()), value(point.value())));
        return new MeasurementChart.Course(
                path,
                texts.text("chart.path"),
                bands,
                Optional.of(new MeasurementChart.Level(
                        along.target().doubleValue(), texts.text("chart.target", value(along.target())))),
                due,
                milestones);
    }

    private MeasurementChart.Band band(LocalDate from, LocalDate until, Range range) {
        return MeasurementChart.Band.range(
                from,
                until,
                range.low().map(BigDecimal::doubleValue).orElse(Double.NEGATIVE_INFINITY),
                range.high().map(BigDecimal::doubleValue).orElse(Double.POSITIVE_INFINITY),
                actor.reader().texts().text("chart.range"));
    }

    /** The newest readings in effect for a table, each beside what was expected on its day. */
    public List<Reading> readings(List<Measured> history, int most) {
        List<Measured> rows = effective(history);
        List<Reading> readings = new ArrayList<>();
        for (Measured row :
                rows.subList(Math.max(0, rows.size() - most), rows.size()).reversed())
            readings.add(new Reading(
                    actor.reader().formats().date(day(row.at())),
                    actor.reader().formats().number(row.value()),
                    expected(day(row.at())),
                    row.correction() > 0));
        return readings;
    }

    private String reading(Measured row) {
        String expected = expected(day(row.at()));
        Texts texts = actor.reader().texts();
        String date = actor.reader().formats().date(day(row.at()));
        return expected.isEmpty()
                ? texts.text("chart.reading", date, value(row.value()))
                : texts.text("chart.reading-expected", date, value(row.value()), expected);
    }

    private String expected(LocalDate day) {
        return target.bandAt(day)
                .map(band -> switch (band.wanted()) {
                    case Range.AtLeast(var limit) ->
                        "≥ " + actor.reader().formats().rough(limit);
                    case Range.AtMost(var limit) ->
                        "≤ " + actor.reader().formats().rough(limit);
                    case Range.Between(var low, var high) ->
                        actor.reader().formats().rough(low) + "–"
                                + actor.reader().formats().rough(high);
                })
                .orElse("");
    }

    private static List<Measured> effective(List<Measured> history) {
        TreeMap<Instant, Measured> newest = new TreeMap<>();
        history.forEach(row -> newest.put(row.at(), row));
        return List.copyOf(newest.values());
    }

    private LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private String value(BigDecimal value) {
        String number = actor.reader().formats().rough(value);
        return kpi.unitOfMeasure().isEmpty() ? number : number + " " + kpi.unitOfMeasure();
    }
}
