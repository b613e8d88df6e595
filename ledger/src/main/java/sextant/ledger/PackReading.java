package sextant.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One reading of one pack, step by step in the order of VERIFY.md, counting what it has checked. */
final class PackReading {
    private static final int BUFFER = 128 * 1024;

    private final PackArchive archive;
    private final PackLimits limits;
    private final Manifest manifest;
    private final PackLayout layout;
    private final VerifierKey key;
    private final Checkpoint checkpoint;
    private final String checkpointNote;

    private PackReading(PackArchive archive, PackLimits limits) throws Broken {
        this.archive = archive;
        this.limits = limits;
        this.key = parsed(PackLayout.KEY, () -> readKey(archive.read(PackLayout.KEY, SignedNote.MAX_BYTES)));
        this.manifest = readManifest();
        this.layout = PackLayout.of(manifest);
        checkHash(layout.single(PackLayout.KEY), archive.read(PackLayout.KEY, SignedNote.MAX_BYTES));
        this.checkpointNote =
                parsed(PackLayout.CHECKPOINT, () -> Utf8.decode(read(layout.single(PackLayout.CHECKPOINT))));
        this.checkpoint = signedCheckpoint(PackLayout.CHECKPOINT, checkpointNote);
    }

    /** Key, manifest, completeness and checkpoint hold once this returns. */
    static PackReading begin(PackArchive archive, PackLimits limits) throws Broken {
        return new PackReading(archive, limits);
    }

    VerifierKey key() {
        return key;
    }

