package sextant.ledger;

/** The formats that a pack can have, by the name that its manifest and the note upon that begin with. */
public enum PackFormat {
    /** A file and a proof for each record: whoever reads it needs nothing else. */
    PROOFS("sextant-evidence-pack/1"),
    /** All records in one file, beside the hashes of every leaf of the log: for more records than a ZIP has room for files. */
    LEAVES("sextant-evidence-pack/2");

    /** No log has a name that begins so ({@link SigningKey#generate}). */
    static final String PREFIX = "sextant-evidence-pack/";

    private final String id;

    PackFormat(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    static PackFormat of(String id) {
        for (PackFormat format : values()) if (format.id.equals(id)) return format;
        throw new Malformed("the format is " + id + ", this verifier knows " + PROOFS.id + " and " + LEAVES.id);
    }
}
