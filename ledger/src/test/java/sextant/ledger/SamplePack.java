package sextant.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A small pack from a log of 23 leaves, some of them other people's: three revisions of an objective with committed values
 * (one of them erased), one of a KPI, a batch of five measurements, two documents. Always the same bytes. Files can be
 * changed before it is sealed, which is what a lying log could do, or after, which is what anybody can.
 */
final class SamplePack {
    static final SigningKey KEY = key("log.example/org-1", 1);
    static final SigningKey OTHER_KEY = key("log.example/org-1", 2);
    static final String ORGANIZATION = "org-1";
    static final String OBJECTIVE = "records/objective/o-1/";
    static final int SIZE = 23;
    static final List<Integer> PUBLISHED = List.of(1, 4, 7, 16, 20);

    final SortedMap<String, byte[]> files = new TreeMap<>();
    final StoredNodes log = new StoredNodes();
    final Map<Long, String> publishedNotes = new LinkedHashMap<>();
    private final Map<Integer, byte[]> ours = new TreeMap<>();
    private final Map<Integer, String> stems = new TreeMap<>();

    private PackFormat format = PackFormat.PROOFS;

    SamplePack() {
        this(5);
    }

    /** The same log and the same records in the second format. */
    static SamplePack listed() {
        return listed(5);
    }

