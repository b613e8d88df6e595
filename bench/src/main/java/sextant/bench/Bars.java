package sextant.bench;

import java.util.Locale;
import java.util.Optional;

/** What DESIGN section 7 asks for, on two cores. */
final class Bars {
    static final double PAGE_P50 = 20;
    static final double PAGE_P99 = 100;
    static final double HALF = 0.5;
    static final double CONFORMANCE_SECONDS = 1;
    static final double PAST_SECONDS = 0.3;
    static final double READY_SECONDS = 3;
    static final double MEMORY_MEGABYTES = 600;
    static final double WIRE_KILOBYTES = 150;

    /** "No dearer at 10,000 than at 1,000", with room for what two runs of the same differ by. */
    static final double NOISE = 1.1;

    private Bars() {}

    static String page() {
        return "p50 <= 20, p99 <= 100 ms";
    }

    static String page(Timings timings) {
        if (timings.p50() <= PAGE_P50 && timings.p99() <= PAGE_P99) return "met";
        StringBuilder missed = new StringBuilder("missed:");
        if (timings.p50() > PAGE_P50) missed.append(times(" p50", timings.p50() / PAGE_P50));
        if (timings.p99() > PAGE_P99) missed.append(times(" p99", timings.p99() / PAGE_P99));
        return missed.toString();
    }

    /** For a figure that must not exceed the bar. */
    static String atMost(double bar, double measured) {
        return measured <= bar ? "met" : "missed:" + times("", measured / bar);
    }

    /** For a share of a limit that must reach the bar. */
    static String atLeast(double bar, double measured) {
        return measured >= bar ? "met" : "missed:" + String.format(Locale.ROOT, " %.2f of the bar", measured / bar);
    }

    static String noDearer(Optional<Double> small, double large) {
        return small.map(before -> large <= before * NOISE ? "met" : "missed:" + times("", large / before))
                .orElse("");
    }

    private static String times(String what, double factor) {
        return String.format(Locale.ROOT, "%s %.1fx", what, factor);
    }
}
