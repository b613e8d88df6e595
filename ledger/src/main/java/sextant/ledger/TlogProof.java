package sextant.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a leaf is in a log, to be checked offline (C2SP tlog-proof): its index, the inclusion proof, and the signed
 * checkpoint, verbatim. The extra bytes are not authenticated by anything.
 */
public record TlogProof(byte @Nullable [] extra, long index, List<Hash> hashes, String checkpointNote) {
    static final String HEADER = "c2sp.org/tlog-proof@v1";

    /** A tree of 2^53 leaves is 53 levels high. */
    static final int MAX_HASHES = 53;

    public TlogProof {
        if (index < 0 || index >= MerkleTree.MAX_SIZE) throw new IllegalArgumentException("no leaf " + index);
        if (hashes.size() > MAX_HASHES) throw new IllegalArgumentException("no tree is that high: " + hashes.size());
        extra = extra == null ? null : extra.clone();
        hashes = List.copyOf(hashes);
    }

    @Override
    public byte @Nullable [] extra() {
        return extra == null ? null : extra.clone();
    }

    public InclusionProof inclusionIn(long size) {
        return new InclusionProof(index, size, hashes);
    }

    public String encoded() {
        StringBuilder encoded = new StringBuilder(HEADER).append('\n');
        if (extra != null)
            encoded.append("extra ").append(StrictBase64.encode(extra)).append('\n');
        encoded.append("index ").append(index).append('\n');
        for (Hash hash : hashes) encoded.append(hash.base64()).append('\n');
        return encoded.append('\n').append(checkpointNote).toString();
    }

    /** Reads a proof whose {@link #encoded} form is exactly the given one. Checks neither signature nor hashes. */
    public static TlogProof parse(String encoded) {
        int blank = encoded.indexOf("\n\n");
        if (blank < 0) throw new Malformed("a proof and its checkpoint are separated by an empty line");
        String[] lines = encoded.substring(0, blank).split("\n", -1);
        if (!lines[0].equals(HEADER)) throw new Malformed("the first line of a proof is " + HEADER);
        int next = 1;
        byte[] extra = null;
        if (next < lines.length && lines[next].startsWith("extra "))
            extra = StrictBase64.decode(lines[next++].substring("extra ".length()));
        if (next == lines.length || !lines[next].startsWith("index "))
            throw new Malformed("the line before the hashes of a proof is its index");
        long index = Decimal.parse(lines[next++].substring("index ".length()), "the index");
        if (index >= MerkleTree.MAX_SIZE) throw new Malformed("the index is beyond any tree");
        if (lines.length - next > MAX_HASHES) throw new Malformed("more hashes than any tree is high");
        List<Hash> hashes = new ArrayList<>();
        while (next < lines.length) hashes.add(Hash.fromBase64(lines[next++]));
        return new TlogProof(extra, index, hashes, encoded.substring(blank + 2));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TlogProof that
                && Arrays.equals(extra, that.extra)
                && index == that.index
                && hashes.equals(that.hashes)
                && checkpointNote.equals(that.checkpointNote);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(extra), index, hashes, checkpointNote);
    }
}