    static SamplePack listed(int rows) {
        SamplePack pack = new SamplePack(rows);
        pack.format = PackFormat.LEAVES;
        StringBuilder records = new StringBuilder();
        pack.stems.forEach((index, stem) -> records.append(index)
                .append('\t')
                .append(text(pack.files.get(stem + ".json")))
                .append('\t')
                .append(text(pack.files.getOrDefault(stem + ".disclosed.json", new byte[0])))
                .append('\n'));
        StringBuilder measurements = new StringBuilder();
        text(pack.files.get("measurements/b-1.rows.ndjson"))
                .lines()
                .forEach(row -> measurements.append("b-1\t").append(row).append('\n'));
        pack.files.keySet().removeIf(path -> path.matches("(records|measurements|consistency)/.*"));
        java.io.ByteArrayOutputStream leaves = new java.io.ByteArrayOutputStream();
        for (int index = 0; index < SIZE; index++)
            leaves.writeBytes(pack.log.node(0, index).bytes());
        pack.files.put("leaves.bin", leaves.toByteArray());
        pack.files.put("records.ndjson", records.toString().getBytes(UTF_8));
        pack.files.put("measurements.ndjson", measurements.toString().getBytes(UTF_8));
        return pack;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    SamplePack(int rows) {
        envelope(
                2,
                "objective",
                "o-1",
                1,
                Map.of("title", "Patch sooner", "owner", salted(1, "Mara").placeholder()));
        envelope(5, "kpi", "k-1", 1, Map.of("name", "Median days", "target", 14));
        envelope(
                9,
                "objective",
                "o-1",
                2,
                Map.of(
                        "title", "Patch sooner",
                        "owner", salted(2, "Mara").placeholder(),
                        "notes",
                                List.of(
                                        salted(3, null).placeholder(),
                                        salted(4, "erased").placeholder()),
                        "a/b~c", Map.of("inner", salted(5, Map.of("x", 1L)).placeholder())));
        envelope(22, "objective", "o-1", 3, Map.of("title", "Patch much sooner"));
        List<byte[]> lines = IntStream.range(0, rows)
                .mapToObj(i -> CanonicalJson.bytes(Map.of(
                        "at", "2026-0" + (1 + i % 9) + "-01T00:00:00Z", "number", i / 9, "value", (20 - i % 9) + ".5")))
                .toList();
        Hash rowsRoot = MerkleTree.rootOf(lines.stream().map(Hash::ofLeaf).toList());
        envelope(
                13,
                "measurement-batch",
                "b-1",
                1,
                Map.of(
                        "kpi",
                        "k-1",
                        "rows",
                        rows,
                        "root",
                        rowsRoot.base64(),
                        "by",
                        salted(6, "Tom").placeholder()));

        for (int index = 0; index < SIZE; index++) {
            log.append(Hash.ofLeaf(ours.getOrDefault(index, ("another leaf " + index).getBytes(UTF_8))));
            long size = index + 1;
            publishedNotes.put(size, checkpointNote(size, KEY));
        }
        disclose(OBJECTIVE + 1, Map.of("/content/owner", salted(1, "Mara")));
        disclose(
                OBJECTIVE + 2,
                Map.of(
                        "/content/owner", salted(2, "Mara"),
                        "/content/notes/0", salted(3, null),
                        "/content/a~1b~0c/inner", salted(5, Map.of("x", 1L))));
        disclose("measurements/b-1", Map.of("/content/by", salted(6, "Tom")));
        files.put("measurements/b-1.rows.ndjson", joined(lines));
        files.put("documents/objective.pdf", "%PDF-1.7 not really".getBytes(UTF_8));
        files.put("documents/data/measurements.csv", "at,value\n2026-01-01,20.5\n".getBytes(UTF_8));
        files.put("VERIFY.md", resource("VERIFY.md"));
        files.put("key.txt", (KEY.verifierKey().vkey() + "\n").getBytes(UTF_8));
        for (long from : PUBLISHED)
            files.put("consistency/" + from + ".json", consistency(from).bytes());
        putProofs(publishedNotes.get((long) SIZE));
    }

    /** Puts this note as the checkpoint, and into every proof. */
    void putProofs(String checkpointNote) {
        files.put("checkpoint.txt", checkpointNote.getBytes(UTF_8));
        stems.forEach((index, stem) -> {
            List<Hash> path = MerkleTree.inclusionProof(index, SIZE, log);
            files.put(
                    stem + ".tlog-proof",
                    new TlogProof(null, index, path, checkpointNote).encoded().getBytes(UTF_8));
        });
    }

    PackConsistency consistency(long from) {
        return new PackConsistency(
                MerkleTree.root(from, log),
                new ConsistencyProof(from, SIZE, MerkleTree.consistencyProof(from, SIZE, log)));
    }

    String checkpointNote(long size, SigningKey key) {
        Checkpoint checkpoint = new Checkpoint(key.verifierKey().name(), size, MerkleTree.root(size, log));
        return SignedNote.sign(checkpoint.text(), key).encoded();
    }

    private void envelope(int index, String kind, String id, int number, Map<String, Object> content) {
        byte[] leaf = CanonicalJson.bytes(Map.of(
                "organization",
                ORGANIZATION,
                "record",
                Map.of("kind", kind, "id", id),
                "number",
                number,
                "at",
                "2026-02-0" + number + "T10:15:30Z",
                "author",
                "p-7",
                "reason",
                "agreed in the weekly meeting",
                "content",
                content));
        boolean batch = kind.equals("measurement-batch");
        String stem = batch ? "measurements/" + id : "records/" + kind + "/" + id + "/" + number;
        ours.put(index, leaf);
        stems.put(index, stem);
        files.put(stem + ".json", leaf);
    }

    private void disclose(String stem, Map<String, Commitment> openings) {
        Map<String, Object> json = new LinkedHashMap<>();
        openings.forEach((pointer, opening) -> {
            Map<String, Object> given = new LinkedHashMap<>();
            given.put("salt", StrictBase64.encode(opening.salt()));
            given.put("value", opening.value());
            json.put(pointer, given);
        });
        files.put(stem + ".disclosed.json", CanonicalJson.bytes(json));
    }

    static Commitment salted(int salt, Object value) {
        return new Commitment(Hash.sha256(new byte[] {(byte) salt}).bytes(), value);
    }

    /** The files with manifest and note. */
    SortedMap<String, byte[]> sealed() {
        return sealed(KEY);
    }

    SortedMap<String, byte[]> sealed(SigningKey key) {
        return sealed(manifest().bytes(), key);
    }

    SortedMap<String, byte[]> sealed(byte[] manifest, SigningKey key) {
        SortedMap<String, byte[]> all = new TreeMap<>(files);
        all.put("manifest.json", manifest);
        all.put(
                "manifest.note",
                SignedNote.sign(Manifest.noteText(format, manifest), key)
                        .encoded()
                        .getBytes(UTF_8));
        return all;
    }

    Manifest manifest() {
        List<Manifest.Entry> entries = new ArrayList<>();
        files.forEach((path, bytes) -> entries.add(new Manifest.Entry(path, Hash.sha256(bytes), bytes.length)));
        return new Manifest(
                format,
                Instant.parse("2026-03-01T08:00:00Z"),
                new Manifest.Organization(ORGANIZATION, "Example GmbH"),
                new Manifest.Subject("objective", "o-1", "Patch sooner"),
                null,
                entries);
    }

    static void zip(Map<String, byte[]> files, Path to) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(to))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] resource(String name) {
        try (var content = SamplePack.class.getResourceAsStream(name)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SigningKey key(String name, int seed) {
        String pkcs8 = "302e020100300506032b657004220420"
                + Hash.sha256(new byte[] {0, (byte) seed}).hex();
        return SigningKey.fromPkcs8(name, HexFormat.of().parseHex(pkcs8));
    }

    private static byte[] joined(List<byte[]> lines) {
        StringBuilder text = new StringBuilder();
        for (byte[] line : lines) text.append(new String(line, UTF_8)).append('\n');
        return text.toString().getBytes(UTF_8);
    }
}