    Manifest manifest() {
        return manifest;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    private static VerifierKey readKey(byte[] bytes) {
        String text = Utf8.decode(bytes);
        if (!text.endsWith("\n")) throw new Malformed("the key is one line that ends in a newline");
        return VerifierKey.parse(text.substring(0, text.length() - 1));
    }

    private Manifest readManifest() throws Broken {
        byte[] bytes = archive.read(Manifest.PATH, limits.manifestBytes());
        SignedNote note = parsed(
                Manifest.NOTE_PATH, () -> SignedNote.parse(archive.read(Manifest.NOTE_PATH, SignedNote.MAX_BYTES)));
        // Nobody but the log has a reason to sign this note, and any other line could be changed unnoticed.
        if (note.signatures().size() != 1) throw new Broken(Manifest.NOTE_PATH, "has more than one signature");
        if (!note.isSignedBy(key))
            throw new Broken(Manifest.NOTE_PATH, "is not signed by the key in " + PackLayout.KEY);
        if (!note.text().startsWith(Manifest.FORMAT + "\n"))
            throw new Broken(Manifest.NOTE_PATH, "is not a note of the format " + Manifest.FORMAT);
        if (!note.text().equals(Manifest.noteText(bytes)))
            throw new Broken(Manifest.PATH, "its SHA-256 is not the one signed in " + Manifest.NOTE_PATH);
        Manifest read = parsed(Manifest.PATH, () -> Manifest.parse(bytes));
        checkComplete(read);
        return read;
    }

    private void checkComplete(Manifest read) throws Broken {
        Set<String> unlisted = new HashSet<>(archive.paths());
        unlisted.remove(Manifest.PATH);
        unlisted.remove(Manifest.NOTE_PATH);
        long total = 0;
        for (Manifest.Entry file : read.files()) {
            if (!unlisted.remove(file.path())) throw new Broken(file.path(), "is in the manifest and not in the ZIP");
            total = Math.addExact(total, file.length());
            if (total > limits.totalBytes())
                throw new Broken(Manifest.PATH, "lists more than " + limits.totalBytes() + " bytes of files");
        }
        if (!unlisted.isEmpty())
            throw new Broken(
                    unlisted.stream().sorted().findFirst().orElseThrow(), "is in the ZIP and not in the manifest");
    }

    private Checkpoint signedCheckpoint(String file, String encoded) throws Broken {
        SignedNote note = parsed(file, () -> SignedNote.parse(encoded));
        if (!note.isSignedBy(key)) throw new Broken(file, "is not signed by the key in " + PackLayout.KEY);
        Checkpoint signed = parsed(file, () -> Checkpoint.parse(note.text()));
        if (!signed.origin().equals(key.name()))
            throw new Broken(file, "its origin is " + signed.origin() + " and its key's name is " + key.name());
        return signed;
    }

    /** That the pack's log begins with the tree of a checkpoint the reader kept. */
    Checkpoint checkContinues(String file, byte[] encoded) throws Broken {
        Checkpoint older = signedCheckpoint(file, parsed(file, () -> Utf8.decode(encoded)));
        if (older.size() > checkpoint.size())
            throw new Broken(
                    file,
                    "has " + older.size() + " leaves, more than the pack's " + checkpoint.size()
                            + "; it is newer than the pack");
        if (older.size() == checkpoint.size()) {
            if (!older.root().equals(checkpoint.root()))
                throw new Broken(file, "has another root than the pack at the same size: the log was rewritten");
            return older;
        }
        if (older.size() == 0) return older; // every log begins with the empty one
        Manifest.Entry proof = layout.consistency.get(older.size());
        if (proof == null)
            throw new Broken(
                    file,
                    "the pack has no consistency proof from size " + older.size()
                            + "; ask for one, or for an older pack that has it");
        PackConsistency consistency = readConsistency(older.size(), proof);
        if (!consistency.root().equals(older.root()))
            throw new Broken(file, "has another root than the pack's log had at that size: the log was rewritten");
        return older;
    }

    private PackConsistency readConsistency(long from, Manifest.Entry file) throws Broken {
        PackConsistency consistency = parsed(file.path(), () -> PackConsistency.parse(read(file)));
        ConsistencyProof proof = consistency.proof();
        if (proof.from() != from) throw new Broken(file.path(), "is a proof from size " + proof.from());
        if (proof.to() != checkpoint.size())
            throw new Broken(
                    file.path(), "is a proof to size " + proof.to() + ", the checkpoint's is " + checkpoint.size());
        if (!proof.proves(consistency.root(), checkpoint.root()))
            throw new Broken(file.path(), "does not prove consistency with the checkpoint");
        return consistency;
    }

    /** Everything that the first steps have not read. */
    PackVerdict.Counts checkRest() throws Broken {
        checkStreamed(layout.single(PackLayout.GUIDE));
        for (Manifest.Entry document : layout.documents) checkStreamed(document);
        for (Map.Entry<Long, Manifest.Entry> proof : layout.consistency.entrySet())
            readConsistency(proof.getKey(), proof.getValue());
        Leaves leaves = checkLeaves();
        return new PackVerdict.Counts(
                manifest.files().size(),
                manifest.files().stream().mapToLong(Manifest.Entry::length).sum(),
                layout.documents.size(),
                layout.leaves.size() - leaves.batches(),
                leaves.batches(),
                leaves.rows(),
                layout.leaves.size(),
                leaves.disclosed(),
                leaves.withheld(),
                layout.consistency.size());
    }

    /** What was counted in some leaves, or the first of them that does not hold. */
    private record Leaves(
            int batches,
            long rows,
            int disclosed,
            int withheld,
            @Nullable Broken broken) {
        static final Leaves NONE = new Leaves(0, 0, 0, 0, null);

        Leaves and(Leaves next) {
            if (broken != null) return this;
            return new Leaves(
                    batches + next.batches,
                    rows + next.rows,
                    disclosed + next.disclosed,
                    withheld + next.withheld,
                    next.broken);
        }
    }

    /** Leaves are independent of each other, so all processors work; the order of the layout decides which is first. */
    private Leaves checkLeaves() throws Broken {
        Leaves all = layout.leaves.parallelStream()
                .map(leaf -> {
                    try {
                        return checkLeaf(leaf);
                    } catch (Broken e) {
                        return new Leaves(0, 0, 0, 0, e);
                    }
                })
                .reduce(Leaves.NONE, Leaves::and);
        if (all.broken() != null) throw all.broken();
        return all;
    }

    private Leaves checkLeaf(PackLayout.Leaf leaf) throws Broken {
        Manifest.Entry file = leaf.envelope();
        byte[] bytes = read(file);
        Envelope envelope = parsed(file.path(), () -> {
            Envelope parsed = Envelope.parse(bytes);
            parsed.checkIs(manifest.organization().id(), leaf);
            return parsed;
        });
        checkInclusion(file.path(), Hash.ofLeaf(bytes), leaf.proof());
        Manifest.Entry disclosedFile = leaf.disclosed();
        int shown = disclosedFile == null
                ? 0
                : parsed(disclosedFile.path(), () -> envelope.checkDisclosed(read(disclosedFile)));
        int withheld = envelope.commitments() - shown;
        if (!leaf.isBatch()) return new Leaves(0, 0, shown, withheld, null);
        return new Leaves(1, checkRows(file.path(), envelope, leaf.rows()), shown, withheld, null);
    }

    private void checkInclusion(String leafPath, Hash leaf, Manifest.Entry file) throws Broken {
        TlogProof proof = parsed(file.path(), () -> TlogProof.parse(Utf8.decode(read(file))));
        if (!proof.checkpointNote().equals(checkpointNote))
            throw new Broken(file.path(), "is for another checkpoint than " + PackLayout.CHECKPOINT);
        if (!proof.inclusionIn(checkpoint.size()).proves(leaf, checkpoint.root()))
            throw new Broken(file.path(), "does not prove that " + leafPath + " is in the log");
    }

    private long checkRows(String path, Envelope envelope, Manifest.Entry file) throws Broken {
        long stated = parsed(path, () -> envelope.content().integer("rows"));
        Hash root = parsed(path, () -> Hash.fromBase64(envelope.content().text("root")));
        RowsReader reader = new RowsReader(limits.lineBytes());
        try (InputStream content = archive.stream(file.path())) {
            reader.read(content, file.length());
        } catch (IOException e) {
            throw PackArchive.unreadable(file.path(), e);
        } catch (Malformed e) {
            throw new Broken(file.path(), e);
        }
        checkHash(file, reader.length(), reader.fileHash());
        if (reader.rows() != stated)
            throw new Broken(file.path(), "has " + reader.rows() + " rows, its record in the log says " + stated);
        if (!reader.root().equals(root))
            throw new Broken(file.path(), "its rows are not those whose root is in the log");
        return reader.rows();
    }

    private byte[] read(Manifest.Entry file) throws Broken {
        if (file.length() > limits.jsonBytes())
            throw new Broken(file.path(), "is longer than " + limits.jsonBytes() + " bytes");
        byte[] bytes = archive.readUpTo(file.path(), (int) file.length() + 1);
        checkHash(file, bytes);
        return bytes;
    }

    private void checkStreamed(Manifest.Entry file) throws Broken {
        MessageDigest digest = Hash.digest();
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        try (InputStream content = archive.stream(file.path())) {
            for (int count; length <= file.length() && (count = content.read(buffer)) >= 0; length += count)
                digest.update(buffer, 0, count);
        } catch (IOException e) {
            throw PackArchive.unreadable(file.path(), e);
        }
        checkHash(file, length, new Hash(digest.digest()));
    }

    private static void checkHash(Manifest.Entry file, byte[] bytes) throws Broken {
        checkHash(file, bytes.length, Hash.sha256(bytes));
    }

    private static void checkHash(Manifest.Entry file, long length, Hash hash) throws Broken {
        if (length != file.length())
            throw new Broken(
                    file.path(), (length < file.length() ? "is shorter" : "is longer") + " than the manifest says");
        if (!hash.equals(file.sha256())) throw new Broken(file.path(), "its SHA-256 is not the manifest's");
    }

    private interface Step<T> {
        T run() throws Broken;
    }

    /** What is malformed in a step is malformed in this file. */
    private static <T> T parsed(String path, Step<T> step) throws Broken {
        try {
            return step.run();
        } catch (Malformed e) {
            throw new Broken(path, e);
        }
    }
}
