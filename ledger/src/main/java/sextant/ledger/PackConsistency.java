package sextant.ledger;

import java.util.List;
import java.util.Map;

/**
 * One file consistency/&lt;from&gt;.json of a pack: the root that the log had at an older size, and the proof that the
 * pack's checkpoint continues it. With the root inside, a wrong proof is found when the pack is checked, not when a reader
 * first needs it.
 */
public record PackConsistency(Hash root, ConsistencyProof proof) {
    /** The bytes of the file. */
    public byte[] bytes() {
        return CanonicalJson.bytes(Map.of(
                "from", proof.from(),
                "to", proof.to(),
                "root", root.base64(),
                "hashes", proof.hashes().stream().map(Hash::base64).toList()));
    }

    public static PackConsistency parse(byte[] bytes) {
        Fields json = new Fields(CanonicalJson.parseCanonical(bytes), "");
        json.checkOnly("from", "hashes", "root", "to");
        List<Hash> hashes = json.texts("hashes").stream().map(Hash::fromBase64).toList();
        return new PackConsistency(
                Hash.fromBase64(json.text("root")),
                new ConsistencyProof(json.integer("from"), json.integer("to"), hashes));
    }
}
