package sextant.ledger;

import static sextant.ledger.PackContent.parsed;

import java.util.HashSet;
import java.util.Set;

/** One reading of one pack, step by step in the order of VERIFY.md, counting what it has checked. */
final class PackReading {
    private final PackArchive archive;
    private final PackLimits limits;
    private final Manifest manifest;
    private final PackLayout layout;
    private final VerifierKey key;
    private final Checkpoint checkpoint;
    private final PackContent content;
    private final PackEvidence evidence;

    private PackReading(PackArchive archive, PackLimits limits) throws Broken {
        this.archive = archive;
        this.limits = limits;
        this.content = new PackContent(archive, limits);
        this.key = parsed(PackLayout.KEY, () -> readKey(archive.read(PackLayout.KEY, SignedNote.MAX_BYTES)));
        this.manifest = readManifest();
        this.layout = PackLayout.of(manifest);
        PackContent.checkHash(layout.single(PackLayout.KEY), archive.read(PackLayout.KEY, SignedNote.MAX_BYTES));
        String note =
                parsed(PackLayout.CHECKPOINT, () -> Utf8.decode(content.read(layout.single(PackLayout.CHECKPOINT))));
        this.checkpoint = signedCheckpoint(PackLayout.CHECKPOINT, note);
        this.evidence = switch (manifest.format()) {
            case PROOFS ->
                new ProvedLeaves(content, layout, manifest.organization().id(), checkpoint, note);
            case LEAVES ->
                ListedLeaves.read(content, layout, manifest.organization().id(), checkpoint);
        };
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
        PackFormat format = parsed(
                Manifest.NOTE_PATH,
                () -> PackFormat.of(note.text().lines().findFirst().orElse("")));
        if (!note.text().equals(Manifest.noteText(format, bytes)))
            throw new Broken(Manifest.PATH, "its SHA-256 is not the one signed in " + Manifest.NOTE_PATH);
        Manifest read = parsed(Manifest.PATH, () -> Manifest.parse(bytes));
        if (read.format() != format) throw new Broken(Manifest.PATH, "is of another format than " + Manifest.NOTE_PATH);
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
        if (!evidence.rootAt(file, older.size()).equals(older.root()))
            throw new Broken(file, "has another root than the pack's log had at that size: the log was rewritten");
        return older;
    }

    /** Everything that the first steps have not read. */
    PackVerdict.Counts checkRest() throws Broken {
        content.checkStreamed(layout.single(PackLayout.GUIDE));
        for (Manifest.Entry document : layout.documents) content.checkStreamed(document);
        PackEvidence.Checked checked = evidence.check();
        return new PackVerdict.Counts(
                manifest.files().size(),
                manifest.files().stream().mapToLong(Manifest.Entry::length).sum(),
                layout.documents.size(),
                checked.records(),
                checked.batches(),
                checked.rows(),
                checked.leaves(),
                checked.disclosed(),
                checked.withheld(),
                checked.consistencyProofs());
    }
}
