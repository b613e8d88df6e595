package sextant.evidence;

import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import sextant.journal.Proofs;
import sextant.journal.Revisions;
import sextant.ledger.ConsistencyProof;
import sextant.ledger.Hash;
import sextant.ledger.PackConsistency;
import sextant.ledger.PackFormat;
import sextant.ledger.TlogProof;
import sextant.platform.OrganizationId;

/** The first format: files of its own for each revision and each batch, and a consistency proof from each checkpoint before. */
final class ProvedFiles implements RecordFiles {
    private static final int CHECKPOINTS = 1_000;

    private final PackFile pack;
    private final Proofs proofs;
    private final OrganizationId organization;
    private final Proofs.Head head;

    ProvedFiles(PackFile pack, Proofs proofs, OrganizationId organization, Proofs.Head head) {
        this.pack = pack;
        this.proofs = proofs;
        this.organization = organization;
        this.head = head;
    }

    @Override
    public PackFormat format() {
        return PackFormat.PROOFS;
    }

    @Override
    public boolean wantsProofs() {
        return true;
    }

    @Override
    public void add(List<Revisions.Raw> revisions, List<TlogProof> inclusion) {
        for (int i = 0; i < revisions.size(); i++) add(revisions.get(i), inclusion.get(i));
    }

    private void add(Revisions.Raw raw, TlogProof proof) {
        String base = raw.record().kind().equals(PackRecords.BATCH)
                ? "measurements/" + raw.record().id()
                : "records/" + raw.record().kind() + "/" + raw.record().id() + "/" + raw.number();
        pack.add(base + ".json", raw.leaf());
        pack.add(base + ".tlog-proof", proof.encoded());
        byte[] disclosed = RecordFiles.disclosed(raw);
        if (disclosed.length > 0) pack.add(base + ".disclosed.json", disclosed);
    }

    @Override
    public void addRows(UUID batch, Consumer<OutputStream> rows) {
        pack.add("measurements/" + batch + ".rows.ndjson", rows);
    }

    @Override
    public void finish() {
        var earlier = proofs.earlier(organization, head, CHECKPOINTS);
        for (ConsistencyProof proof : proofs.consistency(organization, head, List.copyOf(earlier.keySet()))) {
            Hash root = java.util.Objects.requireNonNull(earlier.get(proof.from()));
            pack.add("consistency/" + proof.from() + ".json", new PackConsistency(root, proof).bytes());
        }
    }

    @Override
    public void close() {}
}
