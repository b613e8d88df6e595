package sextant.platform.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;

/** Leaves out points that a line of so many pixels cannot show, and never a peak, a trough, the first or the last. */
final class Thinning {
    private Thinning() {}

    /**
     * Of each bucket of neighbours the first, lowest, highest and last, which draws the same pixels as all of them
     * (the M4 aggregation of Jugel et al., VLDB 2014).
     *
     * @param most about how many indexes to answer with; four a bucket
     */
    static List<Integer> indexes(int count, IntToDoubleFunction valueAt, int most) {
        if (count <= most) return everyIndex(count);
        int buckets = Math.max(1, most / 4);
        var kept = new TreeSet<Integer>();
        for (int bucket = 0; bucket < buckets; bucket++) {
            int from = (int) ((long) count * bucket / buckets);
            int to = (int) ((long) count * (bucket + 1) / buckets);
            int lowest = from;
            int highest = from;
            for (int index = from; index < to; index++) {
                if (valueAt.applyAsDouble(index) < valueAt.applyAsDouble(lowest)) lowest = index;
                if (valueAt.applyAsDouble(index) > valueAt.applyAsDouble(highest)) highest = index;
            }
            kept.add(from);
            kept.add(lowest);
            kept.add(highest);
            kept.add(to - 1);
        }
        return List.copyOf(kept);
    }

    private static List<Integer> everyIndex(int count) {
        var all = new ArrayList<Integer>(count);
        for (int index = 0; index < count; index++) all.add(index);
        return all;
    }
}
