package sextant.platform.charts;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A KPI's measurements, and the course they should keep. All words and numbers arrive as the reader's; the drawing names
 * things where they are instead of in a legend.
 *
 * @param title the accessible name, such as the sentence above the chart
 * @param description what a reader who cannot see it should know; the numbers themselves belong in a table beside it
 * @param points in the order of time; with {@code course} at least one point or one waypoint
 */
public record MeasurementChart(
        String title, String description, List<Point> points, Course course, List<Note> notes, Axes axes) {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    public MeasurementChart {
        points = List.copyOf(points);
        notes = List.copyOf(notes);
        if (points.isEmpty() && course.path().isEmpty())
            throw new IllegalArgumentException("a chart needs a point or an expected path");
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).at().isBefore(points.get(i - 1).at()))
                throw new IllegalArgumentException("points must be in the order of time");
        }
    }

    /**
     * One measurement.
     *
     * @param value finite, at most 1e30 in size
     * @param label the value with its unit, drawn beside the last point
     * @param reading the whole sentence for pointer and keyboard: date, value, what was expected, verdict
     * @param corrected whether a later row corrected this time's value
     */
    public record Point(Instant at, double value, String label, String reading, boolean corrected) {
        public Point {
            ValueScale.requireDrawable(value);
            requireDrawable(at);
        }
    }

    /** A value expected on a date. */
    public record Waypoint(LocalDate on, double value) {
        public Waypoint {
            ValueScale.requireDrawable(value);
            requireDrawable(on);
        }
    }

    /** A milestone on the way, named. */
    public record Milestone(Waypoint waypoint, String name) {}

    /** A named value, such as the target, drawn as a line over the whole width. */
    public record Level(double value, String name) {
        public Level {
            ValueScale.requireDrawable(value);
        }
    }

    /** A named date, such as the due date. */
    public record NamedDate(LocalDate on, String name) {
        public NamedDate {
            requireDrawable(on);
        }
    }

    /** What is expected; any part may be missing. */
    public record Course(
            List<Waypoint> path,
            String pathName,
            List<Band> bands,
            Optional<Level> target,
            Optional<NamedDate> due,
            List<Milestone> milestones) {
        public Course {
            path = List.copyOf(path);
            bands = List.copyOf(bands);
            milestones = List.copyOf(milestones);
        }

        /** Measurements alone. */
        public static Course none() {
            return new Course(List.of(), "", List.of(), Optional.empty(), Optional.empty(), List.of());
        }
    }

    /** What it means to lie in a band. */
    public enum BandKind {
        GOOD,
        AT_RISK,
        OFF_TRACK
    }

    /** Which side of the path is the worse one: {@code ABOVE} where a decrease is wanted. */
    public enum WorseSide {
        ABOVE,
        BELOW
    }

    /** The two edges of a band on a date; an infinite one reaches to the edge of the plot. */
    public record Edge(LocalDate on, double low, double high) {
        public Edge {
            if (!(low <= high)) throw new IllegalArgumentException("a band's low edge must not be above its high edge");
            if (Double.isFinite(low)) ValueScale.requireDrawable(low);
            if (Double.isFinite(high)) ValueScale.requireDrawable(high);
            requireDrawable(on);
        }
    }

    /** A tolerance band, straight between its edges. */
    public record Band(BandKind kind, String name, List<Edge> edges) {
        public Band {
            edges = List.copyOf(edges);
        }

        /**
         * The two bands on the worse side of a path.
         *
         * @param atRisk distance from the path, in the KPI's unit, where "at risk" begins; zero or more
         * @param offTrack the distance where "off track" begins; at least {@code atRisk}
         */
        public static List<Band> beside(
                List<Waypoint> path,
                WorseSide worse,
                double atRisk,
                double offTrack,
                String atRiskName,
                String offTrackName) {
            var risk = new ArrayList<Edge>();
            var off = new ArrayList<Edge>();
            for (Waypoint step : path) {
                double value = step.value();
                switch (worse) {
                    case ABOVE -> {
                        risk.add(new Edge(step.on(), value + atRisk, value + offTrack));
                        off.add(new Edge(step.on(), value + offTrack, Double.POSITIVE_INFINITY));
                    }
                    case BELOW -> {
                        risk.add(new Edge(step.on(), value - offTrack, value - atRisk));
                        off.add(new Edge(step.on(), Double.NEGATIVE_INFINITY, value - offTrack));
                    }
                }
            }
            return List.of(
                    new Band(BandKind.AT_RISK, atRiskName, risk), new Band(BandKind.OFF_TRACK, offTrackName, off));
        }

        /** The band to keep within. */
        public static Band range(LocalDate from, LocalDate to, double low, double high, String name) {
            return new Band(BandKind.GOOD, name, List.of(new Edge(from, low, high), new Edge(to, low, high)));
        }
    }

    /** Something that happened, written where it happened. */
    public record Note(LocalDate on, String text) {
        public Note {
            requireDrawable(on);
        }
    }

    /** How finely a tick of the time axis has to be named. */
    public enum Fineness {
        HOUR,
        DAY,
        MONTH,
        YEAR
    }

    /** Words the reader's dates. */
    @FunctionalInterface
    public interface TimeLabel {
        String of(ZonedDateTime at, Fineness fineness);
    }

    /**
     * The reader's way of writing what stands on the axes.
     *
     * @param unit written above the value axis; may be empty
     * @param value words a tick; its scale is the number of decimals to show
     */
    public record Axes(ZoneId zone, String unit, Function<BigDecimal, String> value, TimeLabel time) {}

    /** The drawing's size in pixels. A page holds the wide and the narrow one and shows the one that fits. */
    public enum Size {
        WIDE(760, 330, "chart-wide"),
        NARROW(352, 280, "chart-narrow"),
        DOCUMENT(680, 290, "chart-document");

        private final int width;
        private final int height;
        private final String cssClass;

        Size(int width, int height, String cssClass) {
            this.width = width;
            this.height = height;
            this.cssClass = cssClass;
        }

        int width() {
            return width;
        }

        int height() {
            return height;
        }

        String cssClass() {
            return cssClass;
        }
    }

    /** An SVG element, the same text for the same chart. */
    public String svg(Size size) {
        return new ChartDrawing(this, size).svg();
    }

    private static void requireDrawable(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9999)
            throw new IllegalArgumentException("a date to draw must lie in the years 1 to 9999, was " + date);
    }

    private static void requireDrawable(Instant at) {
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST))
            throw new IllegalArgumentException("a time to draw must lie in the years 1 to 9999, was " + at);
    }
}
