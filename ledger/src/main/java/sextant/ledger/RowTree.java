package sextant.ledger;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sextant.ledger.MerkleTree.NodeAt;

/**
 * The part of a tree that lies over a run of consecutive leaves, which need not begin at the first: as {@link Frontier},
 * but with raw bytes and one digest, and joinable, so that runs can be hashed at the same time. A pack may hold millions
 * of rows, and this is where a verification spends its time.
 */
final class RowTree {
    private static final int RIGHT = 1 + Hash.LENGTH;

    private final MessageDigest digest = Hash.digest();

    /** Of each level, the even node that waits for its right sibling; which levels have one is a bit each. */
    private final byte[][] waiting = new byte[Long.SIZE][Hash.LENGTH];

    private long waitingLevels;

    /** Nodes whose left siblings lie before this run, from left to right. */
    private final List<NodeAt> left = new ArrayList<>();

    /** What is hashed to join two nodes: prefix, left, right. */
    private final byte[] node = new byte[1 + 2 * Hash.LENGTH];

    private long next;

    /** A run whose first leaf has this number. */
    RowTree(long first) {
        node[0] = Hash.NODE_PREFIX;
        next = first;
    }

    /** Appends a leaf, given from its prefix on. */
    void append(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
        // The hash is made where the right half of a node is read from, so that climbing copies only left halves.
        digestToRight();
        climb(0);
    }

    /** Appends the run that begins where this one ends. */
    void append(RowTree run) {
        for (NodeAt part : run.left) append(part.level(), part.hash().bytes());
        for (int level = Long.SIZE - 1; level >= 0; level--)
            if ((run.waitingLevels >> level & 1) == 1) append(level, run.waiting[level]);
    }

    private void append(int level, byte[] hash) {
        System.arraycopy(hash, 0, node, RIGHT, Hash.LENGTH);
        climb(level);
    }

    /** Takes the complete node in the right half as the next one, and joins it with left siblings while there are any. */
    private void climb(int from) {
        int level = from;
        long index = next >> level;
        next += 1L << level;
        for (; (index & 1) == 1; index >>= 1) {
            if ((waitingLevels >> level & 1) == 0) {
                left.add(new NodeAt(level, index, new Hash(Arrays.copyOfRange(node, RIGHT, node.length))));
                return;
            }
            System.arraycopy(waiting[level], 0, node, 1, Hash.LENGTH);
            waitingLevels &= ~(1L << level);
            digest.update(node);
            digestToRight();
            level++;
        }
        System.arraycopy(node, RIGHT, waiting[level], 0, Hash.LENGTH);
        waitingLevels |= 1L << level;
    }

    private void digestToRight() {
        try {
            digest.digest(node, RIGHT, Hash.LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 has 32 bytes", e);
        }
    }

    /** The number of the leaf that would come next; of a run from leaf 0, how many there are. */
    long next() {
        return next;
    }

    /** The root over a run from leaf 0. */
    Hash root() {
        return MerkleTree.root(next, (level, index) -> new Hash(waiting[level]));
    }
}
