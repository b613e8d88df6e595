package sextant.imports;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import sextant.ledger.Hash;

/**
 * A table on its way into a register: kept, previewed as often as wanted, then imported once. Its sender alone sees it, for
 * {@link #KEPT}; what was imported from it stays.
 *
 * @param register the code of the register
 * @param outcome what became of it; empty while it is a preview
 */
public record ImportFile(
        UUID id, String register, String name, Hash digest, byte[] content, Optional<Outcome> outcome) {
    public static final Duration KEPT = Duration.ofDays(7);

    /** @param alreadyThere how many of its records were left as they were */
    public record Outcome(int added, int alreadyThere) {}
}
