package sextant.platform.charts;

import java.util.List;

/**
 * How many have each status, as the parts of one bar, worst at the left. The words and numbers stand beside it; a screen
 * reader gets the one sentence that is its name.
 */
public final class StatusBar {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 22;
    private static final double SEAM = 3;
    /** One of ten thousand must still be seen. */
    private static final double LEAST = 6;

    /** @param status the status' code, which is its class in the style sheet */
    public record Share(String status, int count) {}

    private StatusBar() {}

    /** Empty when there is nothing to show. */
    public static String of(List<Share> shares, String name) {
        int total = shares.stream().mapToInt(Share::count).sum();
        if (total == 0) return "";
        double free = WIDTH - SEAM * (shares.size() - 1) - LEAST * shares.size();
        Svg svg = new Svg()
                .open("svg")
                .with("class", "status-bar")
                .with("viewBox", "0 0 1000 22")
                .with("preserveAspectRatio", "none")
                .with("role", "img")
                .with("aria-label", name)
                .body();
        hatching(svg);
        double x = 0;
        for (Share share : shares) {
            double width = LEAST + free * share.count() / total;
            svg.open("rect")
                    .with("class", "s-" + share.status())
                    .with("x", x)
                    .with("y", 0)
                    .with("width", width)
                    .with("height", HEIGHT)
                    .end();
            x += width + SEAM;
        }
        return svg.close("svg").toString();
    }

    /** No data is hatched wherever it is shown. */
    private static void hatching(Svg svg) {
        svg.open("defs")
                .body()
                .open("pattern")
                .with("id", "status-bar-hatch")
                .with("patternUnits", "userSpaceOnUse")
                .with("width", "7")
                .with("height", "7")
                .with("patternTransform", "rotate(45)")
                .body()
                .open("rect")
                .with("class", "s-hatch")
                .with("width", "3")
                .with("height", "7")
                .end()
                .close("pattern")
                .close("defs");
    }
}
