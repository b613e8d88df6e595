package sextant.platform.charts;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The course of a KPI in the height of a line of text: no axes, no numbers, evenly spaced; the words stand beside it, so
 * screen readers skip it.
 *
 * @param values in the order measured, finite, at most 1e30 in size; the newest last
 * @param target drawn dashed
 */
public record Sparkline(List<Double> values, OptionalDouble target, StatusMark status) {
    private static final double WIDTH = 96;
    private static final double HEIGHT = 24;
    private static final double EDGE = 3;
    private static final int MOST = 90;

    public Sparkline {
        values = List.copyOf(values);
        values.forEach(ValueScale::requireDrawable);
        target.ifPresent(ValueScale::requireDrawable);
    }

    public String svg() {
        var svg = new Svg()
                .open("svg")
                .with("class", "spark " + status.cssClass())
                .with("viewBox", "0 0 96 24")
                .with("width", "96")
                .with("height", "24")
                .with("aria-hidden", "true")
                .body();
        double lowest = target.orElse(values.isEmpty() ? 0 : values.getFirst());
        double highest = lowest;
        for (double value : values) {
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        double low = lowest;
        double range = highest - lowest;
        target.ifPresent(
                value -> svg.line(Ink.PATH, EDGE, height(value, low, range), WIDTH - EDGE, height(value, low, range)));
        if (!values.isEmpty()) drawValues(svg, low, range);
        return svg.close("svg").toString();
    }

    private void drawValues(Svg svg, double low, double range) {
        List<Integer> shown = Thinning.indexes(values.size(), values::get, MOST);
        double step = values.size() > 1 ? (WIDTH - 2 * EDGE) / (values.size() - 1) : 0;
        var line = new StringBuilder();
        for (int index : shown) {
            line.append(line.isEmpty() ? 'M' : 'L')
                    .append(Svg.point(EDGE + index * step, height(values.get(index), low, range)));
        }
        svg.path(Ink.LINE, line.toString());
        svg.open("circle")
                .in(Ink.LAST)
                .with("cx", EDGE + (values.size() - 1) * step)
                .with("cy", height(values.getLast(), low, range))
                .with("r", 2.5)
                .end();
    }

    private static double height(double value, double low, double range) {
        return range > 0 ? HEIGHT - EDGE - (value - low) / range * (HEIGHT - 2 * EDGE) : HEIGHT / 2;
    }
}
