package sextant.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every single way of spoiling the sample pack that the tests know, with the file that a verifier must name. The same list
 * is given to both verifiers.
 */
record Tampering(String name, String file, Function<SamplePack, Map<String, byte[]>> files) {
    private static final String O2 = SamplePack.OBJECTIVE + "2";

    void zip(Path to) {
        SamplePack.zip(files.apply(new SamplePack()), to);
    }

    @Override
    public String toString() {
        return name;
    }

    static List<Tampering> all() {
        return Stream.concat(ofProofs().stream(), ofListedLeaves().stream()).toList();
    }

    private static List<Tampering> ofListedLeaves() {
        return List.of(
                listed("no leaves", "leaves.bin", pack -> pack.files.remove("leaves.bin")),
                listed("no records", "records.ndjson", pack -> pack.files.remove("records.ndjson")),
                listed("no measurements", "measurements.ndjson", pack -> pack.files.remove("measurements.ndjson")),
                listed("a changed leaf", "leaves.bin", pack -> pack.files.get("leaves.bin")[77] ^= 1),
                listed(
                        "a leaf too few",
                        "leaves.bin",
                        pack -> pack.files.compute(
                                "leaves.bin", (path, bytes) -> Arrays.copyOf(bytes, bytes.length - 32))),
                listed(
                        "a proof beside the leaves",
                        "consistency/7.json",
                        pack -> pack.files.put(
                                "consistency/7.json", pack.consistency(7).bytes())),
                listed(
                        "a listed record changed",
                        "records.ndjson",
                        edit("records.ndjson", "much sooner", "much later.")),
                listed("a listed record as another leaf", "records.ndjson", edit("records.ndjson", "22\t", "21\t")),
                listed("a listed record beyond the log", "records.ndjson", edit("records.ndjson", "22\t", "23\t")),
                listed("a leaf that is no number", "records.ndjson", edit("records.ndjson", "22\t", "022\t")),
                listed(
                        "a listed record twice",
                        "records.ndjson",
                        pack -> pack.files.compute("records.ndjson", (path, bytes) -> twice(bytes))),
                listed("a line with a tab less", "records.ndjson", edit("records.ndjson", "22\t", "22 ")),
                listed("a line with a tab more", "records.ndjson", edit("records.ndjson", "22\t", "22\t\t")),
                listed(
                        "records without the last newline",
                        "records.ndjson",
                        pack -> pack.files.compute(
                                "records.ndjson", (path, bytes) -> Arrays.copyOf(bytes, bytes.length - 1))),
                listed(
                        "a listed value that was not committed",
                        "records.ndjson",
                        edit("records.ndjson", "Mara", "Dora")),
                new Tampering("another organization's listed records", "records.ndjson", proofs -> {
                    SamplePack pack = SamplePack.listed();
                    return pack.sealed(
                            replaced(pack.manifest().bytes(), "\"id\":\"org-1\"", "\"id\":\"org-2\""), SamplePack.KEY);
                }),
                listed(
                        "rows of no batch",
                        "measurements.ndjson",
                        pack -> pack.files.compute(
                                "records.ndjson",
                                (path, bytes) -> new String(bytes, UTF_8)
                                        .replaceAll("(?m)^13\t.*\n", "")
                                        .getBytes(UTF_8))),
                listed(
                        "a batch without rows",
                        "measurements.ndjson",
                        pack -> pack.files.put("measurements.ndjson", new byte[0])),
                listed("a listed row changed", "measurements.ndjson", edit("measurements.ndjson", "20.5", "10.5")),
                listed(
                        "a listed row twice",
                        "measurements.ndjson",
                        pack -> pack.files.compute("measurements.ndjson", (path, bytes) -> twice(bytes))),
                listed(
                        "rows that come again",
                        "measurements.ndjson",
                        pack -> pack.files.compute("measurements.ndjson", (path, bytes) -> {
                            String rows = new String(bytes, UTF_8);
                            return (rows + "b-2\t{}\n" + rows).getBytes(UTF_8);
                        })),
                listed("a row without a batch", "measurements.ndjson", edit("measurements.ndjson", "b-1\t{", "\t{")),
                listed("a row without a tab", "measurements.ndjson", edit("measurements.ndjson", "b-1\t{", "b-1{")),
                listed(
                        "a listed row in another spelling",
                        "measurements.ndjson",
                        edit("measurements.ndjson", "\t{", "\t {")));
    }

