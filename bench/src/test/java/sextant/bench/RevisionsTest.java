package sextant.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sextant.ledger.CanonicalJson;
import sextant.ledger.Commitment;
import sextant.ledger.Hash;

/** A copied revision must open and hash as one that the product wrote. */
class RevisionsTest {
    private static final String ID = "01900000-0000-7000-8000-000000000001";
    private static final String OTHER = "01900000-0000-7000-8000-0000000000ff";

    @Test
    void a_copy_has_its_own_texts_and_every_commitment_opens() {
        byte[] salt = new byte[Commitment.SALT_LENGTH];
        Commitment title = new Commitment(salt, "Patch sooner № 00001");
        byte[] leaf = CanonicalJson.bytes(
                Map.of("record", Map.of("id", ID), "content", Map.of("title", title.placeholder())));
        byte[] approval = CanonicalJson.bytes(Map.of("hash", Hash.ofLeaf(leaf).hex()));
        Copied.Words words = new Copied.Words();
        words.place(ID);
        words.place("№ 00001");
        Revisions revisions = new Revisions(
                List.of(
                        new Revisions.Read(
                                "objective",
                                ID,
                                "1",
                                "2026-01-01",
                                "\\N",
                                leaf,
                                List.of(new Revisions.Opened("/content/title", salt, "\"Patch sooner № 00001\""))),
                        new Revisions.Read("approval", ID, "1", "2026-01-01", "\\N", approval, List.of())),
                words);
        String[] copy = new String[words.count()];
        copy[words.find(ID)] = OTHER;
        copy[words.find("№ 00001")] = "№ 00101";
        var rows = new Revisions.Rows("org", new StringBuilder(), new StringBuilder(), new StringBuilder());
        revisions.write(copy, new SplittableRandom(1), rows);

        String[] disclosed = rows.disclosures().toString().strip().split("\t");
        String[] first = rows.revisions().toString().lines().toList().getFirst().split("\t");
        String[] second = rows.revisions().toString().lines().toList().getLast().split("\t");
        byte[] newSalt = HexFormat.of().parseHex(disclosed[5].substring(3));
        byte[] newLeaf = HexFormat.of().parseHex(first[6].substring(3));
        assertThat(disclosed[6]).isEqualTo("\"Patch sooner № 00101\"");
        assertThat(Arrays.equals(newSalt, salt)).isFalse();
        assertThat(first[2]).isEqualTo(OTHER);
        assertThat(CanonicalJson.parseCanonical(newLeaf).get("content"))
                .isEqualTo(Map.of("title", new Commitment(newSalt, "Patch sooner № 00101").placeholder()));
        assertThat(first[7]).isEqualTo("\\\\x" + Hash.ofLeaf(newLeaf).hex());
        assertThat(new String(HexFormat.of().parseHex(second[6].substring(3)), StandardCharsets.UTF_8))
                .isEqualTo("{\"hash\":\"" + Hash.ofLeaf(newLeaf).hex() + "\"}");
        assertThat(rows.pending().toString().lines().toList().getFirst())
                .endsWith(Hash.ofLeaf(newLeaf).hex());
    }
}
