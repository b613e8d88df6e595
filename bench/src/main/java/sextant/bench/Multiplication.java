package sextant.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes many objectives of the {@link Sample}'s: every row that belongs to one of them is copied with identifiers, numbers and
 * texts of its own, and its revisions with fresh commitments and leaf hashes, through COPY by the role that owns the tables.
 * It knows no table's columns but the journal's, so it copies what later migrations add, too. Leaf numbers and checkpoints
 * are not copied: the product's sequencer gives them.
 */
final class Multiplication {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** What belongs to no objective, or what the product makes by itself. */
    private static final Set<String> LEFT_OUT = Set.of(
            "organization",
            "revision",
            "disclosure",
            "pending_leaf",
            "journal_log",
            "journal_leaf",
            "tree_node",
            "checkpoint",
            "stale_verdict",
            "idempotent_request",
            "evidence_pack",
            "evidence_pack_part");

    private record One(
            int number,
            Copied.Words words,
            List<String> ids,
            Map<String, List<Copied>> rows,
            Revisions revisions,
            Map<String, ApprovedContent> approved) {}

    private final Owner owner;
    private final UUID organization;
    private final List<String> tables;
    private final List<One> sample = new ArrayList<>();

    Multiplication(Owner owner, List<Sample.Made> made) throws SQLException, IOException {
        this.owner = owner;
        this.organization = owner.organization();
        this.tables = tables(owner);
        Map<String, Sample.Made> belongsTo = new HashMap<>();
        for (Sample.Made one : made) {
            belongsTo.put(one.objective().toString(), one);
            one.kpis().forEach(kpi -> belongsTo.put(kpi.toString(), one));
        }
        Map<String, List<String>> rows = rows(belongsTo);
        Map<Integer, List<Revisions.Read>> revisions = revisions(belongsTo);
        for (Sample.Made one : made) sample.add(one(one, belongsTo, rows, revisions));
    }

