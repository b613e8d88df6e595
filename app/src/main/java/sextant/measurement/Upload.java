package sextant.measurement;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import sextant.ledger.Hash;

/**
 * A file of measurements on its way in: kept, previewed as often as wanted, then recorded. Its sender alone sees it, for
 * {@link #KEPT}; what was recorded of it stays.
 *
 * @param length in bytes
 * @param progress in percent, of recording
 * @param outcome what became of it; empty until then
 */
public record Upload(
        UUID id,
        KpiId kpi,
        String name,
        Hash digest,
        long length,
        State state,
        int progress,
        Optional<UploadOutcome> outcome,
        Instant uploadedAt) {
    public static final Duration KEPT = Duration.ofDays(7);

    /** Up to so many bytes a file is recorded while its sender waits: less than a second's work. */
    public static final int SMALL = 500_000;

    public enum State {
        /** A preview; nothing is recorded. */
        KEPT,
        QUEUED,
        RECORDING,
        RECORDED,
        /** Nothing was recorded, and the outcome says why; it may be tried again. */
        REFUSED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isOpen() {
            return this == QUEUED || this == RECORDING;
        }

        public boolean isPreview() {
            return this == KEPT || this == REFUSED;
        }
    }

    public boolean isSmall() {
        return length <= SMALL;
    }
}
