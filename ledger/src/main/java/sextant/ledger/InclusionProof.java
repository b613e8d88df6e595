package sextant.ledger;

import java.util.List;

/** That a leaf is number index (from 0) in a tree of a size, given by the hashes beside its path to the root. */
public record InclusionProof(long index, long size, List<Hash> hashes) {
    public InclusionProof {
        hashes = List.copyOf(hashes);
    }

    /** The algorithm of RFC 9162, 2.1.3.2. */
    public boolean proves(Hash leaf, Hash root) {
        if (index < 0 || index >= size) return false;
        long fn = index;
        long sn = size - 1;
        Hash r = leaf;
        for (Hash p : hashes) {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn) {
                r = Hash.ofNode(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = Hash.ofNode(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && r.equals(root);
    }
}
