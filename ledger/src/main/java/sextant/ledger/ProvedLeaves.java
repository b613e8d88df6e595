package sextant.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The first format: each record with an inclusion proof of its own, and a consistency proof from each earlier checkpoint. */
final class ProvedLeaves implements PackEvidence {
    private final PackContent content;
    private final PackLayout layout;
    private final String organization;
    private final Checkpoint checkpoint;
    private final String checkpointNote;

    ProvedLeaves(
            PackContent content, PackLayout layout, String organization, Checkpoint checkpoint, String checkpointNote) {
        this.content = content;
        this.layout = layout;
        this.organization = organization;
        this.checkpoint = checkpoint;
        this.checkpointNote = checkpointNote;
    }

    @Override
    public Hash rootAt(String file, long size) throws Broken {
        Manifest.Entry proof = layout.consistency.get(size);
        if (proof == null)
            throw new Broken(
                    file,
                    "the pack has no consistency proof from size " + size
                            + "; ask for one, or for an older pack that has it");
        return readConsistency(size, proof).root();
    }

    @Override
    public Checked check() throws Broken {
        for (Map.Entry<Long, Manifest.Entry> proof : layout.consistency.entrySet())
            readConsistency(proof.getKey(), proof.getValue());
        return checkLeaves().and(new Checked(0, 0, 0, 0, 0, layout.consistency.size()));
    }

    private PackConsistency readConsistency(long from, Manifest.Entry file) throws Broken {
        PackConsistency consistency = PackContent.parsed(file.path(), () -> PackConsistency.parse(content.read(file)));
        ConsistencyProof proof = consistency.proof();
        if (proof.from() != from) throw new Broken(file.path(), "is a proof from size " + proof.from());
        if (proof.to() != checkpoint.size())
            throw new Broken(
                    file.path(), "is a proof to size " + proof.to() + ", the checkpoint's is " + checkpoint.size());
        if (!proof.proves(consistency.root(), checkpoint.root()))
            throw new Broken(file.path(), "does not prove consistency with the checkpoint");
        return consistency;
    }

    /** Leaves are independent of each other, so all processors work; the order of the layout decides which is first. */
    private Checked checkLeaves() throws Broken {
        return FirstBroken.of(layout.leaves, this::checkLeaf);
    }

    private Checked checkLeaf(PackLayout.Leaf leaf) throws Broken {
        Manifest.Entry file = leaf.envelope();
        byte[] bytes = content.read(file);
        Envelope envelope = PackContent.parsed(file.path(), () -> {
            Envelope parsed = Envelope.parse(bytes);
            parsed.checkIs(organization, leaf);
            return parsed;
        });
        checkInclusion(file.path(), Hash.ofLeaf(bytes), leaf.proof());
        Manifest.Entry disclosedFile = leaf.disclosed();
        int shown = disclosedFile == null
                ? 0
                : PackContent.parsed(disclosedFile.path(), () -> envelope.checkDisclosed(content.read(disclosedFile)));
        int withheld = envelope.commitments() - shown;
        if (!leaf.isBatch()) return new Checked(1, 0, 0, shown, withheld, 0);
        return new Checked(0, 1, checkRows(file.path(), envelope, leaf.rows()), shown, withheld, 0);
    }

    private void checkInclusion(String leafPath, Hash leaf, Manifest.Entry file) throws Broken {
        TlogProof proof = PackContent.parsed(file.path(), () -> TlogProof.parse(Utf8.decode(content.read(file))));
        if (!proof.checkpointNote().equals(checkpointNote))
            throw new Broken(file.path(), "is for another checkpoint than " + PackLayout.CHECKPOINT);
        if (!proof.inclusionIn(checkpoint.size()).proves(leaf, checkpoint.root()))
            throw new Broken(file.path(), "does not prove that " + leafPath + " is in the log");
    }

    private long checkRows(String path, Envelope envelope, Manifest.Entry file) throws Broken {
        long stated = PackContent.parsed(path, () -> envelope.content().integer("rows"));
        Hash root = PackContent.parsed(
                path, () -> Hash.fromBase64(envelope.content().text("root")));
        RowsReader reader = new RowsReader(content.limits().lineBytes());
        try (InputStream rows = content.stream(file)) {
            reader.read(rows, file.length());
        } catch (IOException e) {
            throw PackArchive.unreadable(file.path(), e);
        } catch (Malformed e) {
            throw new Broken(file.path(), e);
        }
        PackContent.checkHash(file, reader.length(), reader.fileHash());
        if (reader.rows() != stated)
            throw new Broken(file.path(), "has " + reader.rows() + " rows, its record in the log says " + stated);
        if (!reader.root().equals(root))
            throw new Broken(file.path(), "its rows are not those whose root is in the log");
        return reader.rows();
    }
}
