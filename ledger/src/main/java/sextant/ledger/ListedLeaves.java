package sextant.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static sextant.ledger.PackContent.parsed;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The second format: the hash of every leaf of the log stands in one file, whose root is the checkpoint's, and each record
 * says which leaf it is. So a record takes a line instead of two files, and any earlier root can be computed.
 */
final class ListedLeaves implements PackEvidence {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");

    private final PackContent content;
    private final PackLayout layout;
    private final String organization;
    private final byte[] hashes;

    /** What the rows of a batch must come to. */
    private record Batch(long rows, Hash root) {}

    private final Map<String, Batch> batches = new ConcurrentHashMap<>();

    private ListedLeaves(PackContent content, PackLayout layout, String organization, byte[] hashes) {
        this.content = content;
        this.layout = layout;
        this.organization = organization;
        this.hashes = hashes;
    }

    /** That the leaves are those of the checkpoint's tree holds once this returns. */
    static ListedLeaves read(PackContent content, PackLayout layout, String organization, Checkpoint checkpoint)
            throws Broken {
        Manifest.Entry file = layout.single(PackLayout.LEAVES);
        if (file.length() != checkpoint.size() * Hash.LENGTH)
            throw new Broken(
                    file.path(), "does not have a hash for each of the log's " + checkpoint.size() + " leaves");
        ListedLeaves leaves = new ListedLeaves(
                content,
                layout,
                organization,
                content.read(file, content.limits().leavesBytes()));
        if (!leaves.rootAt(file.path(), checkpoint.size()).equals(checkpoint.root()))
            throw new Broken(file.path(), "its root is not the one in " + PackLayout.CHECKPOINT);
        return leaves;
    }

    @Override
    public Hash rootAt(String file, long size) {
        Frontier frontier = Frontier.empty();
        for (int i = 0; i < size; i++) frontier.append(leaf(i));
        return frontier.root();
    }

    private Hash leaf(int index) {
        return new Hash(Arrays.copyOfRange(hashes, index * Hash.LENGTH, (index + 1) * Hash.LENGTH));
    }

    @Override
    public Checked check() throws Broken {
        Checked records = checkRecords(layout.single(PackLayout.RECORDS));
        long rows = checkRows(layout.single(PackLayout.ROWS));
        return records.and(new Checked(0, 0, rows, 0, 0, 0));
    }

    /** A line of the records: which leaf it is, the leaf, and what it discloses. */
    private record Line(long number, int index, byte[] leaf, byte[] disclosed) {}

    private Checked checkRecords(Manifest.Entry file) throws Broken {
        Checked all = Checked.NONE;
        BitSet told = new BitSet();
        try (InputStream stream = content.stream(file)) {
            LineReader reader =
                    new LineReader(stream, file.length(), content.limits().jsonBytes());
            for (List<byte[]> lines = reader.next(); !lines.isEmpty(); lines = reader.next()) {
                long first = reader.read() - lines.size();
                Line[] run = new Line[lines.size()];
                for (int i = 0; i < run.length; i++) {
                    Line line = line(first + i + 1, lines.get(i));
                    if (told.get(line.index()))
                        throw new Malformed("line " + line.number() + " is a leaf that another line is");
                    told.set(line.index());
                    run[i] = line;
                }
                all = all.and(FirstBroken.of(List.of(run), line -> checkRecord(file.path(), line)));
            }
            reader.checkHash(file);
        } catch (IOException e) {
            throw PackArchive.unreadable(file.path(), e);
        } catch (Malformed e) {
            throw new Broken(file.path(), e);
        }
        return all;
    }

