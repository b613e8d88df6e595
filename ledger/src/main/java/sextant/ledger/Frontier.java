package sextant.ledger;

import java.util.ArrayList;
import java.util.List;
import sextant.ledger.MerkleTree.Coordinate;
import sextant.ledger.MerkleTree.NodeAt;
import sextant.ledger.MerkleTree.Nodes;

/** The right edge of a growing tree: all that is needed to append leaves and to know the root. Not for several threads. */
public final class Frontier {
    private final List<NodeAt> peaks = new ArrayList<>();
    private long size;

    private Frontier() {}

    public static Frontier empty() {
        return new Frontier();
    }

    /** Takes up a stored tree; asks for exactly {@link MerkleTree#coordinatesForRoot}. */
    public static Frontier of(long size, Nodes nodes) {
        Frontier frontier = new Frontier();
        for (Coordinate at : MerkleTree.coordinatesForRoot(size))
            frontier.peaks.add(new NodeAt(at.level(), at.index(), nodes.node(at.level(), at.index())));
        frontier.size = size;
        return frontier;
    }

    /** Appends a leaf and returns the nodes to store, as {@link MerkleTree#completedBy}. */
    public List<NodeAt> append(Hash leaf) {
        List<NodeAt> completed = MerkleTree.completedBy(
                size, leaf, (level, index) -> peaks.removeLast().hash());
        peaks.add(completed.getLast());
        size++;
        return completed;
    }

    public long size() {
        return size;
    }

    public Hash root() {
        if (peaks.isEmpty()) return Hash.EMPTY_TREE;
        Hash hash = peaks.getLast().hash();
        for (int i = peaks.size() - 2; i >= 0; i--)
            hash = Hash.ofNode(peaks.get(i).hash(), hash);
        return hash;
    }
}
