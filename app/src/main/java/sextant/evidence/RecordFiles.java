package sextant.evidence;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sextant.journal.Revisions;
import sextant.ledger.CanonicalJson;
import sextant.ledger.PackFormat;
import sextant.ledger.TlogProof;

/** Where the records of a pack go, in one of the two formats that {@code VERIFY.md} describes. */
sealed interface RecordFiles extends AutoCloseable permits ProvedFiles, ListedFiles {
    PackFormat format();

    /** Whether each revision comes with an inclusion proof. */
    boolean wantsProofs();

    /** @param proofs one for each revision, or none where none are wanted */
    void add(List<Revisions.Raw> revisions, List<TlogProof> proofs);

    /** @param rows writes the batch's rows, a line each */
    void addRows(UUID batch, Consumer<OutputStream> rows);

    /** What can be written only when all records are there. */
    void finish();

    @Override
    void close();

    /** Salts and values of the revision's commitments, canonical; empty when none is left. */
    static byte[] disclosed(Revisions.Raw raw) {
        if (raw.values().isEmpty()) return new byte[0];
        Map<String, @Nullable Object> disclosed = new HashMap<>();
        raw.values().forEach((pointer, value) -> {
            Map<String, @Nullable Object> one = new HashMap<>();
            one.put(
                    "salt",
                    Base64.getEncoder()
                            .encodeToString(Objects.requireNonNull(raw.salts().get(pointer))));
            one.put(
                    "value",
                    CanonicalJson.parse(("{\"v\":" + value + "}").getBytes(StandardCharsets.UTF_8))
                            .get("v"));
            disclosed.put(pointer, one);
        });
        return CanonicalJson.bytes(disclosed);
    }
}