    private Line line(long number, byte[] bytes) {
        int first = tab(bytes, 0);
        int second = first < 0 ? -1 : tab(bytes, first + 1);
        if (second < 0 || tab(bytes, second + 1) >= 0)
            throw new Malformed("line " + number + " does not have two tabs");
        long index = Decimal.parse(new String(bytes, 0, first, UTF_8), "the leaf of line " + number);
        if (index >= hashes.length / Hash.LENGTH) throw new Malformed("line " + number + " is a leaf beyond the log");
        return new Line(
                number,
                (int) index,
                Arrays.copyOfRange(bytes, first + 1, second),
                Arrays.copyOfRange(bytes, second + 1, bytes.length));
    }

    private static int tab(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) if (bytes[i] == '\t') return i;
        return -1;
    }

    private Checked checkRecord(String path, Line line) throws Broken {
        return parsed(path, () -> {
            try {
                if (!Hash.ofLeaf(line.leaf()).equals(leaf(line.index())))
                    throw new Malformed("is not the leaf " + line.index() + " of the log");
                Envelope envelope = Envelope.parse(line.leaf());
                envelope.checkOf(organization);
                int shown = line.disclosed().length == 0 ? 0 : envelope.checkDisclosed(line.disclosed());
                int withheld = envelope.commitments() - shown;
                if (!envelope.isBatch()) return new Checked(1, 0, 0, shown, withheld, 0);
                remember(envelope);
                return new Checked(0, 1, 0, shown, withheld, 0);
            } catch (Malformed e) {
                throw new Malformed("line " + line.number() + ": " + e.getMessage(), e);
            }
        });
    }

    private void remember(Envelope envelope) {
        if (!ID.matcher(envelope.id()).matches()) throw new Malformed("not an id of a batch: " + envelope.id());
        Batch batch = new Batch(
                envelope.content().integer("rows"),
                Hash.fromBase64(envelope.content().text("root")));
        if (batches.put(envelope.id(), batch) != null) throw new Malformed("a batch that another line is");
    }

    /** The rows of one batch stand together, each behind the batch's id. */
    private long checkRows(Manifest.Entry file) throws Broken {
        long rows = 0;
        String batch = "";
        RowTree tree = new RowTree(0);
        try (InputStream stream = content.stream(file)) {
            LineReader reader =
                    new LineReader(stream, file.length(), content.limits().lineBytes());
            for (List<byte[]> lines = reader.next(); !lines.isEmpty(); lines = reader.next()) {
                for (byte[] line : lines) {
                    rows++;
                    int tab = tab(line, 0);
                    if (tab < 1) throw new Malformed("line " + rows + " has no batch");
                    String id = new String(line, 0, tab, UTF_8);
                    if (!id.equals(batch)) {
                        finish(batch, tree);
                        batch = id;
                        tree = new RowTree(0);
                    }
                    append(tree, line, tab, rows);
                }
            }
            finish(batch, tree);
            reader.checkHash(file);
        } catch (IOException e) {
            throw PackArchive.unreadable(file.path(), e);
        } catch (Malformed e) {
            throw new Broken(file.path(), e);
        }
        for (Map.Entry<String, Batch> left : batches.entrySet())
            if (left.getValue().rows() != 0 || !left.getValue().root().equals(Hash.EMPTY_TREE))
                throw new Broken(file.path(), "has no rows of the batch " + left.getKey());
        return rows;
    }

    private static void append(RowTree tree, byte[] line, int tab, long number) {
        try {
            CanonicalScan.object(line, tab + 1, line.length);
        } catch (Malformed e) {
            throw new Malformed("line " + number + ": " + e.getMessage(), e);
        }
        // The prefix of a leaf takes the place of the tab.
        line[tab] = Hash.LEAF_PREFIX;
        tree.append(line, tab, line.length - tab);
    }

    private void finish(String batch, RowTree tree) {
        if (batch.isEmpty()) return;
        Batch stated = batches.remove(batch);
        if (stated == null)
            throw new Malformed("rows of " + batch + ", which is no batch of the records, or stands here twice");
        if (tree.next() != stated.rows() || !tree.root().equals(stated.root()))
            throw new Malformed("the rows of the batch " + batch + " are not those whose root is in the log");
    }
}
