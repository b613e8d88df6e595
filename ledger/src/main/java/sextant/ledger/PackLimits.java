package sextant.ledger;

/**
 * How much a pack may ask of its reader. A ZIP of a few kilobytes can claim any amount of content, so nothing is read
 * beyond these. Bytes are of unpacked content; json is one JSON file or proof, line one row of measurements.
 */
record PackLimits(int entries, long totalBytes, int manifestBytes, int jsonBytes, int lineBytes, int leavesBytes) {
    static final PackLimits STANDARD =
            new PackLimits(200_000, 16L << 30, CanonicalJson.MAX_BYTES, 16 * 1024 * 1024, 1024 * 1024, 256 << 20);
}
