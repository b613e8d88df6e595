package sextant.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import sextant.ledger.MerkleTree.Coordinate;
import sextant.ledger.MerkleTree.NodeAt;
import sextant.ledger.MerkleTree.Nodes;

/** A store of complete subtrees as a log keeps it; refuses what was never stored, and remembers what it was asked for. */
final class StoredNodes implements Nodes {
    final Set<Coordinate> asked = new HashSet<>();
    private final Map<Coordinate, Hash> nodes = new HashMap<>();
    private long size;

    static StoredNodes of(Iterable<byte[]> leaves) {
        StoredNodes stored = new StoredNodes();
        for (byte[] leaf : leaves) stored.append(Hash.ofLeaf(leaf));
        stored.asked.clear();
        return stored;
    }

    void append(Hash leaf) {
        for (NodeAt node : MerkleTree.completedBy(size, leaf, this))
            if (nodes.put(node.coordinate(), node.hash()) != null)
                throw new AssertionError("stored twice: " + node.coordinate());
        size++;
    }

    long size() {
        return size;
    }

    int count() {
        return nodes.size();
    }

    @Override
    public Hash node(int level, long index) {
        Coordinate at = new Coordinate(level, index);
        asked.add(at);
        Hash hash = nodes.get(at);
        if (hash == null) throw new AssertionError("asked for an incomplete subtree: " + at);
        return hash;
    }
}
