package sextant.measurement.intake;

/**
 * The times of an upload and the lines that they came from, exactly, in 12 bytes a slot: open addressing over two plain
 * arrays, at most half full. The places depend on a seed that the sender of the upload cannot know, so that nobody can
 * choose times that all want the same place.
 */
final class TimesSeen {

    private static final int FEWEST_SLOTS = 1 << 10;

    private final long seed;
    private long[] times = new long[FEWEST_SLOTS];
    /** 0 marks an empty slot: lines count from 1. */
    private int[] lines = new int[FEWEST_SLOTS];

    private int size;

    TimesSeen(long seed) {
        this.seed = seed;
    }

    /** The line that had this time first, or 0 when this one is the first and now remembered. */
    long firstLine(long time, int line) {
        int slot = slot(time);
        if (lines[slot] != 0) return lines[slot];
        times[slot] = time;
        lines[slot] = line;
        if (++size > times.length / 2) grow();
        return 0;
    }

    private int slot(long time) {
        int mask = times.length - 1;
        int slot = (int) mixed(time ^ seed) & mask;
        while (lines[slot] != 0 && times[slot] != time) slot = (slot + 1) & mask;
        return slot;
    }

    private void grow() {
        long[] oldTimes = times;
        int[] oldLines = lines;
        times = new long[oldTimes.length * 2];
        lines = new int[oldTimes.length * 2];
        for (int i = 0; i < oldTimes.length; i++) {
            if (oldLines[i] == 0) continue;
            int slot = slot(oldTimes[i]);
            times[slot] = oldTimes[i];
            lines[slot] = oldLines[i];
        }
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014, variant 13 of Stafford): every bit moves every other. */
    private static long mixed(long key) {
        long z = key + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
