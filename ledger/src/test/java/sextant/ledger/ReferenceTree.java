package sextant.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** RFC 9162 section 2.1 word by word, recursive and slow, sharing no code with what it is compared to but {@link Hash}. */
final class ReferenceTree {
    private ReferenceTree() {}

    /** MTH(D_n), 2.1.1. */
    static Hash mth(List<byte[]> d) {
        if (d.isEmpty()) return hash();
        if (d.size() == 1) return hash(new byte[] {0}, d.getFirst());
        int k = k(d.size());
        return hash(
                new byte[] {1},
                mth(d.subList(0, k)).bytes(),
                mth(d.subList(k, d.size())).bytes());
    }

    /** PATH(m, D_n), 2.1.3.1. */
    static List<Hash> path(int m, List<byte[]> d) {
        if (d.size() == 1) return List.of();
        int k = k(d.size());
        return m < k
                ? and(path(m, d.subList(0, k)), mth(d.subList(k, d.size())))
                : and(path(m - k, d.subList(k, d.size())), mth(d.subList(0, k)));
    }

    /** PROOF(m, D_n), 2.1.4.1. */
    static List<Hash> proof(int m, List<byte[]> d) {
        return subproof(m, d, true);
    }

    private static List<Hash> subproof(int m, List<byte[]> d, boolean b) {
        if (m == d.size()) return b ? List.of() : List.of(mth(d));
        int k = k(d.size());
        return m <= k
                ? and(subproof(m, d.subList(0, k), b), mth(d.subList(k, d.size())))
                : and(subproof(m - k, d.subList(k, d.size()), false), mth(d.subList(0, k)));
    }

    /** The largest power of two smaller than n. */
    private static int k(int n) {
        int k = 1;
        while (k * 2 < n) k *= 2;
        return k;
    }

    private static List<Hash> and(List<Hash> hashes, Hash last) {
        List<Hash> all = new ArrayList<>(hashes);
        all.add(last);
        return all;
    }

    private static Hash hash(byte[]... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) sha256.update(part);
            return new Hash(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
