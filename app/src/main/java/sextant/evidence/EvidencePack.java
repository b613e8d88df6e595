package sextant.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import sextant.documents.SealedUnder;
import sextant.ledger.Hash;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.UnitId;

/**
 * An evidence pack that somebody asked for: on its way, finished, failed or cancelled. Its file is kept for {@link #KEPT};
 * that it was built, and under which checkpoint, stays on record.
 *
 * @param reference the objective's, as it is now; empty for more than one
 * @param title the objective's or the unit's, as it is now; empty for a choice and for the register
 * @param units whose evidence it holds
 * @param objectives how many it holds the evidence of
 * @param asOf the moment it shows; empty for the moment it is built
 * @param progress in percent
 * @param failure a code below {@code evidence.failure.}; empty unless it failed
 */
public record EvidencePack(
        PackId id,
        PackScope scope,
        String reference,
        String title,
        Set<UnitId> units,
        int objectives,
        Optional<Instant> asOf,
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
        CANCELLED,
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

    /** Whether this person may build the evidence of all that is in it. */
    public boolean isOpenTo(Actor actor) {
        return actor.reach().getOrDefault(Permission.EVIDENCE_BUILD, Set.of()).containsAll(units);
    }

    /** A name for the file that tells packs apart. */
    public String fileName() {
        String about = scope instanceof PackScope.OfObjective ? reference : scope.code();
        String day = asOf.orElse(requestedAt).toString().substring(0, 10);
        return "evidence-" + about.replaceAll("[^A-Za-z0-9._-]+", "-") + "-" + day + ".zip";
    }
}
