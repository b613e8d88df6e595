package sextant.platform.charts;

import java.util.OptionalDouble;

/**
 * The sextant as a gauge. The index arm hangs straight down when the last measurement lies on the expected path; to the
 * left it is behind, to the right ahead. The zones never move, so the arm alone is read.
 *
 * @param course where the arm stands: 0 on the path, -1 where the at-risk tolerance is used up, -2 where the off-track
 *     tolerance is, positive ahead; beyond 3 either way the arm rests at its stop. Empty without a measurement to stand on.
 * @param title what a screen reader says, such as the sentence of the verdict
 */
public record StatusGauge(StatusMark status, OptionalDouble course, String title) {
    private static final double STOP = 3;
    private static final double DEGREES_A_TOLERANCE = 10;
    private static final double LIMB = 88;
    private static final Arc FRAME = new Arc(66, 12);

    public StatusGauge {
        if (course.isPresent() && Double.isNaN(course.getAsDouble()))
            throw new IllegalArgumentException("the course of a gauge must be a number");
    }

    /**
     * The course of a distance from the path.
     *
     * @param ahead the distance in the KPI's unit, positive on the better side
     * @param atRisk the tolerance before a value is at risk, zero or more
     * @param offTrack the tolerance before a value is off track, at least {@code atRisk}
     */
    public static double course(double ahead, double atRisk, double offTrack) {
        if (!(atRisk >= 0 && offTrack >= atRisk))
            throw new IllegalArgumentException(
                    "tolerances must be 0 <= at risk <= off track, were " + atRisk + ", " + offTrack);
        double behind = -ahead;
        if (behind == 0) return 0;
        if (behind < 0) return Math.min(STOP, offTrack == 0 ? STOP : 2 * ahead / offTrack);
        if (behind <= atRisk) return -behind / atRisk;
        if (behind <= offTrack) return -1 - (behind - atRisk) / (offTrack - atRisk);
        return -Math.min(STOP, 2 + (offTrack == 0 ? 1 : (behind - offTrack) / offTrack));
    }

    public String svg() {
        var svg = new Svg()
                .open("svg")
                .with("class", "gauge " + status.cssClass())
                .with("viewBox", "0 0 132 126")
                .with("width", "132")
                .with("height", "126")
                .with("role", "img")
                .with("aria-label", title)
                .body();
        svg.path(Ink.GAUGE_FRAME, "M" + FRAME.at(-32, 92) + "L" + FRAME.at(0, 0) + "L" + FRAME.at(32, 92));
        svg.path(Ink.GAUGE_FRAME, FRAME.along(-32, 32, 46));
        drawLimb(svg);
        drawTicks(svg);
        course.ifPresent(position -> drawArm(svg, angle(position)));
        svg.open("circle")
                .in(Ink.GAUGE_PIVOT)
                .with("cx", 66)
                .with("cy", 12)
                .with("r", 4.5)
                .end();
        return svg.close("svg").toString();
    }

    private void drawLimb(Svg svg) {
        if (course.isEmpty()) {
            zone(svg, Ink.GAUGE_NO_DATA, -32, 32);
        } else {
            zone(svg, Ink.GAUGE_OFF, -32, -20);
            zone(svg, Ink.GAUGE_RISK, -20, -10);
            zone(svg, Ink.GAUGE_GOOD, -10, 32);
        }
        svg.path(
                Ink.GAUGE_FRAME,
                FRAME.along(-32, 32, LIMB - 5)
                        + FRAME.along(-32, 32, LIMB + 5)
                        + FRAME.spoke(-32, LIMB - 5, LIMB + 5)
                        + FRAME.spoke(32, LIMB - 5, LIMB + 5));
    }

    private static void zone(Svg svg, Ink ink, double left, double right) {
        svg.open("path")
                .in(ink)
                .with("stroke-width", "9")
                .with("d", FRAME.along(left, right, LIMB))
                .end();
    }

    private static void drawTicks(Svg svg) {
        var ticks = new StringBuilder();
        for (int half = -60; half <= 60; half += 5) {
            boolean whole = half % 20 == 0;
            ticks.append(FRAME.spoke(half / 2.0, LIMB + 5, LIMB + (whole ? 12 : 8)));
        }
        svg.path(Ink.GAUGE_TICK, ticks.toString());
        svg.path(
                Ink.ZEBRA,
                "M" + FRAME.at(0, LIMB + 15) + "L" + FRAME.at(-2.6, LIMB + 23) + "L" + FRAME.at(2.6, LIMB + 23) + "Z");
    }

    private static void drawArm(Svg svg, double angle) {
        svg.path(
                Ink.GAUGE_ARM,
                "M" + FRAME.at(angle - 90, 3.2) + "L" + FRAME.at(angle - 1.6, LIMB - 7) + "L"
                        + FRAME.at(angle + 1.6, LIMB - 7) + "L" + FRAME.at(angle + 90, 3.2) + "Z");
        svg.path(
                Ink.GAUGE_ARM,
                "M" + FRAME.at(angle - 5, LIMB - 8) + "L" + FRAME.at(angle + 5, LIMB - 8) + "L"
                        + FRAME.at(angle + 5, LIMB + 4) + "L" + FRAME.at(angle, LIMB + 9) + "L"
                        + FRAME.at(angle - 5, LIMB + 4) + "Z" + FRAME.spoke(angle, LIMB - 4, LIMB + 9));
    }

    private static double angle(double course) {
        return Math.max(-STOP, Math.min(STOP, course)) * DEGREES_A_TOLERANCE;
    }
}
