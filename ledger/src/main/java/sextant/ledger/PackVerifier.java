package sextant.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import sextant.ledger.PackVerdict.DoesNotHold;
import sextant.ledger.PackVerdict.Holds;

/**
 * Verifies an evidence pack as VERIFY.md describes it, with nothing but the pack and what the reader already has: perhaps
 * the key's fingerprint, perhaps an older checkpoint of the same log. Content streams through; only single records and
 * the manifest are held in memory.
 */
public final class PackVerifier {
    private final PackLimits limits;

    public PackVerifier() {
        this(PackLimits.STANDARD);
    }

    PackVerifier(PackLimits limits) {
        this.limits = limits;
    }

    /**
     * Says what was checked, or the first thing that does not hold. Throws IOException when a given file cannot be opened
     * at all, and {@link Malformed} when the expected key is neither a fingerprint nor a verifier key.
     */
    public PackVerdict verify(Path zip, Optional<String> expectedKey, Optional<Path> olderCheckpoint)
            throws IOException {
        expectedKey.ifPresent(VerifierKey::checkNaming);
        Optional<byte[]> older =
                olderCheckpoint.isPresent() ? Optional.of(readOlder(olderCheckpoint.get())) : Optional.empty();
        try (PackArchive archive = PackArchive.open(zip, limits)) {
            PackReading reading = PackReading.begin(archive, limits);
            boolean confirmed = expectedKey.isPresent();
            if (confirmed && !reading.key().isNamedBy(expectedKey.get()))
                return new DoesNotHold(
                        PackLayout.KEY,
                        "the pack is signed by the key " + reading.key().fingerprint() + ", not by the one you named");
            Checkpoint checkpoint = reading.checkpoint();
            Optional<Checkpoint> continued = Optional.empty();
            if (older.isPresent())
                continued =
                        Optional.of(reading.checkContinues(olderCheckpoint.get().toString(), older.get()));
            PackVerdict.Counts counts = reading.checkRest();
            return new Holds(reading.manifest(), reading.key(), confirmed, checkpoint, continued, counts);
        } catch (Broken e) {
            return e.verdict();
        }
    }

    private static byte[] readOlder(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            return content.readNBytes(SignedNote.MAX_BYTES + 1);
        }
    }
}
