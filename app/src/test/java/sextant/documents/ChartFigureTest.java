package sextant.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sextant.platform.charts.MeasurementChart;

class ChartFigureTest {
    /** The drawing of the real chart, so that a change of how it writes words is noticed here. */
    private static final String DRAWING = new MeasurementChart(
                    "Backups",
                    "Two values",
                    List.of(
                            new MeasurementChart.Point(Instant.parse("2026-01-01T00:00:00Z"), 1, "1 %", "", false),
                            new MeasurementChart.Point(
                                    Instant.parse("2026-06-01T00:00:00Z"), 9, "<9> & 'more'", "", false)),
                    new MeasurementChart.Course(
                            List.of(), "", List.of(), Optional.empty(), Optional.empty(), List.of()),
                    List.of(),
                    new MeasurementChart.Axes(ZoneOffset.UTC, "%", Object::toString, (at, fineness) -> "tick"))
            .svg(MeasurementChart.Size.DOCUMENT);

    @Test
    void leaves_no_words_to_the_fonts_of_the_machine() {
        assertThat(DRAWING).contains("<text");
        ChartFigure figure = ChartFigure.of(DRAWING, "What is \"seen\"");
        assertThat(figure.svg())
                .doesNotContain("<text")
                .startsWith("<svg xmlns=")
                .contains("<path")
                .contains("alt=\"What is &#34;seen&#34;\"");
        assertThat(figure.labels()).extracting(ChartFigure.Label::text).contains("<9> & 'more'", "tick", "%");
    }

    @Test
    void puts_each_word_where_the_drawing_had_it() {
        String svg = "<svg width=\"680\"><text fill=\"#111111\" font-weight=\"600\" x=\"400\" y=\"100\""
                + " text-anchor=\"middle\">Due</text></svg>";
        assertThat(ChartFigure.of(svg, "").labels())
                .containsExactly(
                        new ChartFigure.Label("Due", "left:40.00mm;top:21.875mm", "middle", true, "color:#111111"));
    }
}
