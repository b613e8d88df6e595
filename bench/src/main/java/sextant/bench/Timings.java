package sextant.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * What many of the same thing took.
 *
 * @param nanos each one's time, sorted
 * @param wall from the first's start to the last's end
 */
record Timings(long[] nanos, Duration wall) {
    Timings {
        if (nanos.length == 0) throw new IllegalArgumentException("nothing was timed");
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    int count() {
        return nanos.length;
    }

    /** The smallest time that so many percent of all do not exceed (nearest rank), in milliseconds. */
    double percentile(double percent) {
        if (percent <= 0 || percent > 100) throw new IllegalArgumentException("no percentile " + percent);
        int rank = (int) Math.ceil(percent / 100 * nanos.length);
        return nanos[rank - 1] / 1e6;
    }

    double p50() {
        return percentile(50);
    }

    double p99() {
        return percentile(99);
    }

    double perSecond() {
        return nanos.length / (wall.toNanos() / 1e9);
    }

    /** As it is printed: "12.3 / 45.6 ms". */
    String text() {
        return String.format(Locale.ROOT, "%.1f / %.1f ms", p50(), p99());
    }
}
