package sextant.documents;

import org.springframework.stereotype.Component;
import sextant.journal.Proofs;
import sextant.ledger.Checkpoint;
import sextant.ledger.SignedNote;

/** Reads a signed tree head for people: size, root and the fingerprint of the key. */
@Component
public class Checkpoints {
    private final Proofs proofs;

    Checkpoints(Proofs proofs) {
        this.proofs = proofs;
    }

    public SealedUnder of(Proofs.Head head) {
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(head.note()).text());
        return new SealedUnder(
                checkpoint.size(), checkpoint.root(), proofs.verifierKey(head).fingerprint());
    }
}
