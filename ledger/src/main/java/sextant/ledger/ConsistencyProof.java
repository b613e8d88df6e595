package sextant.ledger;

import java.util.List;

/** That the tree of size "to" begins with exactly the leaves of the tree of size "from": nothing removed or rewritten. */
public record ConsistencyProof(long from, long to, List<Hash> hashes) {
    public ConsistencyProof {
        hashes = List.copyOf(hashes);
    }

    /**
     * The algorithm of RFC 9162, 2.1.4.2, which is defined for 0 < from < to. Two trees of one size are consistent when
     * they are the same, and every tree begins with the empty one; both with no hashes.
     */
    public boolean proves(Hash oldRoot, Hash newRoot) {
        if (from < 0 || from > to) return false;
        if (from == to) return hashes.isEmpty() && oldRoot.equals(newRoot);
        if (from == 0) return hashes.isEmpty() && oldRoot.equals(Hash.EMPTY_TREE);
        if (hashes.isEmpty()) return false;
        boolean powerOfTwo = Long.bitCount(from) == 1;
        Hash fr = powerOfTwo ? oldRoot : hashes.getFirst();
        Hash sr = fr;
        long fn = from - 1;
        long sn = to - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        for (Hash c : powerOfTwo ? hashes : hashes.subList(1, hashes.size())) {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn) {
                fr = Hash.ofNode(c, fr);
                sr = Hash.ofNode(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = Hash.ofNode(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr.equals(oldRoot) && sr.equals(newRoot);
    }
}
