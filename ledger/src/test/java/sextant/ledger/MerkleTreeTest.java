package sextant.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /** The leaves, roots and proofs that Certificate Transparency implementations share. */
    private static final List<byte[]> CT_LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(hex -> HexFormat.of().parseHex(hex))
            .toList();

    private static final List<Hash> CT_ROOTS = hashes(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final StoredNodes CT = StoredNodes.of(CT_LEAVES);

    @Test
    void roots_are_those_of_certificate_transparency() {
        for (int size = 1; size <= 8; size++) {
            assertThat(MerkleTree.root(size, CT)).isEqualTo(CT_ROOTS.get(size - 1));
            assertThat(MerkleTree.rootOf(leafHashes(CT_LEAVES.subList(0, size))))
                    .isEqualTo(CT_ROOTS.get(size - 1));
        }
        assertThat(MerkleTree.root(0, CT).hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(MerkleTree.rootOf(List.of())).isEqualTo(Hash.EMPTY_TREE);
    }

    @Test
    void inclusion_proofs_are_those_of_certificate_transparency() {
        assertThat(MerkleTree.inclusionProof(0, 1, CT)).isEmpty();
        assertThat(MerkleTree.inclusionProof(0, 8, CT))
                .isEqualTo(hashes(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
        assertThat(MerkleTree.inclusionProof(5, 8, CT))
                .isEqualTo(hashes(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
        assertThat(MerkleTree.inclusionProof(2, 3, CT))
                .isEqualTo(hashes("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"));
        assertThat(MerkleTree.inclusionProof(1, 5, CT))
                .isEqualTo(hashes(
                        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
    }

    @Test
    void consistency_proofs_are_those_of_certificate_transparency() {
        assertThat(MerkleTree.consistencyProof(1, 1, CT)).isEmpty();
        assertThat(MerkleTree.consistencyProof(1, 8, CT))
                .isEqualTo(hashes(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
        assertThat(MerkleTree.consistencyProof(6, 8, CT))
                .isEqualTo(hashes(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
        assertThat(MerkleTree.consistencyProof(2, 5, CT))
                .isEqualTo(hashes(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
    }

    @Property(tries = 300)
    void every_root_and_inclusion_proof_is_the_reference_s(@ForAll @IntRange(min = 1, max = 130) int size) {
        List<byte[]> leaves = leaves(size);
        StoredNodes stored = StoredNodes.of(leaves);
        Hash root = ReferenceTree.mth(leaves);

        assertThat(askingOnly(MerkleTree.coordinatesForRoot(size), stored, () -> MerkleTree.root(size, stored)))
                .isEqualTo(root);
        assertThat(MerkleTree.rootOf(leafHashes(leaves))).isEqualTo(root);
        for (int i = 0; i < size; i++) {
            int index = i;
            List<Hash> proof = askingOnly(
                    MerkleTree.coordinatesForInclusion(index, size),
                    stored,
                    () -> MerkleTree.inclusionProof(index, size, stored));
            assertThat(proof).isEqualTo(ReferenceTree.path(index, leaves));
            assertThat(new InclusionProof(index, size, proof).proves(Hash.ofLeaf(leaves.get(index)), root))
                    .isTrue();
        }
    }

    @Property(tries = 100)
    void every_consistency_proof_is_the_reference_s(@ForAll @IntRange(min = 1, max = 130) int to) {
        List<byte[]> leaves = leaves(to);
        StoredNodes stored = StoredNodes.of(leaves);
        Hash newRoot = ReferenceTree.mth(leaves);
        for (int i = 1; i <= to; i++) {
            int from = i;
            List<Hash> proof = askingOnly(
                    MerkleTree.coordinatesForConsistency(from, to),
                    stored,
                    () -> MerkleTree.consistencyProof(from, to, stored));
            assertThat(proof).isEqualTo(ReferenceTree.proof(from, leaves));
            Hash oldRoot = ReferenceTree.mth(leaves.subList(0, from));
            assertThat(new ConsistencyProof(from, to, proof).proves(oldRoot, newRoot))
                    .isTrue();
        }
    }

    @Property
    void an_inclusion_proof_proves_nothing_else(
            @ForAll @IntRange(min = 2, max = 70) int size, @ForAll int seed, @ForAll @IntRange(max = 255) int bit) {
        List<byte[]> leaves = leaves(size);
        StoredNodes stored = StoredNodes.of(leaves);
        int index = Math.floorMod(seed, size);
        Hash leaf = Hash.ofLeaf(leaves.get(index));
        Hash root = ReferenceTree.mth(leaves);
        List<Hash> proof = MerkleTree.inclusionProof(index, size, stored);

        for (int other = 0; other < size; other++)
            if (other != index)
                assertThat(new InclusionProof(other, size, proof).proves(leaf, root))
                        .isFalse();
        assertThat(new InclusionProof(index, index, proof).proves(leaf, root)).isFalse();
        assertThat(new InclusionProof(-1, size, proof).proves(leaf, root)).isFalse();
        assertThat(new InclusionProof(index, size, proof).proves(flipped(leaf, bit), root))
                .isFalse();
        assertThat(new InclusionProof(index, size, proof).proves(leaf, flipped(root, bit)))
                .isFalse();
        for (List<Hash> changed : changes(proof, bit))
            assertThat(new InclusionProof(index, size, changed).proves(leaf, root))
                    .isFalse();
    }

    @Property
    void a_consistency_proof_proves_nothing_else(
            @ForAll @IntRange(min = 2, max = 70) int to, @ForAll int seed, @ForAll @IntRange(max = 255) int bit) {
        List<byte[]> leaves = leaves(to);
        StoredNodes stored = StoredNodes.of(leaves);
        int from = 1 + Math.floorMod(seed, to - 1);
        Hash oldRoot = MerkleTree.root(from, stored);
        Hash newRoot = MerkleTree.root(to, stored);
        List<Hash> proof = MerkleTree.consistencyProof(from, to, stored);

        assertThat(new ConsistencyProof(from, to, proof).proves(flipped(oldRoot, bit), newRoot))
                .isFalse();
        assertThat(new ConsistencyProof(from, to, proof).proves(oldRoot, flipped(newRoot, bit)))
                .isFalse();
        assertThat(new ConsistencyProof(to, from, proof).proves(oldRoot, newRoot))
                .isFalse();
        assertThat(new ConsistencyProof(from, from, proof).proves(oldRoot, newRoot))
                .isFalse();
        assertThat(new ConsistencyProof(0, to, proof).proves(oldRoot, newRoot)).isFalse();
        for (List<Hash> changed : changes(proof, bit))
            assertThat(new ConsistencyProof(from, to, changed).proves(oldRoot, newRoot))
                    .isFalse();
    }

    @Test
    void every_tree_continues_the_empty_one_and_itself() {
        Hash root = CT_ROOTS.getLast();
        assertThat(new ConsistencyProof(0, 8, List.of()).proves(Hash.EMPTY_TREE, root))
                .isTrue();
        assertThat(new ConsistencyProof(0, 8, List.of()).proves(root, root)).isFalse();
        assertThat(new ConsistencyProof(8, 8, List.of()).proves(root, root)).isTrue();
        assertThat(new ConsistencyProof(8, 8, List.of()).proves(CT_ROOTS.getFirst(), root))
                .isFalse();
        assertThat(new ConsistencyProof(7, 8, List.of()).proves(CT_ROOTS.get(6), root))
                .isFalse();
        assertThat(MerkleTree.consistencyProof(0, 8, CT)).isEmpty();
    }

    @Property(tries = 50)
    void a_store_holds_each_complete_subtree_once(@ForAll @IntRange(max = 300) int size) {
        StoredNodes stored = StoredNodes.of(leaves(size));
        int complete = IntStream.iterate(1, width -> width <= size, width -> width * 2)
                .map(width -> size / width)
                .sum();
        assertThat(stored.count()).isEqualTo(complete);
    }

    @Property(tries = 50)
    void a_frontier_taken_up_anywhere_continues_the_tree(
            @ForAll @IntRange(max = 100) int kept, @ForAll @IntRange(max = 100) int more) {
        List<byte[]> leaves = leaves(kept + more);
        StoredNodes stored = StoredNodes.of(leaves.subList(0, kept));
        Frontier frontier = Frontier.of(kept, stored);
        assertThat(frontier.root()).isEqualTo(MerkleTree.root(kept, stored));
        for (byte[] leaf : leaves.subList(kept, kept + more)) {
            List<MerkleTree.NodeAt> expected = MerkleTree.completedBy(stored.size(), Hash.ofLeaf(leaf), stored);
            stored.append(Hash.ofLeaf(leaf));
            assertThat(frontier.append(Hash.ofLeaf(leaf))).isEqualTo(expected);
        }
        assertThat(frontier.size()).isEqualTo(kept + more);
        assertThat(frontier.root()).isEqualTo(ReferenceTree.mth(leaves));
    }

    @Test
    void proofs_of_the_largest_trees_are_as_long_as_they_are_high() {
        long size = MerkleTree.MAX_SIZE;
        Hash any = CT_ROOTS.getFirst();
        assertThat(MerkleTree.inclusionProof(0, size, (level, index) -> any)).hasSize(53);
        assertThat(MerkleTree.inclusionProof(size - 1, size, (level, index) -> any))
                .hasSize(52);
        assertThat(MerkleTree.coordinatesForRoot(size)).hasSize(53);
        assertThat(MerkleTree.consistencyProof(1L << 52, size, (level, index) -> any))
                .hasSize(1);
    }

    @Test
    void what_is_outside_the_tree_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.inclusionProof(8, 8, CT));
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.inclusionProof(-1, 8, CT));
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.consistencyProof(9, 8, CT));
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.root(-1, CT));
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.root(MerkleTree.MAX_SIZE + 1, CT));
    }

    private interface Asking<T> {
        T ask();
    }

    private static <T> T askingOnly(Iterable<MerkleTree.Coordinate> foretold, StoredNodes stored, Asking<T> asking) {
        stored.asked.clear();
        T answer = asking.ask();
        assertThat(stored.asked).containsExactlyInAnyOrderElementsOf(foretold);
        return answer;
    }

    private static List<List<Hash>> changes(List<Hash> proof, int bit) {
        List<List<Hash>> changes = new ArrayList<>();
        for (int i = 0; i < proof.size(); i++) {
            List<Hash> flipped = new ArrayList<>(proof);
            flipped.set(i, flipped(proof.get(i), bit));
            changes.add(flipped);
            List<Hash> without = new ArrayList<>(proof);
            without.remove(i);
            changes.add(without);
            List<Hash> twice = new ArrayList<>(proof);
            twice.add(i, proof.get(i));
            changes.add(twice);
        }
        return changes;
    }

    private static Hash flipped(Hash hash, int bit) {
        byte[] bytes = hash.bytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return new Hash(bytes);
    }

    private static List<byte[]> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new byte[] {(byte) i, (byte) (i >> 8), 7})
                .toList();
    }

    private static List<Hash> leafHashes(List<byte[]> leaves) {
        return leaves.stream().map(Hash::ofLeaf).toList();
    }

    private static List<Hash> hashes(String... hex) {
        return Stream.of(hex).map(Hash::fromHex).toList();
    }
}
