package sextant.platform.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sextant.platform.charts.Drawings.coordinatesOutside;
import static sextant.platform.charts.Drawings.parsed;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import sextant.platform.charts.MeasurementChart.Axes;
import sextant.platform.charts.MeasurementChart.Band;
import sextant.platform.charts.MeasurementChart.Course;
import sextant.platform.charts.MeasurementChart.Level;
import sextant.platform.charts.MeasurementChart.Milestone;
import sextant.platform.charts.MeasurementChart.NamedDate;
import sextant.platform.charts.MeasurementChart.Note;
import sextant.platform.charts.MeasurementChart.Point;
import sextant.platform.charts.MeasurementChart.Size;
import sextant.platform.charts.MeasurementChart.Waypoint;
import sextant.platform.charts.MeasurementChart.WorseSide;

class MeasurementChartTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant START = Instant.parse("2026-01-01T11:00:00Z");
    private static final Axes AXES = new Axes(
            BERLIN,
            "hours",
            BigDecimal::toPlainString,
            (at, fineness) -> at.toLocalDate().toString());

    @Property(tries = 300)
    void every_coordinate_lies_inside_the_drawing(@ForAll("charts") MeasurementChart chart, @ForAll Size size) {
        assertThat(coordinatesOutside(chart.svg(size))).isEmpty();
    }

    @Property(tries = 300)
    void every_drawing_is_well_formed(@ForAll("charts") MeasurementChart chart, @ForAll Size size) {
        assertThat(parsed(chart.svg(size)).getDocumentElement().getTagName()).isEqualTo("svg");
    }

    @Property(tries = 100)
    void texts_never_cover_each_other(@ForAll("charts") MeasurementChart chart, @ForAll Size size) {
        assertThat(Drawings.overlappingTexts(chart.svg(size))).isEmpty();
    }

    @Test
    void is_the_same_text_in_every_locale_of_the_machine() {
        MeasurementChart chart = chartOf(9.25, 8.5, 4.75);
        String before = chart.svg(Size.WIDE);
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(chart.svg(Size.WIDE)).isEqualTo(before);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void shows_hostile_words_as_words() {
        String hostile = "</text><script>alert('\"&\u0000\uD800')</script>";
        var point = new Point(START, 1, hostile, hostile, true);
        var chart = new MeasurementChart(
                hostile,
                hostile,
                List.of(point),
                Course.none(),
                List.of(),
                new Axes(BERLIN, hostile, tick -> hostile, (at, fineness) -> hostile));

        String svg = chart.svg(Size.WIDE);

        assertThat(svg).doesNotContain("<script").doesNotContain("\u0000");
        var document = parsed(svg);
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getDocumentElement().getAttribute("aria-label"))
                .isEqualTo("</text><script>alert('\"&\uFFFD\uFFFD')</script>");
    }

    @Test
    void carries_a_reading_for_each_point_until_points_can_no_longer_be_told_apart() {
        assertThat(readings(chartOf(new double[400]))).isEqualTo(400);
        assertThat(readings(chartOf(new double[401]))).isZero();
    }

    @Test
    void stays_small_with_thousands_of_points_and_keeps_their_peak() {
        var values = new double[20_000];
        for (int i = 0; i < values.length; i++) values[i] = i % 20;
        values[12_345] = 99;

        String svg = chartOf(values).svg(Size.WIDE);

        double peak = ValueScale.over(0, 99, 26, 300, 5).y(99);
        assertThat(svg).hasSizeLessThan(60_000).contains(" " + Svg.coordinate(peak) + "L");
    }

    @Test
    void writes_the_newest_value_even_where_the_drawing_is_crowded() {
        var values = new double[3_000];
        for (int i = 0; i < values.length; i++) values[i] = i % 2 * 100.0;

        assertThat(chartOf(values).svg(Size.NARROW)).contains(">100.0 hours</text>");
    }

    @Test
    void names_target_due_date_path_bands_and_milestones_where_they_are() {
        String svg = withCourse(chartOf(9.1, 8.2, 7.0)).svg(Size.WIDE);

        assertThat(svg)
                .contains(">Target 4.0 hours</text>")
                .contains(">Due 31 Dec 2026</text>")
                .contains(">expected</text>")
                .contains(">off track</text>")
                .contains(">Halfway</text>");
    }

    @Test
    void marks_a_corrected_point() {
        assertThat(chartOf(9.1, 8.2).svg(Size.WIDE)).doesNotContain("c-corrected");
        var corrected = new Point(START, 5.2, "5.2 hours", "", true);
        assertThat(withPoints(List.of(corrected)).svg(Size.WIDE)).contains("c-corrected");
    }

    @Test
    void leaves_out_a_note_that_happened_outside_its_time() {
        var chart = chartOf(9.1, 8.2);
        var noted = new MeasurementChart(
                chart.title(),
                chart.description(),
                chart.points(),
                chart.course(),
                List.of(new Note(LocalDate.of(2019, 5, 1), "long ago")),
                chart.axes());
        assertThat(noted.svg(Size.WIDE)).doesNotContain("long ago");
    }

    @Test
    void holds_neither_style_attributes_nor_scripts() {
        assertThat(withCourse(chartOf(9.1, 8.2)).svg(Size.WIDE))
                .doesNotContain("style=")
                .doesNotContain("<style")
                .doesNotContain("<script")
                .doesNotContain(" on");
    }

    @Test
    void refuses_what_cannot_be_drawn() {
        assertThatThrownBy(() -> chartOf(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> chartOf(Double.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> chartOf()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Point(Instant.MAX, 1, "", "", false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void puts_the_tolerance_on_the_worse_side_only() {
        List<Waypoint> path =
                List.of(new Waypoint(LocalDate.of(2026, 1, 1), 90), new Waypoint(LocalDate.of(2026, 12, 31), 98));

        List<Band> bands = Band.beside(path, WorseSide.BELOW, 1, 3, "at risk", "off track");

        assertThat(bands.getFirst().edges().getFirst().high()).isEqualTo(89);
        assertThat(bands.getFirst().edges().getFirst().low()).isEqualTo(87);
        assertThat(bands.getLast().edges().getFirst().high()).isEqualTo(87);
        assertThat(bands.getLast().edges().getFirst().low()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Provide
    Arbitrary<MeasurementChart> charts() {
        Arbitrary<Double> values = Arbitraries.oneOf(
                Arbitraries.doubles().between(-1e30, 1e30),
                Arbitraries.doubles().between(0, 100),
                Arbitraries.integers().between(-3, 3).map(Integer::doubleValue));
        Arbitrary<Long> seconds = Arbitraries.longs().between(-50_000_000_000L, 200_000_000_000L);
        Arbitrary<String> words = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<List<Point>> points = Combinators.combine(values, seconds, words)
                .as((value, second, word) -> new Point(START.plusSeconds(second), value, word, word, second % 2 == 0))
                .list()
                .ofMinSize(1)
                .ofMaxSize(500)
                .map(some -> some.stream()
                        .sorted(java.util.Comparator.comparing(Point::at))
                        .toList());
        Arbitrary<LocalDate> dates = Arbitraries.integers()
                .between(1, 3_600_000)
                .map(LocalDate::ofEpochDay)
                .filter(date -> date.getYear() < 9999);
        Arbitrary<Course> courses = Combinators.combine(values, values, dates, dates, words)
                .as((from, to, one, other, word) -> course(
                        List.of(
                                new Waypoint(one.isBefore(other) ? one : other, from),
                                new Waypoint(one.isBefore(other) ? other : one, to)),
                        word));
        return Combinators.combine(points, Arbitraries.oneOf(courses, Arbitraries.just(Course.none())), words, dates)
                .as((some, course, word, date) ->
                        new MeasurementChart(word, word, some, course, List.of(new Note(date, word)), AXES));
    }

    private static Course course(List<Waypoint> path, String word) {
        return new Course(
                path,
                word,
                Band.beside(path, WorseSide.ABOVE, 0.2, 0.8, word, word),
                Optional.of(new Level(path.getLast().value(), word)),
                Optional.of(new NamedDate(path.getLast().on(), word)),
                List.of(new Milestone(path.getFirst(), word)));
    }

    private static MeasurementChart withCourse(MeasurementChart chart) {
        List<Waypoint> path = List.of(
                new Waypoint(LocalDate.of(2026, 1, 1), 9.1),
                new Waypoint(LocalDate.of(2026, 6, 30), 6.0),
                new Waypoint(LocalDate.of(2026, 12, 31), 4.0));
        var course = new Course(
                path,
                "expected",
                Band.beside(path, WorseSide.ABOVE, 0.2, 0.8, "at risk", "off track"),
                Optional.of(new Level(4.0, "Target 4.0 hours")),
                Optional.of(new NamedDate(LocalDate.of(2026, 12, 31), "Due 31 Dec 2026")),
                List.of(new Milestone(path.get(1), "Halfway")));
        return new MeasurementChart(chart.title(), chart.description(), chart.points(), course, List.of(), AXES);
    }

    private static MeasurementChart chartOf(double... values) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < values.length; i++) {
            Instant at = START.plus(Duration.ofDays(i * 7L));
            points.add(new Point(at, values[i], values[i] + " hours", at + ": " + values[i] + " hours", false));
        }
        return withPoints(points);
    }

    private static MeasurementChart withPoints(List<Point> points) {
        return new MeasurementChart("Time to detect", "Falls.", points, Course.none(), List.of(), AXES);
    }

    private static int readings(MeasurementChart chart) {
        return chart.svg(Size.WIDE).split("data-reading=", -1).length - 1;
    }
}
