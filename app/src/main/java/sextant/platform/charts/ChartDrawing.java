package sextant.platform.charts;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import sextant.platform.charts.Labels.Anchor;
import sextant.platform.charts.Labels.Place;
import sextant.platform.charts.MeasurementChart.Band;
import sextant.platform.charts.MeasurementChart.Course;
import sextant.platform.charts.MeasurementChart.Edge;
import sextant.platform.charts.MeasurementChart.Milestone;
import sextant.platform.charts.MeasurementChart.Note;
import sextant.platform.charts.MeasurementChart.Point;
import sextant.platform.charts.MeasurementChart.Size;
import sextant.platform.charts.MeasurementChart.Waypoint;

/** One drawing of a chart, from the back to the front; {@link ChartNames} then writes what things are called. */
final class ChartDrawing {
    /** With more points than this, single ones cannot be told apart and the line alone is drawn. */
    private static final int MOST_POINTS = 400;

    private static final int FEW_POINTS = 60;
    private static final double TOP = 26;
    private static final double BELOW = 30;
    private static final double RIGHT = 14;
    private static final double ZEBRA = 4;

    private final MeasurementChart chart;
    private final Course course;
    private final Size size;
    private final ValueScale values;
    private final TimeScale times;
    private final Labels labels;
    private final Svg svg = new Svg();

    ChartDrawing(MeasurementChart chart, Size size) {
        this.chart = chart;
        this.course = chart.course();
        this.size = size;
        double bottom = size.height() - BELOW;
        List<Double> shown = shownValues();
        double lowest = shown.stream().min(Comparator.naturalOrder()).orElseThrow();
        double highest = shown.stream().max(Comparator.naturalOrder()).orElseThrow();
        this.values = ValueScale.over(lowest, highest, TOP, bottom, 5);
        double widest = values.ticks().stream()
                .mapToDouble(tick -> Labels.width(word(tick)))
                .max()
                .orElse(0);
        this.times = timeScale(Math.min(widest + 10, size.width() / 3.0));
        this.labels = new Labels(size.width(), size.height());
    }

    private List<Double> shownValues() {
        return Stream.of(
                        chart.points().stream().map(Point::value),
                        course.path().stream().map(Waypoint::value),
                        course.milestones().stream()
                                .map(milestone -> milestone.waypoint().value()),
                        course.target().stream().map(MeasurementChart.Level::value),
                        course.bands().stream()
                                .flatMap(band -> band.edges().stream())
                                .flatMap(edge -> Stream.of(edge.low(), edge.high()))
                                .filter(Double::isFinite))
                .flatMap(each -> each)
                .toList();
    }

    private TimeScale timeScale(double left) {
        List<Instant> shown = Stream.of(
                        chart.points().stream().map(Point::at),
                        course.path().stream().map(waypoint -> instant(waypoint.on())),
                        course.due().stream().map(due -> instant(due.on())))
                .flatMap(each -> each)
                .sorted()
                .toList();
        Instant from = shown.getFirst();
        Instant to = shown.getLast();
        Duration span = Duration.between(from, to);
        Duration room = span.isZero() ? Duration.ofDays(1) : span.dividedBy(50).plusSeconds(1);
        return new TimeScale(
                from.minus(room),
                to.plus(room),
                left,
                size.width() - RIGHT,
                chart.axes().zone());
    }

    String svg() {
        svg.open("svg")
                .with("class", size.cssClass())
                .with("viewBox", "0 0 " + size.width() + " " + size.height())
                .with("width", size.width())
                .with("height", size.height())
                .with("role", "img")
                .with("aria-label", chart.title())
                .body();
        svg.open("desc").body().text(chart.description()).close("desc");
        List<Place> points = chart.points().stream().map(this::place).toList();
        course.bands().forEach(this::drawBand);
        drawValueAxis();
        drawTimeAxis();
        drawPath();
        course.target().ifPresent(target -> {
            double y = values.y(target.value());
            drawStraight(Ink.TARGET, times.left(), y, times.right(), y);
        });
        course.due().ifPresent(due -> drawStraight(Ink.DUE, x(due.on()), TOP - 6, x(due.on()), values.bottom()));
        drawMilestones();
        chart.notes().stream().filter(note -> times.contains(note.on())).forEach(this::drawNoteLine);
        drawLine(points);
        drawPoints(points);
        new ChartNames(chart, size, values, times, labels, svg).nameEverything(TOP, points);
        return svg.close("svg").toString();
    }

    private void drawBand(Band band) {
        if (band.edges().size() < 2) return;
        var outline = new StringBuilder();
        for (Edge edge : band.edges()) {
            outline.append(outline.isEmpty() ? 'M' : 'L').append(Svg.point(x(edge.on()), values.y(edge.high())));
        }
        for (Edge edge : band.edges().reversed()) {
            outline.append('L').append(Svg.point(x(edge.on()), values.y(edge.low())));
        }
        Ink ink = switch (band.kind()) {
            case GOOD -> Ink.BAND_GOOD;
            case AT_RISK -> Ink.BAND_RISK;
            case OFF_TRACK -> Ink.BAND_OFF;
        };
        svg.path(ink, outline.append('Z').toString());
    }

    private void drawValueAxis() {
        for (BigDecimal tick : values.ticks()) {
            double y = values.y(tick.doubleValue());
            svg.line(Ink.GRID, times.left(), y, times.right(), y);
            labels.write(svg, Ink.TEXT, word(tick), List.of(new Place(times.left() - 7, y + 4, Anchor.END)));
        }
        labels.write(svg, Ink.TEXT, chart.axes().unit(), List.of(new Place(0, 12, Anchor.START)));
    }