    /** With its first line once more at the end. */
    private static byte[] twice(byte[] lines) {
        String text = new String(lines, UTF_8);
        return (text + text.substring(0, text.indexOf('\n') + 1)).getBytes(UTF_8);
    }

    /** Before it is sealed, in the format that lists the leaves. */
    private static Tampering listed(String name, String file, Consumer<SamplePack> change) {
        return new Tampering(name, file, proofs -> {
            SamplePack pack = SamplePack.listed();
            change.accept(pack);
            return pack.sealed();
        });
    }

    private static List<Tampering> ofProofs() {
        return List.of(
                after("a dropped record", O2 + ".json", files -> files.remove(O2 + ".json")),
                after("a dropped guide", "VERIFY.md", files -> files.remove("VERIFY.md")),
                after("a dropped manifest", "manifest.json", files -> files.remove("manifest.json")),
                after("a dropped note", "manifest.note", files -> files.remove("manifest.note")),
                after("a dropped key", "key.txt", files -> files.remove("key.txt")),
                after("an added document", "documents/new.pdf", files -> files.put("documents/new.pdf", new byte[3])),
                after("an added empty file", "x", files -> files.put("x", new byte[0])),
                after("an added folder", "documents/more/", files -> files.put("documents/more/", new byte[0])),
                after("a path out of the folder", "../evil", files -> files.put("../evil", new byte[1])),
                after("an absolute path", "/evil", files -> files.put("/evil", new byte[1])),
                after("a path of another system", "a\\evil", files -> files.put("a\\evil", new byte[1])),
                after("paths that differ in case", "key.txt", files -> files.put("KEY.txt", files.get("key.txt"))),
                after(
                        "a longer document",
                        "documents/objective.pdf",
                        files -> files.compute(
                                "documents/objective.pdf",
                                (path, bytes) -> (new String(bytes, UTF_8) + "\n").getBytes(UTF_8))),
                after(
                        "an emptied document",
                        "documents/objective.pdf",
                        files -> files.put("documents/objective.pdf", new byte[0])),
                after(
                        "swapped proofs",
                        O2 + ".tlog-proof",
                        files -> swap(files, O2 + ".tlog-proof", SamplePack.OBJECTIVE + "3.tlog-proof")),
                after(
                        "another log's key",
                        "manifest.note",
                        files -> files.put(
                                "key.txt", (SamplePack.OTHER_KEY.verifierKey().vkey() + "\n").getBytes(UTF_8))),
                after(
                        "a note with a second signature",
                        "manifest.note",
                        files -> files.compute(
                                "manifest.note",
                                (path, bytes) -> SignedNote.parse(bytes)
                                        .with(new SignedNote.Signature("w", 1, new byte[64]))
                                        .encoded()
                                        .getBytes(UTF_8))),
                after(
                        "an older checkpoint",
                        "checkpoint.txt",
                        files -> files.put(
                                "checkpoint.txt",
                                new SamplePack().publishedNotes.get(20L).getBytes(UTF_8))),
                before("a record left out before sealing", O2 + ".json", pack -> pack.files.remove(O2 + ".json")),
                before(
                        "a proof left out before sealing",
                        O2 + ".tlog-proof",
                        pack -> pack.files.remove(O2 + ".tlog-proof")),
                before(
                        "rows left out before sealing",
                        "measurements/b-1.rows.ndjson",
                        pack -> pack.files.remove("measurements/b-1.rows.ndjson")),
                before(
                        "a checkpoint left out before sealing",
                        "checkpoint.txt",
                        pack -> pack.files.remove("checkpoint.txt")),
                before("a file of no known name", "notes.txt", pack -> pack.files.put("notes.txt", new byte[1])),
                before("a record changed before sealing", O2 + ".tlog-proof", edit(O2 + ".json", "sooner", "later.")),
                before(
                        "a record under another number",
                        SamplePack.OBJECTIVE + "4.json",
                        pack -> move(pack, SamplePack.OBJECTIVE + "3", SamplePack.OBJECTIVE + "4")),
                before(
                        "a record under another id",
                        "records/objective/o-2/3.json",
                        pack -> move(pack, SamplePack.OBJECTIVE + "3", "records/objective/o-2/3")),
                before(
                        "a record of another kind",
                        "records/kpi/o-1/3.json",
                        pack -> move(pack, SamplePack.OBJECTIVE + "3", "records/kpi/o-1/3")),
                before("a record in another spelling", O2 + ".json", edit(O2 + ".json", "\"author\":", "\"author\": ")),
                before("a record without an author", O2 + ".json", edit(O2 + ".json", "\"author\":", "\"autor\":")),
                before(
                        "swapped proofs before sealing",
                        O2 + ".tlog-proof",
                        pack -> swap(pack.files, O2 + ".tlog-proof", SamplePack.OBJECTIVE + "3.tlog-proof")),
                before(
                        "a proof with another index",
                        O2 + ".tlog-proof",
                        edit(O2 + ".tlog-proof", "index 9\n", "index 8\n")),
                before(
                        "a proof of another checkpoint",
                        O2 + ".tlog-proof",
                        pack -> pack.files.compute(
                                O2 + ".tlog-proof",
                                (path, bytes) -> new TlogProof(
                                                null,
                                                9,
                                                MerkleTree.inclusionProof(9, 20, pack.log),
                                                pack.publishedNotes.get(20L))
                                        .encoded()
                                        .getBytes(UTF_8))),
                before(
                        "a disclosed value that was not committed",
                        O2 + ".disclosed.json",
                        edit(O2 + ".disclosed.json", "Mara", "Dora")),
                before(
                        "a disclosed salt that was not used",
                        O2 + ".disclosed.json",
                        pack -> edit(
                                        O2 + ".disclosed.json",
                                        StrictBase64.encode(
                                                SamplePack.salted(2, "").salt()),
                                        StrictBase64.encode(
                                                SamplePack.salted(9, "").salt()))
                                .accept(pack)),
                before(
                        "a disclosed value where nothing is committed",
                        O2 + ".disclosed.json",
                        edit(O2 + ".disclosed.json", "/content/owner", "/content/title")),
                before(
                        "a disclosed value where nothing is",
                        O2 + ".disclosed.json",
                        edit(O2 + ".disclosed.json", "/content/owner", "/content/ovner")),
                before(
                        "a disclosed value beyond a list",
                        O2 + ".disclosed.json",
                        edit(O2 + ".disclosed.json", "/content/notes/0", "/content/notes/2")),
                before(
                        "disclosed values without a record",
                        "records/objective/o-1/9.json",
                        pack -> pack.files.put("records/objective/o-1/9.disclosed.json", "{}".getBytes(UTF_8))),
                before(
                        "a changed measurement",
                        "measurements/b-1.rows.ndjson",
                        edit("measurements/b-1.rows.ndjson", "20.5", "10.5")),
                before(
                        "a dropped measurement",
                        "measurements/b-1.rows.ndjson",
                        pack -> pack.files.compute("measurements/b-1.rows.ndjson", (path, bytes) -> {
                            String text = new String(bytes, UTF_8);
                            return text.substring(text.indexOf('\n') + 1).getBytes(UTF_8);
                        })),
                before(
                        "a measurement twice",
                        "measurements/b-1.rows.ndjson",
                        pack -> pack.files.compute("measurements/b-1.rows.ndjson", (path, bytes) -> {
                            String text = new String(bytes, UTF_8);
                            return (text + text.substring(0, text.indexOf('\n') + 1)).getBytes(UTF_8);
                        })),
                before(
                        "rows without the last newline",
                        "measurements/b-1.rows.ndjson",
                        pack -> pack.files.compute(
                                "measurements/b-1.rows.ndjson",
                                (path, bytes) -> Arrays.copyOf(bytes, bytes.length - 1))),
                before(
                        "a row in another spelling",
                        "measurements/b-1.rows.ndjson",
                        edit("measurements/b-1.rows.ndjson", "\"value\":", "\"value\": ")),
                before(
                        "a consistency proof under another size",
                        "consistency/16.json",
                        pack -> swap(pack.files, "consistency/7.json", "consistency/16.json")),
                before(
                        "a consistency proof to another size",
                        "consistency/7.json",
                        edit("consistency/7.json", "\"to\":23", "\"to\":24")),
                before(
                        "a consistency proof of another root",
                        "consistency/4.json",
                        pack -> pack.files.put(
                                "consistency/4.json",
                                new PackConsistency(
                                                Hash.EMPTY_TREE,
                                                pack.consistency(4).proof())
                                        .bytes())),
                before(
                        "a checkpoint that another key signed",
                        "checkpoint.txt",
                        pack -> pack.putProofs(pack.checkpointNote(SamplePack.SIZE, SamplePack.OTHER_KEY))),
                before(
                        "a checkpoint of another origin",
                        "checkpoint.txt",
                        pack -> pack.putProofs(SignedNote.sign(
                                        new Checkpoint(
                                                        "log.example/org-2",
                                                        SamplePack.SIZE,
                                                        MerkleTree.root(SamplePack.SIZE, pack.log))
                                                .text(),
                                        SamplePack.KEY)
                                .encoded())),
                before(
                        "a checkpoint of another root",
                        "consistency/1.json",
                        pack -> pack.putProofs(SignedNote.sign(
                                        new Checkpoint("log.example/org-1", SamplePack.SIZE, Hash.sha256(new byte[1]))
                                                .text(),
                                        SamplePack.KEY)
                                .encoded())),
                resealed("another organization", "measurements/b-1.json", "\"id\":\"org-1\"", "\"id\":\"org-2\""),
                resealed("a format of the future", "manifest.json", "evidence-pack/1", "evidence-pack/3"),
                resealed("the other format", "manifest.json", "evidence-pack/1", "evidence-pack/2"),
                resealed("a manifest in another spelling", "manifest.json", "\"asOf\":null", "\"asOf\": null"),
                resealed("a manifest with a member more", "manifest.json", "\"asOf\":null", "\"asOf\":null,\"b\":1"),
                resealed("a manifest with a strange time", "manifest.json", "2026-03-01T08:00:00Z", "1 March 2026"),
                resealed(
                        "a manifest that lists a file twice",
                        "manifest.json",
                        "\"path\":\"VERIFY.md\"",
                        "\"path\":\"checkpoint.txt\""),
                resealed("a manifest that lists a bomb", "manifest.json", "\"length\":19,", "\"length\":17179869185,"),
                new Tampering("a note of another format", "manifest.note", pack -> {
                    SortedMap<String, byte[]> files = pack.sealed();
                    String text = Manifest.noteText(PackFormat.PROOFS, files.get("manifest.json"))
                            .replace("pack/1", "pack/3");
                    files.put(
                            "manifest.note",
                            SignedNote.sign(text, SamplePack.KEY).encoded().getBytes(UTF_8));
                    return files;
                }),
                new Tampering("a checkpoint as the manifest's note", "manifest.note", pack -> {
                    SortedMap<String, byte[]> files = pack.sealed();
                    files.put("manifest.note", files.get("checkpoint.txt"));
                    return files;
                }),
                new Tampering(
                        "a manifest that another key signed",
                        "manifest.note",
                        pack -> pack.sealed(SamplePack.OTHER_KEY)));
    }

