package sextant.ledger;

/**
 * A tree head in the form of C2SP tlog-checkpoint: the log's origin, the number of leaves, the root. It is worth nothing
 * until it is the text of a {@link SignedNote}.
 */
public record Checkpoint(String origin, long size, Hash root) {
    public Checkpoint {
        if (origin.isEmpty() || !SignedNote.isText(origin) || origin.indexOf('\n') >= 0)
            throw new IllegalArgumentException("an origin is one non-empty line");
        if (size < 0 || size > MerkleTree.MAX_SIZE) throw new IllegalArgumentException("no tree of size " + size);
        if (size == 0 && !root.equals(Hash.EMPTY_TREE))
            throw new IllegalArgumentException("a tree without leaves has the root of the empty tree");
    }

    /** The note text, with its final newline. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /** Extension lines, which the format permits and calls opaque, are left out of the result. */
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) throw new Malformed("a checkpoint ends in a newline");
        String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
        if (lines.length < 3) throw new Malformed("a checkpoint has at least three lines");
        for (String line : lines) if (line.isEmpty()) throw new Malformed("a checkpoint has no empty lines");
        long size = Decimal.parse(lines[1], "the tree size");
        Hash root = Hash.fromBase64(lines[2]);
        if (size == 0 && !root.equals(Hash.EMPTY_TREE))
            throw new Malformed("a tree without leaves has the root of the empty tree");
        if (!SignedNote.isText(lines[0])) throw new Malformed("the origin holds control characters");
        return new Checkpoint(lines[0], size, root);
    }
}
