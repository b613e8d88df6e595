package sextant.measurement.web;

import java.util.List;
import java.util.TreeMap;
import sextant.measurement.Kpi;
import sextant.measurement.Measured;
import sextant.people.Actor;
import sextant.platform.charts.MeasurementChart;
import sextant.platform.language.ChartAxes;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;

/** The chart of a KPI's measurements alone; an objective's page draws its course with them. */
final class KpiChart {
    private KpiChart() {}

    /** In both sizes; the style sheet shows the one that fits. */
    static String svg(Actor actor, Kpi.Definition kpi, List<Measured> history) {
        Formats formats = actor.reader().formats();
        Texts texts = actor.reader().texts();
        TreeMap<java.time.Instant, Measured> effective = new TreeMap<>();
        history.forEach(row -> effective.put(row.at(), row));
        List<MeasurementChart.Point> points = effective.values().stream()
                .map(row -> new MeasurementChart.Point(
                        row.at(),
                        row.value().doubleValue(),
                        formats.number(row.value()) + " " + kpi.unitOfMeasure(),
                        formats.date(row.at().atZone(actor.organizationZone()).toLocalDate()) + ": "
                                + formats.number(row.value()) + " " + kpi.unitOfMeasure(),
                        row.correction() > 0))
                .toList();
        MeasurementChart chart = new MeasurementChart(
                kpi.name(),
                texts.text("chart.description", points.size()),
                points,
                MeasurementChart.Course.none(),
                List.of(),
                ChartAxes.of(actor.reader(), actor.organizationZone(), kpi.unitOfMeasure()));
        return chart.svg(MeasurementChart.Size.WIDE) + chart.svg(MeasurementChart.Size.NARROW);
    }
}