    /** The time axis is the neatline of a nautical chart: its black and white lengths are the steps of time. */
    private void drawTimeAxis() {
        labels.keepFree(times.left(), values.bottom(), times.right(), values.bottom());
        List<TimeScale.Tick> ticks = times.ticks(size == Size.NARROW ? 62 : 74);
        double bottom = values.bottom();
        svg.path(
                Ink.AXIS,
                "M" + Svg.point(times.left(), bottom) + "H" + Svg.coordinate(times.right()) + "V"
                        + Svg.coordinate(bottom + ZEBRA + 1) + "H" + Svg.coordinate(times.left()) + "Z");
        var black = new StringBuilder();
        for (int i = 0; i < ticks.size(); i += 2) {
            double from = times.x(ticks.get(i).at().toInstant());
            double to = i + 1 < ticks.size() ? times.x(ticks.get(i + 1).at().toInstant()) : times.right();
            black.append('M')
                    .append(Svg.point(from, bottom))
                    .append('H')
                    .append(Svg.coordinate(to))
                    .append('V')
                    .append(Svg.coordinate(bottom + ZEBRA + 1))
                    .append('H')
                    .append(Svg.coordinate(from))
                    .append('Z');
        }
        if (!black.isEmpty()) svg.path(Ink.ZEBRA, black.toString());
        for (TimeScale.Tick tick : ticks) {
            double x = times.x(tick.at().toInstant());
            labels.write(
                    svg,
                    Ink.TEXT,
                    chart.axes().time().of(tick.at(), tick.fineness()),
                    List.of(new Place(x, bottom + 22, Anchor.MIDDLE), new Place(x, bottom + 22, Anchor.START)));
        }
    }

    private void drawPath() {
        List<Place> corners = course.path().stream()
                .map(waypoint -> new Place(x(waypoint.on()), values.y(waypoint.value()), Anchor.MIDDLE))
                .toList();
        drawThrough(Ink.PATH, corners);
    }

    /** A line that texts keep clear of. */
    private void drawThrough(Ink ink, List<Place> corners) {
        if (corners.size() < 2) return;
        Place before = corners.getFirst();
        var line = new StringBuilder("M").append(Svg.point(before.x(), before.y()));
        for (Place corner : corners.subList(1, corners.size())) {
            line.append('L').append(Svg.point(corner.x(), corner.y()));
            labels.keepFree(before.x(), before.y(), corner.x(), corner.y());
            before = corner;
        }
        svg.path(ink, line.toString());
    }

    private void drawStraight(Ink ink, double x1, double y1, double x2, double y2) {
        svg.line(ink, x1, y1, x2, y2);
        labels.keepFree(x1, y1, x2, y2);
    }

    private void drawMilestones() {
        for (Milestone milestone : course.milestones()) {
            double x = x(milestone.waypoint().on());
            double y = values.y(milestone.waypoint().value());
            svg.path(
                    Ink.MILESTONE,
                    "M" + Svg.point(x, y - 5) + "L" + Svg.point(x + 5, y) + "L" + Svg.point(x, y + 5) + "L"
                            + Svg.point(x - 5, y) + "Z");
            labels.keepFree(x, y, 5);
        }
    }

    private void drawNoteLine(Note note) {
        drawStraight(Ink.NOTE, x(note.on()), TOP, x(note.on()), values.bottom());
    }

    private void drawLine(List<Place> points) {
        int most = (int) (times.right() - times.left()) * 2;
        List<Place> shown = Thinning.indexes(points.size(), i -> points.get(i).y(), most).stream()
                .map(points::get)
                .toList();
        drawThrough(points.size() > FEW_POINTS * 3 ? Ink.FINE_LINE : Ink.LINE, shown);
        shown.forEach(point -> labels.keepFree(point.x(), point.y(), 4));
    }

    private void drawPoints(List<Place> points) {
        if (points.isEmpty()) return;
        svg.line(Ink.CURSOR, 0, TOP, 0, values.bottom());
        svg.open("g").in(Ink.POINTS).body();
        boolean single = points.size() <= MOST_POINTS;
        double radius = points.size() <= FEW_POINTS ? 3.2 : 1.8;
        for (int i = single ? 0 : points.size() - 1; i < points.size(); i++) {
            Point point = chart.points().get(i);
            boolean last = i == points.size() - 1;
            double x = points.get(i).x();
            double y = points.get(i).y();
            if (point.corrected()) {
                svg.open("circle")
                        .in(Ink.CORRECTED)
                        .with("cx", x)
                        .with("cy", y)
                        .with("r", radius + 3)
                        .end();
            }
            svg.open("circle");
            if (last) svg.in(Ink.LAST);
            svg.with("cx", x).with("cy", y).with("r", last ? 4 : radius);
            if (single) svg.with("data-reading", point.reading());
            svg.end();
        }
        svg.close("g");
    }

    private Place place(Point point) {
        return new Place(times.x(point.at()), values.y(point.value()), Anchor.MIDDLE);
    }

    private double x(LocalDate date) {
        return times.x(date);
    }

    private Instant instant(LocalDate date) {
        return date.atStartOfDay(chart.axes().zone()).toInstant();
    }

    private String word(BigDecimal tick) {
        return chart.axes().value().apply(tick);
    }
}
