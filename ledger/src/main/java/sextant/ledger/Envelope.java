package sextant.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a leaf: one revision of one record, or one batch of measurements. */
final class Envelope {
    private final Map<String, @Nullable Object> json;
    private final Fields fields;
    private final Fields record;

    private Envelope(Map<String, @Nullable Object> json) {
        this.json = json;
        this.fields = new Fields(json, "");
        this.record = fields.object("record");
    }

    static Envelope parse(byte[] bytes) {
        Envelope envelope = new Envelope(CanonicalJson.parseCanonical(bytes));
        envelope.fields.text("organization");
        envelope.record.checkOnly("id", "kind");
        envelope.record.text("kind");
        envelope.record.text("id");
        if (envelope.number() < 1) throw new Malformed("the number of a revision begins at 1");
        Manifest.instant(envelope.fields.text("at"));
        envelope.fields.checkThere("author");
        envelope.fields.checkThere("reason");
        envelope.content();
        return envelope;
    }

    /** Throws {@link Malformed} unless it is this organization's. */
    void checkOf(String organization) {
        same("organization", fields.text("organization"), organization);
    }

    boolean isBatch() {
        return record.text("kind").equals(PackLayout.BATCH);
    }

    String id() {
        return record.text("id");
    }

    /** Throws {@link Malformed} unless this is what the pack's organization and the file's path say it is. */
    void checkIs(String organization, PackLayout.Leaf leaf) {
        checkOf(organization);
        same("record.kind", record.text("kind"), leaf.kind);
        same("record.id", record.text("id"), leaf.id);
        if (!leaf.isBatch()) same("number", Long.toString(number()), Long.toString(leaf.number));
    }

    private static void same(String member, String found, String expected) {
        if (!found.equals(expected)) throw new Malformed(member + " is " + found + ", expected " + expected);
    }

    private long number() {
        return fields.integer("number");
    }

    Fields content() {
        return fields.object("content");
    }

    Map<String, @Nullable Object> json() {
        return json;
    }

    /** How many committed values it has. */
    int commitments() {
        return commitments(json);
    }

    private static int commitments(@Nullable Object value) {
        if (Commitment.isPlaceholder(value)) return 1;
        int count = 0;
        if (value instanceof Map<?, ?> map) for (Object member : map.values()) count += commitments(member);
        if (value instanceof List<?> list) for (Object element : list) count += commitments(element);
        return count;
    }

    /**
     * Checks a disclosed file, {"pointer": {"salt", "value"}}, against the commitments here, and says how many values it
     * discloses. {@link Malformed} names the pointer that does not match.
     */
    int checkDisclosed(byte[] bytes) {
        Map<String, @Nullable Object> disclosed = CanonicalJson.parseCanonical(bytes);
        for (Map.Entry<String, @Nullable Object> entry : disclosed.entrySet()) {
            try {
                checkDisclosed(entry.getKey(), entry.getValue());
            } catch (Malformed e) {
                throw new Malformed("at " + entry.getKey() + ": " + e.getMessage(), e);
            }
        }
        return disclosed.size();
    }

    private void checkDisclosed(String pointer, @Nullable Object opening) {
        if (!(opening instanceof Map<?, ?> members)) throw new Malformed("expected salt and value");
        Fields given = new Fields(members, "");
        given.checkOnly("salt", "value");
        given.checkThere("value");
        byte[] salt = StrictBase64.decode(given.text("salt"), Commitment.SALT_LENGTH);
        Object placeholder = JsonPointer.resolve(pointer, json);
        if (!Commitment.isPlaceholder(placeholder)) throw new Malformed("the envelope has no commitment there");
        Commitment commitment = new Commitment(salt, members.get("value"));
        if (!commitment.placeholder().equals(placeholder))
            throw new Malformed("the disclosed value does not match its commitment");
    }
}
