package sextant.documents;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import sextant.ledger.Hash;
import sextant.objectives.ObjectiveId;
import sextant.people.UnitId;

/**
 * An evidence pack that somebody asked for: on its way, finished, or failed. Its file is kept for {@link #KEPT}; that it
 * was built, and under which checkpoint, stays on record.
 *
 * @param reference and title and unit: the objective's, as they are now
 * @param progress in percent
 * @param failure a code below {@code evidence.failure.}; empty unless it failed
 */
public record EvidencePack(
        PackId id,
        ObjectiveId objective,
        String reference,
        String title,
        UnitId unit,
        UUID requestedBy,
        String requestedByName,
        Instant requestedAt,
        State state,
        int progress,
        String failure,
        Optional<Finished> finished) {
    public static final Duration KEPT = Duration.ofDays(7);

    public enum State {
        QUEUED,
        BUILDING,
        READY,
        FAILED,
        /** It was ready, and its file is no longer kept. */
        EXPIRED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isOpen() {
            return this == QUEUED || this == BUILDING;
        }
    }

    /** @param digest of the file, SHA-256 */
    public record Finished(SealedUnder checkpoint, long length, Hash digest, Instant at, Instant expires) {}

    /** The checkpoint a document or a pack was made under: what to compare it with, kept elsewhere. */
    public record SealedUnder(long size, Hash root, String keyFingerprint) {}

    /** A name for the file that tells the packs of an objective apart. */
    public String fileName() {
        return "evidence-" + reference.replaceAll("[^A-Za-z0-9._-]+", "-") + "-"
                + requestedAt.toString().substring(0, 10) + ".zip";
    }
}
