package sextant.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import sextant.ledger.Commitment;
import sextant.ledger.Hash;

/**
 * The journal's revisions of one sample objective, written again for each copy: new salts, so new commitments; other
 * identifiers and texts, so other leaves; and the hashes of those leaves where an approval names them. They are as sound as
 * the ones the product wrote, and the product's own verifier takes them.
 */
final class Revisions {
    private static final HexFormat HEX = HexFormat.of();

    private record Disclosure(String pointer, Copied value, int commitment) {}

    private record One(
            String kind, Copied id, String number, String rest, Copied leaf, int hash, List<Disclosure> disclosures) {}

    /** A revision as it was read: at and author as COPY writes them. */
    record Read(String kind, String id, String number, String at, String author, byte[] leaf, List<Opened> opened) {}

    record Opened(String pointer, byte[] salt, String value) {}

    private final List<One> all = new ArrayList<>();
    private final MessageDigest sha256 = sha256();

    /** In the order of the log, since a leaf can name only those before it. */
    Revisions(List<Read> read, Copied.Words words) {
        for (Read one : read) {
            words.place(HEX.formatHex(Hash.ofLeaf(one.leaf()).bytes()));
            for (Opened opened : one.opened()) words.place(commitment(opened.salt(), opened.value()));
        }
        for (Read one : read)
            all.add(new One(
                    one.kind(),
                    new Copied(one.id(), words),
                    one.number(),
                    one.at() + "\t" + one.author(),
                    new Copied(new String(one.leaf(), StandardCharsets.UTF_8), words),
                    words.place(HEX.formatHex(Hash.ofLeaf(one.leaf()).bytes())),
                    one.opened().stream()
                            .map(opened -> new Disclosure(
                                    opened.pointer(),
                                    new Copied(opened.value(), words),
                                    words.place(commitment(opened.salt(), opened.value()))))
                            .toList()));
    }

    /** Rows for COPY of one copy; fills in the words that only they can give: commitments and leaf hashes. */
    void write(String[] words, SplittableRandom random, Rows rows) {
        for (One one : all) {
            String id = one.id().text(words);
            for (Disclosure disclosure : one.disclosures()) {
                byte[] salt = new byte[Commitment.SALT_LENGTH];
                random.nextBytes(salt);
                String value = disclosure.value().text(words);
                words[disclosure.commitment()] = commitment(salt, value);
                rows.disclosures()
                        .append(rows.organization() + "\t" + one.kind() + "\t" + id + "\t" + one.number() + "\t")
                        .append(escaped(disclosure.pointer()))
                        .append("\t\\\\x")
                        .append(HEX.formatHex(salt))
                        .append('\t')
                        .append(escaped(value))
                        .append('\n');
            }
            byte[] leaf = one.leaf().text(words).getBytes(StandardCharsets.UTF_8);
            String hash = HEX.formatHex(Hash.ofLeaf(leaf).bytes());
            words[one.hash()] = hash;
            String key = rows.organization() + "\t" + one.kind() + "\t" + id + "\t" + one.number() + "\t";
            rows.revisions()
                    .append(key)
                    .append(one.rest())
                    .append("\t\\\\x")
                    .append(HEX.formatHex(leaf))
                    .append("\t\\\\x")
                    .append(hash)
                    .append('\n');
            rows.pending().append(key).append("\\\\x").append(hash).append('\n');
        }
    }

    /** What COPY takes, in the order of the columns that {@link Multiplication} names. */
    record Rows(String organization, StringBuilder revisions, StringBuilder disclosures, StringBuilder pending) {}

    /** As {@link Commitment} makes it, from the canonical JSON that the journal keeps of the value. */
    private String commitment(byte[] salt, String value) {
        sha256.update((byte) 0x02);
        sha256.update(salt);
        return Base64.getEncoder().encodeToString(sha256.digest(value.getBytes(StandardCharsets.UTF_8)));
    }

    static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
