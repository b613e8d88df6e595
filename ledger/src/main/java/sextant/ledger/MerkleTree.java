package sextant.ledger;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The Merkle tree of RFC 9162 section 2.1 over nodes that are stored once and never change: the hashes of complete
 * subtrees of 2^level leaves. Everything else, roots and proofs, is computed from about log2(size) of them; the
 * coordinates methods name those, so that a store can fetch them at once.
 */
public final class MerkleTree {
    /** Sizes and indexes stay below this, so that shifting never overflows and JSON carries them exactly. */
    public static final long MAX_SIZE = CanonicalJson.MAX_INTEGER;

    private MerkleTree() {}

    /** Where stored nodes come from. Only asked for complete subtrees inside the stated size. */
    public interface Nodes {
        /** The hash of leaves index·2^level (inclusive) to (index+1)·2^level (exclusive); level 0 is a leaf's hash. */
        Hash node(int level, long index);
    }

    /** The place of a complete subtree of 2^level leaves that starts at leaf index·2^level. */
    public record Coordinate(int level, long index) {}

    /** A complete subtree and its hash. */
    public record NodeAt(int level, long index, Hash hash) {
        public Coordinate coordinate() {
            return new Coordinate(level, index);
        }
    }

    /** Leaves from (inclusive) to (exclusive) that the RFC's recursion makes one subtree, complete or not. */
    private record Range(long from, long to) {
        long size() {
            return to - from;
        }

        /** Where the RFC splits: at the largest power of two smaller than the size. */
        long split() {
            return from + Long.highestOneBit(size() - 1);
        }

        /** The complete subtrees it is made of, the largest first. */
        List<Coordinate> parts() {
            List<Coordinate> parts = new ArrayList<>();
            long start = from;
            for (long rest = size(); rest > 0; ) {
                long leaves = Long.highestOneBit(rest);
                int level = Long.numberOfTrailingZeros(leaves);
                parts.add(new Coordinate(level, start >> level));
                start += leaves;
                rest -= leaves;
            }
            return parts;
        }

        Hash hash(Nodes nodes) {
            if (size() == 0) return Hash.EMPTY_TREE;
            List<Coordinate> parts = parts();
            Hash hash = nodeAt(parts.getLast(), nodes);
            for (int i = parts.size() - 2; i >= 0; i--) hash = Hash.ofNode(nodeAt(parts.get(i), nodes), hash);
            return hash;
        }

        private static Hash nodeAt(Coordinate at, Nodes nodes) {
            return nodes.node(at.level(), at.index());
        }
    }

    /** MTH of RFC 9162, 2.1.1. */
    public static Hash root(long size, Nodes nodes) {
        checkSize(size);
        return new Range(0, size).hash(nodes);
    }

    public static Hash rootOf(List<Hash> leafHashes) {
        Frontier frontier = Frontier.empty();
        for (Hash leaf : leafHashes) frontier.append(leaf);
        return frontier.root();
    }

    /** PATH of RFC 9162, 2.1.3.1: from the leaf's sibling up to the root's child. */
    public static List<Hash> inclusionProof(long index, long size, Nodes nodes) {
        return hashes(inclusionRanges(index, size), nodes);
    }

    /** PROOF of RFC 9162, 2.1.4.1; empty when from is 0 or equals to. */
    public static List<Hash> consistencyProof(long from, long to, Nodes nodes) {
        return hashes(consistencyRanges(from, to), nodes);
    }

    /**
     * The leaf itself and every subtree that becomes complete by appending it as number index, the smallest first. Asks
     * only for subtrees that were complete before.
     */
    public static List<NodeAt> completedBy(long index, Hash leaf, Nodes nodes) {
        if (index < 0 || index >= MAX_SIZE) throw new IllegalArgumentException("no leaf " + index);
        List<NodeAt> completed = new ArrayList<>();
        Hash hash = leaf;
        int level = 0;
        long at = index;
        completed.add(new NodeAt(level, at, hash));
        while ((at & 1) == 1) {
            hash = Hash.ofNode(nodes.node(level, at - 1), hash);
            level++;
            at >>= 1;
            completed.add(new NodeAt(level, at, hash));
        }
        return completed;
    }

    /** The nodes that {@link #root} asks for; also all that appending any number of leaves needs ({@link Frontier}). */
    public static Set<Coordinate> coordinatesForRoot(long size) {
        checkSize(size);
        return coordinates(List.of(new Range(0, size)));
    }

    public static Set<Coordinate> coordinatesForInclusion(long index, long size) {
        return coordinates(inclusionRanges(index, size));
    }

    public static Set<Coordinate> coordinatesForConsistency(long from, long to) {
        return coordinates(consistencyRanges(from, to));
    }

    private static List<Range> inclusionRanges(long index, long size) {
        checkSize(size);
        if (index < 0 || index >= size)
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        List<Range> ranges = new ArrayList<>();
        Range here = new Range(0, size);
        while (here.size() > 1) {
            long split = here.split();
            Range left = new Range(here.from(), split);
            Range right = new Range(split, here.to());
            ranges.addFirst(index < split ? right : left);
            here = index < split ? left : right;
        }
        return ranges;
    }

    private static List<Range> consistencyRanges(long from, long to) {
        checkSize(to);
        if (from < 0 || from > to)
            throw new IllegalArgumentException("a tree of " + to + " never had " + from + " leaves");
        List<Range> ranges = new ArrayList<>();
        if (from == 0 || from == to) return ranges;
        Range here = new Range(0, to);
        while (here.to() != from) {
            long split = here.split();
            Range left = new Range(here.from(), split);
            Range right = new Range(split, here.to());
            ranges.addFirst(from <= split ? right : left);
            here = from <= split ? left : right;
        }
        // A verifier already holds the old root, which is this subtree when the descent never went right.
        if (here.from() != 0) ranges.addFirst(here);
        return ranges;
    }

    private static List<Hash> hashes(List<Range> ranges, Nodes nodes) {
        return ranges.stream().map(range -> range.hash(nodes)).toList();
    }

    private static Set<Coordinate> coordinates(List<Range> ranges) {
        Set<Coordinate> coordinates = new LinkedHashSet<>();
        for (Range range : ranges) coordinates.addAll(range.parts());
        return coordinates;
    }

    private static void checkSize(long size) {
        if (size < 0 || size > MAX_SIZE) throw new IllegalArgumentException("no tree of size " + size);
    }
}
