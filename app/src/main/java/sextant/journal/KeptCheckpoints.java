package sextant.journal;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sextant.ledger.Checkpoint;
import sextant.ledger.ConsistencyProof;
import sextant.ledger.Malformed;
import sextant.ledger.SignedNote;
import sextant.platform.OrganizationId;

/**
 * Holds the log against a checkpoint that somebody kept elsewhere and brings back (RFC 9162 section 2.1.4): whether anything
 * up to it was removed or rewritten since. One of before a restored backup is held against the log that went on from there,
 * whose tree began as the old one was.
 */
@Component
public class KeptCheckpoints {
    public sealed interface Answer {
        /** Everything that was in the log then is in it still, in the same order. */
        record Consistent(ConsistencyProof proof) implements Answer {}

        record NotACheckpoint() implements Answer {}

        /** A backup was restored that had less: what was recorded after it is lost, and that is on record. */
        record BeyondABackup(long size, Proofs.Restore restore) implements Answer {}

        /** It names another organization's log, or another installation's. */
        record OfAnotherLog(String origin) implements Answer {}

        /** This log's key did not sign it, or what it says was changed afterwards. */
        record NotSigned() implements Answer {}

        /** The log holds less than it did: something was removed. */
        record LongerThanTheLog(long size, long now) implements Answer {}

        /** What the log held then is not what it holds now at the same places. */
        record Rewritten(long size, long now) implements Answer {}
    }

    private final Proofs proofs;

    KeptCheckpoints(Proofs proofs) {
        this.proofs = proofs;
    }

    /** @param kept a C2SP signed note, as {@link Proofs.Head#note} is; blank lines around it and CR before LF do not matter */
    public Answer check(OrganizationId organization, String kept) {
        SignedNote note;
        Checkpoint checkpoint;
        try {
            note = SignedNote.parse(kept.replace("\r\n", "\n").strip() + "\n");
            checkpoint = Checkpoint.parse(note.text());
        } catch (Malformed | IllegalArgumentException none) {
            return new Answer.NotACheckpoint();
        }
        Optional<Proofs.Head> found = proofs.head(organization);
        if (found.isEmpty()) return new Answer.OfAnotherLog(checkpoint.origin());
        Proofs.Head head = found.get();
        // Restores after the one that ended its log: each may have had less.
        List<Proofs.Restore> restores = proofs.restores(organization);
        boolean current = head.origin().equals(checkpoint.origin());
        int ended = current
                ? -1
                : restores.stream().map(Proofs.Restore::before).toList().indexOf(checkpoint.origin());
        if (!current && ended < 0) return new Answer.OfAnotherLog(checkpoint.origin());
        if (!note.isSignedBy(proofs.verifierKey(checkpoint.origin()))) return new Answer.NotSigned();
        for (Proofs.Restore restore : restores.subList(0, ended + 1).reversed())
            if (checkpoint.size() > restore.size()) return new Answer.BeyondABackup(checkpoint.size(), restore);
        if (checkpoint.size() > head.size()) return new Answer.LongerThanTheLog(checkpoint.size(), head.size());
        Checkpoint now = Checkpoint.parse(SignedNote.parse(head.note()).text());
        if (checkpoint.size() == 0) return new Answer.Consistent(new ConsistencyProof(0, head.size(), List.of()));
        ConsistencyProof proof = proofs.consistency(organization, head, List.of(checkpoint.size()))
                .getFirst();
        return proof.proves(checkpoint.root(), now.root())
                ? new Answer.Consistent(proof)
                : new Answer.Rewritten(checkpoint.size(), head.size());
    }
}