    private static Tampering after(String name, String file, Consumer<SortedMap<String, byte[]>> change) {
        return new Tampering(name, file, pack -> {
            SortedMap<String, byte[]> files = pack.sealed();
            change.accept(files);
            return files;
        });
    }

    private static Tampering before(String name, String file, Consumer<SamplePack> change) {
        return new Tampering(name, file, pack -> {
            change.accept(pack);
            return pack.sealed();
        });
    }

    private static Tampering resealed(String name, String file, String text, String replacement) {
        return new Tampering(name, file, pack -> {
            byte[] manifest = replaced(pack.manifest().bytes(), text, replacement);
            return pack.sealed(manifest, SamplePack.KEY);
        });
    }

    private static Consumer<SamplePack> edit(String path, String text, String replacement) {
        return pack -> pack.files.compute(path, (key, bytes) -> replaced(bytes, text, replacement));
    }

    private static byte[] replaced(byte[] bytes, String text, String replacement) {
        String before = new String(bytes, UTF_8);
        if (!before.contains(text)) throw new AssertionError("nothing to change: " + text + " in " + before);
        return before.replace(text, replacement).getBytes(UTF_8);
    }

    private static void swap(SortedMap<String, byte[]> files, String one, String other) {
        byte[] kept = files.get(one);
        files.put(one, files.get(other));
        files.put(other, kept);
    }

    private static void move(SamplePack pack, String from, String to) {
        for (String extension : List.of(".json", ".tlog-proof"))
            pack.files.put(to + extension, pack.files.remove(from + extension));
    }
}
