package sextant.platform.charts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import sextant.platform.charts.Labels.Anchor;
import sextant.platform.charts.Labels.Place;
import sextant.platform.charts.MeasurementChart.Band;
import sextant.platform.charts.MeasurementChart.BandKind;
import sextant.platform.charts.MeasurementChart.Course;
import sextant.platform.charts.MeasurementChart.Edge;
import sextant.platform.charts.MeasurementChart.Level;
import sextant.platform.charts.MeasurementChart.Milestone;
import sextant.platform.charts.MeasurementChart.NamedDate;
import sextant.platform.charts.MeasurementChart.Note;
import sextant.platform.charts.MeasurementChart.Size;
import sextant.platform.charts.MeasurementChart.Waypoint;

/** Writes names beside the things they name. What matters most is written first and so finds the best place. */
final class ChartNames {
    private final MeasurementChart chart;
    private final Course course;
    private final Size size;
    private final ValueScale values;
    private final TimeScale times;
    private final Labels labels;
    private final Svg svg;

    ChartNames(MeasurementChart chart, Size size, ValueScale values, TimeScale times, Labels labels, Svg svg) {
        this.chart = chart;
        this.course = chart.course();
        this.size = size;
        this.values = values;
        this.times = times;
        this.labels = labels;
        this.svg = svg;
    }

    void nameEverything(double top, List<Place> points) {
        if (!points.isEmpty()) {
            Place last = points.getLast();
            labels.writeAlways(svg, Ink.STRONG_TEXT, chart.points().getLast().label(), around(last.x(), last.y()));
        }
        course.due().ifPresent(this::nameDue);
        course.target().ifPresent(this::nameTarget);
        for (Milestone milestone : course.milestones()) {
            Waypoint at = milestone.waypoint();
            write(Ink.QUIET_TEXT, milestone.name(), around(times.x(at.on()), values.y(at.value())));
        }
        for (Note note : chart.notes()) {
            if (times.contains(note.on())) nameNote(note, top);
        }
        namePath();
        course.bands().forEach(this::nameBand);
    }

    private void nameDue(NamedDate due) {
        double x = times.x(due.on());
        labels.write(
                svg,
                Ink.STRONG_TEXT,
                due.name(),
                List.of(new Place(x, 13, Anchor.MIDDLE), new Place(size.width() - 2.0, 13, Anchor.END)));
    }

    private void nameTarget(Level target) {
        double y = values.y(target.value());
        write(
                Ink.TARGET_TEXT,
                target.name(),
                List.of(
                        new Place(times.left() + 4, y + 15, Anchor.START),
                        new Place(times.left() + 4, y - 6, Anchor.START),
                        new Place(times.right() - 4, y + 15, Anchor.END),
                        new Place(times.right() - 4, y - 6, Anchor.END),
                        new Place((times.left() + times.right()) / 2, y + 15, Anchor.MIDDLE),
                        new Place((times.left() + times.right()) / 2, y - 6, Anchor.MIDDLE)));
    }

    private void nameNote(Note note, double top) {
        var places = new ArrayList<Place>();
        for (int row = 0; row < 4; row++) {
            double y = top + 11 + row * (Labels.HEIGHT + 1);
            places.add(new Place(times.x(note.on()) + 5, y, Anchor.START));
            places.add(new Place(times.x(note.on()) - 5, y, Anchor.END));
        }
        write(Ink.QUIET_TEXT, note.text(), places);
    }

    private void namePath() {
        var places = new ArrayList<Place>();
        for (int part = 2; part < 16; part++) {
            double x = at(part / 16.0);
            for (int i = 1; i < course.path().size(); i++) {
                Waypoint before = course.path().get(i - 1);
                Waypoint after = course.path().get(i);
                double share = share(before.on(), after.on(), x);
                if (Double.isNaN(share)) continue;
                double y = between(values.y(before.value()), values.y(after.value()), share);
                boolean falls = after.value() <= before.value();
                places.add(new Place(x - 4, y + 18, falls ? Anchor.END : Anchor.START));
                places.add(new Place(x + 4, y - 8, falls ? Anchor.START : Anchor.END));
            }
        }
        write(Ink.QUIET_TEXT, course.pathName(), places);
    }

    private void nameBand(Band band) {
        var places = new ArrayList<Place>();
        for (int part = 23; part > 0; part--) {
            double x = at(part / 24.0);
            for (int i = 1; i < band.edges().size(); i++) {
                Edge before = band.edges().get(i - 1);
                Edge after = band.edges().get(i);
                double share = share(before.on(), after.on(), x);
                if (Double.isNaN(share)) continue;
                double high = between(values.y(before.high()), values.y(after.high()), share);
                double low = between(values.y(before.low()), values.y(after.low()), share);
                if (low - high < Labels.HEIGHT) continue;
                places.add(new Place(x, (high + low) / 2 + 4, Anchor.MIDDLE));
                if (band.kind() == BandKind.GOOD) {
                    places.add(new Place(x, high + Labels.HEIGHT, Anchor.MIDDLE));
                    places.add(new Place(x, low - 5, Anchor.MIDDLE));
                }
            }
        }
        write(Ink.QUIET_TEXT, band.name(), places);
    }

    private double at(double share) {
        return between(times.left(), times.right(), share);
    }

    /** How far between two dates a pixel lies, 0 to 1; not a number when it lies outside. */
    private double share(LocalDate before, LocalDate after, double x) {
        double from = times.x(before);
        double to = times.x(after);
        return from < x && x <= to ? (x - from) / (to - from) : Double.NaN;
    }

    private static double between(double from, double to, double share) {
        return from + share * (to - from);
    }

    private static List<Place> around(double x, double y) {
        return List.of(
                new Place(x, y - 10, Anchor.MIDDLE),
                new Place(x + 9, y + 4, Anchor.START),
                new Place(x, y + 19, Anchor.MIDDLE),
                new Place(x - 4, y - 9, Anchor.START),
                new Place(x - 6, y + 19, Anchor.END),
                new Place(x + 4, y - 10, Anchor.END),
                new Place(x + 4, y + 19, Anchor.END),
                new Place(x, y - 24, Anchor.MIDDLE),
                new Place(x, y + 33, Anchor.MIDDLE),
                new Place(x + 4, y - 24, Anchor.END),
                new Place(x + 4, y + 33, Anchor.END));
    }

    /** Names belong inside the axes. */
    private void write(Ink ink, String text, List<Place> places) {
        double wide = Labels.width(text);
        List<Place> inside = places.stream()
                .filter(place -> switch (place.anchor()) {
                    case START -> place.x() > times.left();
                    case MIDDLE -> place.x() - wide / 2 > times.left();
                    case END -> place.x() - wide > times.left();
                })
                .toList();
        labels.write(svg, ink, text, inside);
    }
}