    /** Referenced tables before those that refer to them. */
    private static List<String> tables(Owner owner) throws SQLException {
        List<String> waiting = new ArrayList<>(
                owner.texts("select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid "
                        + "where c.relnamespace = 'sextant'::regnamespace and c.relkind in ('r', 'p') "
                        + "and not c.relispartition and a.attname = 'organization' order by c.relname"));
        waiting.removeAll(LEFT_OUT);
        Map<String, Set<String>> needs = new HashMap<>();
        for (String pair : owner.texts("select conrelid::regclass || ' ' || confrelid::regclass from pg_constraint "
                + "where contype = 'f' and connamespace = 'sextant'::regnamespace and conrelid <> confrelid")) {
            String[] two = pair.split(" ");
            needs.computeIfAbsent(two[0], none -> new LinkedHashSet<>()).add(two[1]);
        }
        List<String> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            String next = waiting.stream()
                    .filter(table ->
                            needs.getOrDefault(table, Set.of()).stream().noneMatch(waiting::contains))
                    .findFirst()
                    .orElseThrow();
            waiting.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    /** Every row that names something of the sample; what such a row calls its id is of the sample as well. */
    private Map<String, List<String>> rows(Map<String, Sample.Made> belongsTo) throws SQLException, IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String table : tables) {
            int id = owner.texts(
                            "select column_name from information_schema.columns where table_schema = 'sextant' "
                                    + "and table_name = ? order by ordinal_position",
                            table)
                    .indexOf("id");
            List<String> own = new ArrayList<>();
            for (String row :
                    owner.copyOut("select * from " + table + " where organization = '" + organization + "'")) {
                Sample.Made made = firstOf(row, belongsTo);
                if (made == null) continue;
                own.add(row);
                if (id >= 0) belongsTo.put(row.split("\t", -1)[id], made);
            }
            if (!own.isEmpty()) rows.put(table, own);
        }
        return rows;
    }

    private static Sample.@org.jspecify.annotations.Nullable Made firstOf(
            String row, Map<String, Sample.Made> belongsTo) {
        Matcher id = ID.matcher(row);
        while (id.find()) {
            Sample.Made made = belongsTo.get(id.group());
            if (made != null) return made;
        }
        return null;
    }

    private Map<Integer, List<Revisions.Read>> revisions(Map<String, Sample.Made> belongsTo)
            throws SQLException, IOException {
        Map<String, List<Revisions.Opened>> opened = new HashMap<>();
        for (String row :
                owner.copyOut("select kind, id, number, pointer, encode(salt, 'hex'), value from disclosure")) {
            String[] cells = row.split("\t", -1);
            opened.computeIfAbsent(cells[0] + cells[1] + cells[2], none -> new ArrayList<>())
                    .add(new Revisions.Opened(
                            unescaped(cells[3]), HexFormat.of().parseHex(cells[4]), unescaped(cells[5])));
        }
        Map<Integer, List<Revisions.Read>> revisions = new HashMap<>();
        for (String row :
                owner.copyOut("select r.kind, r.id, r.number, r.at, r.author, encode(r.leaf, 'hex') from revision r "
                        + "join journal_leaf l using (organization, kind, id, number) order by l.leaf_index")) {
            String[] cells = row.split("\t", -1);
            Sample.Made made = belongsTo.get(cells[1]);
            if (made == null) continue;
            revisions
                    .computeIfAbsent(made.number(), none -> new ArrayList<>())
                    .add(new Revisions.Read(
                            cells[0],
                            cells[1],
                            cells[2],
                            cells[3],
                            cells[4],
                            HexFormat.of().parseHex(cells[5]),
                            opened.getOrDefault(cells[0] + cells[1] + cells[2], List.of())));
        }
        return revisions;
    }

    private One one(
            Sample.Made made,
            Map<String, Sample.Made> belongsTo,
            Map<String, List<String>> rows,
            Map<Integer, List<Revisions.Read>> read)
            throws SQLException {
        Copied.Words words = new Copied.Words();
        List<String> ids = belongsTo.entrySet().stream()
                .filter(one -> one.getValue() == made)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        ids.forEach(words::place);
        for (String start : List.of("OBJ-", "KPI-", "№ ")) words.place(Sample.reference(start, made.number()));
        Revisions revisions = new Revisions(read.getOrDefault(made.number(), List.of()), words);
        Map<String, ApprovedContent> approved = new LinkedHashMap<>();
        for (String row : owner.texts(
                "select encode(content_hash, 'hex') || ' ' || content from approval where subject = ?",
                made.objective())) {
            String hash = row.substring(0, 64);
            words.place(hash);
            approved.put(hash, new ApprovedContent(new Copied(row.substring(65), words)));
        }
        Map<String, List<Copied>> copied = new LinkedHashMap<>();
        rows.forEach((table, all) -> {
            List<Copied> own = all.stream()
                    .filter(row -> firstOf(row, belongsTo) == made)
                    .map(row -> new Copied(row, words))
                    .toList();
            if (!own.isEmpty()) copied.put(table, own);
        });
        return new One(made.number(), words, ids, copied, revisions, approved);
    }

    /** Copies the whole sample so many times; the copies are numbered from {@code first} on, the sample itself being 0. */
    void copies(int first, int last) throws SQLException, IOException {
        for (int copy = first; copy <= last; copy++) {
            int now = copy;
            owner.together(() -> copy(now));
        }
    }

    private void copy(int copy) throws SQLException, IOException {
        SplittableRandom random = new SplittableRandom(copy);
        long other = random.nextLong() & 0x3fff_ffff_ffff_ffffL;
        Map<String, StringBuilder> rows = new LinkedHashMap<>();
        tables.forEach(table -> rows.put(table, new StringBuilder()));
        Revisions.Rows journal = new Revisions.Rows(
                organization.toString(), new StringBuilder(), new StringBuilder(), new StringBuilder());
        for (One one : sample) {
            String[] words = words(one, copy, other);
            one.revisions().write(words, random, journal);
            one.approved().forEach((hash, content) -> words[one.words().find(hash)] = content.hash(words));
            one.rows()
                    .forEach((table, all) -> all.forEach(row -> {
                        StringBuilder to = java.util.Objects.requireNonNull(rows.get(table));
                        row.write(words, to);
                        to.append('\n');
                    }));
        }
        owner.copyIn("revision (organization, kind, id, number, at, author, leaf, leaf_hash)", journal.revisions());
        owner.copyIn("disclosure (organization, kind, id, number, pointer, salt, value)", journal.disclosures());
        for (Map.Entry<String, StringBuilder> table : rows.entrySet())
            if (!table.getValue().isEmpty()) owner.copyIn(table.getKey(), table.getValue());
        owner.copyIn("pending_leaf (organization, kind, id, number, leaf_hash)", journal.pending());
    }

    private static String[] words(One one, int copy, long other) {
        String[] words = new String[one.words().count()];
        for (String id : one.ids()) {
            UUID original = UUID.fromString(id);
            // The time in front stays, as does what says that this is a version 7.
            words[one.words().find(id)] =
                    new UUID(original.getMostSignificantBits(), original.getLeastSignificantBits() ^ other).toString();
        }
        for (String start : List.of("OBJ-", "KPI-", "№ "))
            words[one.words().find(Sample.reference(start, one.number()))] =
                    Sample.reference(start, copy * Sample.OBJECTIVES + one.number());
        return words;
    }

    private static String unescaped(String cell) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = cell.charAt(++i);
            text.append(
                    switch (escaped) {
                        case 't' -> '\t';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'v' -> '\u000B';
                        default -> escaped;
                    });
        }
        return text.toString();
    }
}
