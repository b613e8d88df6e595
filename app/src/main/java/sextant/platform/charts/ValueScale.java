package sextant.platform.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Values onto pixels, bottom to top, with ticks at round numbers.
 *
 * @param low the value at the bottom of the plot
 * @param high the value at its top, above {@code low}
 * @param ticks round values from low to high, each with the decimals its step needs
 */
record ValueScale(double low, double high, double top, double bottom, List<BigDecimal> ticks) {
    private static final double LARGEST = 1e30;
    private static final double AIR = 0.04;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    static void requireDrawable(double value) {
        if (!(Math.abs(value) <= LARGEST))
            throw new IllegalArgumentException("a value to draw must be a number of at most 1e30, was " + value);
    }

    /** A scale that holds every value from lowest to highest; from zero when that costs less than a third of the height. */
    static ValueScale over(double lowest, double highest, double top, double bottom, int wantedTicks) {
        double air = (highest - lowest) * AIR;
        double low = lowest >= 0 && lowest <= highest / 3 ? 0 : lowest - air;
        double high = highest <= 0 && highest >= lowest / 3 ? 0 : highest + air;
        if (lowest >= 0) low = Math.max(0, low);
        if (highest <= 0) high = Math.min(0, high);
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (!(high - low > size * 1e-9)) {
            double room = size == 0 ? 1 : size * 0.1;
            low -= room;
            high += room;
        }
        BigDecimal step = step((high - low) / wantedTicks);
        BigDecimal first =
                BigDecimal.valueOf(low).divide(step, 0, RoundingMode.FLOOR).multiply(step);
        BigDecimal last =
                BigDecimal.valueOf(high).divide(step, 0, RoundingMode.CEILING).multiply(step);
        var ticks = new ArrayList<BigDecimal>();
        for (BigDecimal tick = first; tick.compareTo(last) <= 0; tick = tick.add(step)) ticks.add(decimals(tick, step));
        return new ValueScale(first.doubleValue(), last.doubleValue(), top, bottom, List.copyOf(ticks));
    }

    private static BigDecimal step(double wanted) {
        int exponent = (int) Math.floor(Math.log10(wanted));
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exponent);
        for (double round : ROUND) {
            BigDecimal step = BigDecimal.valueOf(round).multiply(power);
            if (step.doubleValue() >= wanted) return step;
        }
        return BigDecimal.TEN.multiply(power);
    }

    private static BigDecimal decimals(BigDecimal tick, BigDecimal step) {
        return tick.setScale(Math.max(0, step.stripTrailingZeros().scale()), RoundingMode.HALF_EVEN);
    }

    /** The pixel of a value; one outside the scale, an infinite one too, rests at the edge. */
    double y(double value) {
        double share = (value - low) / (high - low);
        return bottom - Math.max(0, Math.min(1, share)) * (bottom - top);
    }
}
