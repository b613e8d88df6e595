package sextant.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The worked examples of VERIFY.md are the product of this code, byte by byte. */
class VerifyGuideTest {
    private static final String GUIDE = new String(SamplePack.resource("VERIFY.md"), UTF_8);

    /** The private key of RFC 8032, 7.1, test 1. */
    private static final SigningKey KEY = SigningKey.fromPkcs8(
            "log.example/org-1",
            HexFormat.of()
                    .parseHex("302e020100300506032b657004220420"
                            + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

    private static final byte[] ENVELOPE = CanonicalJson.bytes(Map.of(
            "organization", "org-1",
            "record", Map.of("kind", "objective", "id", "o-1"),
            "number", 1,
            "at", "2026-02-01T10:15:30Z",
            "author", "p-7",
            "reason", "first draft",
            "content", Map.of("title", "Patch sooner", "owner", commitment().placeholder())));

    private static Commitment commitment() {
        byte[] salt = new byte[32];
        for (int i = 0; i < 32; i++) salt[i] = (byte) i;
        return new Commitment(salt, "Mara");
    }

    @Test
    void its_commitment_is_right() {
        assertQuoted(
                HexFormat.ofDelimiter(" ").formatHex(CanonicalJson.valueBytes("Mara")),
                commitment().hash().hex(),
                commitment().hash().base64(),
                "{\"/content/owner\":{\"salt\":\""
                        + StrictBase64.encode(commitment().salt()) + "\",\"value\":\"Mara\"}}");
    }

    @Test
    void its_tree_proof_and_checkpoint_are_right() {
        StoredNodes log = StoredNodes.of(List.of("first".getBytes(UTF_8), ENVELOPE, "third".getBytes(UTF_8)));
        Hash l0 = log.node(0, 0);
        Hash l1 = log.node(0, 1);
        Hash l2 = log.node(0, 2);
        Hash root = MerkleTree.root(3, log);
        String note = SignedNote.sign(new Checkpoint("log.example/org-1", 3, root).text(), KEY)
                .encoded();
        TlogProof proof = new TlogProof(null, 1, MerkleTree.inclusionProof(1, 3, log), note);
        assertQuoted(
                new String(ENVELOPE, UTF_8),
                l0.hex(),
                l1.hex(),
                l2.hex(),
                Hash.ofNode(l0, l1).hex(),
                root.hex(),
                note,
                proof.encoded(),
                new String(
                        new PackConsistency(l0, new ConsistencyProof(1, 3, MerkleTree.consistencyProof(1, 3, log)))
                                .bytes(),
                        UTF_8));
    }

    @Test
    void its_key_is_right() {
        assertQuoted(
                KEY.verifierKey().vkey(),
                KEY.verifierKey().fingerprint(),
                HexFormat.of().formatHex(KEY.verifierKey().publicKey()));
    }

    @Test
    void its_manifest_note_is_right() {
        byte[] manifest = "{}".getBytes(UTF_8);
        assertQuoted(
                Hash.sha256(manifest).hex(),
                SignedNote.sign(Manifest.noteText(PackFormat.PROOFS, manifest), KEY)
                        .encoded());
    }

    @Test
    void its_rows_are_right() {
        List<String> rows = Stream.of("41.5", "38", "37.25")
                .map(value -> new String(CanonicalJson.bytes(Map.of("value", value)), UTF_8))
                .toList();
        assertQuoted(
                String.join("\n", rows) + "\n",
                MerkleTree.rootOf(rows.stream()
                                .map(row -> Hash.ofLeaf(row.getBytes(UTF_8)))
                                .toList())
                        .base64());
    }

    @Test
    void its_limits_are_those_of_the_verifier() {
        PackLimits limits = PackLimits.STANDARD;
        assertThat(GUIDE.replaceAll("\\s+", " "))
                .contains(
                        "at most %d entries".formatted(limits.entries()),
                        "%d bytes in all files together".formatted(limits.totalBytes()),
                        "%d bytes in manifest.json".formatted(limits.manifestBytes()),
                        "%d bytes in one JSON file, proof or checkpoint".formatted(limits.jsonBytes()),
                        "%d bytes in one row".formatted(limits.lineBytes()),
                        "%d bytes in leaves.bin".formatted(limits.leavesBytes()),
                        "nested deeper than %d".formatted(CanonicalJson.MAX_DEPTH),
                        "at most %d characters".formatted(PackPath.MAX_LENGTH),
                        "at most %d hashes".formatted(TlogProof.MAX_HASHES),
                        "at most %d signatures".formatted(SignedNote.MAX_SIGNATURES));
    }

    private static void assertQuoted(String... examples) {
        assertThat(GUIDE).contains(examples);
    }
}
