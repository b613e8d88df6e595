package sextant.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which file of the manifest plays which part, by its path; the parts that belong together are put together. */
final class PackLayout {
    static final String CHECKPOINT = "checkpoint.txt";
    static final String KEY = "key.txt";
    static final String GUIDE = "VERIFY.md";

    /** Of the second format: the hash of every leaf of the log; the records; the rows of the batches. */
    static final String LEAVES = "leaves.bin";

    static final String RECORDS = "records.ndjson";
    static final String ROWS = "measurements.ndjson";

    private static final Set<String> NEEDED = Set.of(CHECKPOINT, KEY, GUIDE);
    private static final Set<String> NEEDED_WITH_LEAVES = Set.of(CHECKPOINT, KEY, GUIDE, LEAVES, RECORDS, ROWS);

    /** The kind of record that the envelope of a batch of measurements names. */
    static final String BATCH = "measurement-batch";

    private static final Pattern RECORD = Pattern.compile(
            "(records/([A-Za-z0-9_-]+)/([A-Za-z0-9_-]+)/([1-9][0-9]{0,15}))\\.(json|disclosed\\.json|tlog-proof)");
    private static final Pattern MEASUREMENTS =
            Pattern.compile("(measurements/([A-Za-z0-9_-]+))\\.(json|disclosed\\.json|tlog-proof|rows\\.ndjson)");
    private static final Pattern CONSISTENCY = Pattern.compile("consistency/([1-9][0-9]{0,15})\\.json");

    /** A leaf of the log: its envelope, its proof, and what may accompany it. The number is 0 where the path has none. */
    static final class Leaf {
        private final Map<String, Manifest.Entry> files = new HashMap<>();
        final String kind;
        final String id;
        final long number;
        private final String stem;

        private Leaf(String stem, String kind, String id, long number) {
            this.stem = stem;
            this.kind = kind;
            this.id = id;
            this.number = number;
        }

        boolean isBatch() {
            return number == 0;
        }

        Manifest.Entry envelope() throws Broken {
            return needed("json");
        }

        Manifest.Entry proof() throws Broken {
            return needed("tlog-proof");
        }

        Manifest.Entry rows() throws Broken {
            return needed("rows.ndjson");
        }

        Manifest.@Nullable Entry disclosed() {
            return files.get("disclosed.json");
        }

        private Manifest.Entry needed(String extension) throws Broken {
            Manifest.Entry file = files.get(extension);
            if (file == null) throw new Broken(stem + "." + extension, "is missing");
            return file;
        }
    }

    final Map<Long, Manifest.Entry> consistency = new LinkedHashMap<>();
    final List<Manifest.Entry> documents = new ArrayList<>();
    final List<Leaf> leaves = new ArrayList<>();
    private final Map<String, Manifest.Entry> single = new HashMap<>();
    private final Map<String, Leaf> leavesByStem = new HashMap<>();

    static PackLayout of(Manifest manifest) throws Broken {
        PackLayout layout = new PackLayout();
        Set<String> needed = manifest.format() == PackFormat.LEAVES ? NEEDED_WITH_LEAVES : NEEDED;
        for (Manifest.Entry file : manifest.files()) layout.place(file, needed, manifest.format());
        for (String path : needed.stream().sorted().toList()) layout.single(path);
        return layout;
    }

    private void place(Manifest.Entry file, Set<String> needed, PackFormat format) throws Broken {
        String path = file.path();
        Matcher matcher;
        if (needed.contains(path)) single.put(path, file);
        else if (path.startsWith("documents/")) documents.add(file);
        else if (format == PackFormat.LEAVES) throw new Broken(path, "the format has no file of this name");
        else if ((matcher = CONSISTENCY.matcher(path)).matches())
            consistency.put(Long.parseLong(matcher.group(1)), file);
        else if ((matcher = RECORD.matcher(path)).matches())
            leaf(matcher.group(1), matcher.group(2), matcher.group(3), Long.parseLong(matcher.group(4)))
                    .files
                    .put(matcher.group(5), file);
        else if ((matcher = MEASUREMENTS.matcher(path)).matches())
            leaf(matcher.group(1), BATCH, matcher.group(2), 0).files.put(matcher.group(3), file);
        else throw new Broken(path, "the format has no file of this name");
    }

    private Leaf leaf(String stem, String kind, String id, long number) {
        return leavesByStem.computeIfAbsent(stem, key -> {
            Leaf leaf = new Leaf(key, kind, id, number);
            leaves.add(leaf);
            return leaf;
        });
    }

    Manifest.Entry single(String path) throws Broken {
        Manifest.Entry file = single.get(path);
        if (file == null) throw new Broken(path, "is missing");
        return file;
    }
}
