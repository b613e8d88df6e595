package sextant.ledger;

import java.util.Optional;

/** What {@link PackVerifier} found. */
public sealed interface PackVerdict {
    /**
     * Everything holds. The key is the one in the pack; unless it is confirmed, the pack proves only that whoever signed
     * it has that key. The older checkpoint is there when one was given, and the pack's checkpoint continues it.
     */
    record Holds(
            Manifest manifest,
            VerifierKey key,
            boolean keyConfirmed,
            Checkpoint checkpoint,
            Optional<Checkpoint> continues,
            Counts counts)
            implements PackVerdict {}

    /** The first thing that does not hold: a path in the pack, or the name of a file that was given, and why. */
    record DoesNotHold(String file, String reason) implements PackVerdict {}

    /**
     * How much was checked. Files and bytes are those of the manifest; proofs those of inclusion; withheld are committed
     * values that the pack does not disclose, for instance because they were erased.
     */
    record Counts(
            int files,
            long bytes,
            int documents,
            int records,
            int batches,
            long rows,
            int proofs,
            int disclosed,
            int withheld,
            int consistencyProofs) {}
}
