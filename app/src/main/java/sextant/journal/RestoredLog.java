package sextant.journal;

import static sextant.schema.Tables.CHECKPOINT;
import static sextant.schema.Tables.JOURNAL_LEAF;
import static sextant.schema.Tables.JOURNAL_LOG;
import static sextant.schema.Tables.TREE_NODE;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jspecify.annotations.Nullable;
import sextant.ledger.Checkpoint;
import sextant.ledger.Hash;
import sextant.ledger.SignedNote;
import sextant.ledger.SigningKey;
import sextant.platform.OrganizationId;

/**
 * The logs of a database that was just restored, for its owner, whom row-level security does not filter. Each goes on in a new epoch,
 * with an origin of its own: what was recorded after the backup is not in it, and what is recorded from now on must not pass
 * for it. The tree of the new epoch begins as the old one was, so that a checkpoint of the old one that is not longer is proved by it.
 */
public final class RestoredLog {
    private static final int FETCHED = 5_000;

    /** So that two restores of one backup begin two logs. */
    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final DSLContext sql;

    public RestoredLog(DSLContext owner) {
        this.sql = owner;
    }

    private record Last(OrganizationId organization, int epoch, long size, Hash root) {}

    /** What does not hold in what was restored, as a sentence; empty when every log is what its checkpoint says. */
    public Optional<String> problem() {
        if (count("select count(*) from revision where leaf_hash <> sha256('\\x00'::bytea || leaf)") > 0)
            return Optional.of("A revision is not what its hash says.");
        if (count("select count(*) from journal_leaf l left join revision r using (organization, kind, id, number)"
                        + " where r.leaf_hash is distinct from l.leaf_hash")
                > 0) return Optional.of("A leaf of the journal is not that of its revision.");
        if (count(
                        "select count(*) from revision r"
                                + " where not exists (select from journal_leaf l where l.organization = r.organization and l.kind = r.kind and l.id = r.id and l.number = r.number)"
                                + " and not exists (select from pending_leaf p where p.organization = r.organization and p.kind = r.kind and p.id = r.id and p.number = r.number)")
                > 0) return Optional.of("A revision has no place in the journal.");
        if (count("select count(*) from tree_node n"
                        + " join tree_node l on l.organization = n.organization and l.epoch = n.epoch and l.level = n.level - 1 and l.node_index = 2 * n.node_index"
                        + " join tree_node r on r.organization = n.organization and r.epoch = n.epoch and r.level = n.level - 1 and r.node_index = 2 * n.node_index + 1"
                        + " where n.hash <> sha256('\\x01'::bytea || l.hash || r.hash)")
                > 0) return Optional.of("A node of the journal's tree is not that of those below it.");
        return lasts().stream()
                .filter(last -> !last.root().equals(root(last)))
                .findFirst()
                .map(last -> "The journal of the organization " + last.organization()
                        + " is not what its newest checkpoint says.");
    }

    /**
     * Begins the next epoch of every log.
     *
     * @param key the journal's, PKCS #8
     * @param taken when the backup was taken
     */
    public void beginNextEpoch(byte[] key, Instant now, Instant taken) {
        for (Last last : lasts()) {
            UUID organization = last.organization().value();
            int next = last.epoch() + 1;
            String origin = JournalLogs.origin(last.organization(), next) + "-" + COMPACT.format(now);
            sql.insertInto(JOURNAL_LOG)
                    .set(JOURNAL_LOG.ORGANIZATION, organization)
                    .set(JOURNAL_LOG.EPOCH, next)
                    .set(JOURNAL_LOG.ORIGIN, origin)
                    .set(JOURNAL_LOG.STARTED_AT, now)
                    .set(JOURNAL_LOG.REASON, taken.toString())
                    .execute();
            sql.insertInto(
                            TREE_NODE,
                            TREE_NODE.ORGANIZATION,
                            TREE_NODE.EPOCH,
                            TREE_NODE.LEVEL,
                            TREE_NODE.NODE_INDEX,
                            TREE_NODE.HASH)
                    .select(sql.select(
                                    TREE_NODE.ORGANIZATION,
                                    org.jooq.impl.DSL.val(next),
                                    TREE_NODE.LEVEL,
                                    TREE_NODE.NODE_INDEX,
                                    TREE_NODE.HASH)
                            .from(TREE_NODE)
                            .where(TREE_NODE.ORGANIZATION.eq(organization))
                            .and(TREE_NODE.EPOCH.eq(last.epoch())))
                    .execute();
            sql.update(JOURNAL_LEAF)
                    .set(JOURNAL_LEAF.EPOCH, next)
                    .where(JOURNAL_LEAF.ORGANIZATION.eq(organization))
                    .and(JOURNAL_LEAF.EPOCH.eq(last.epoch()))
                    .execute();
            sql.insertInto(CHECKPOINT)
                    .set(CHECKPOINT.ORGANIZATION, organization)
                    .set(CHECKPOINT.EPOCH, next)
                    .set(CHECKPOINT.SIZE, last.size())
                    .set(CHECKPOINT.ROOT, last.root().bytes())
                    .set(
                            CHECKPOINT.NOTE,
                            SignedNote.sign(
                                            new Checkpoint(origin, last.size(), last.root()).text(),
                                            SigningKey.fromPkcs8(origin, key))
                                    .encoded())
                    .set(CHECKPOINT.AT, now)
                    .execute();
        }
    }

    /** The newest checkpoint of each log. */
    private List<Last> lasts() {
        return sql
                .select(JOURNAL_LOG.ORGANIZATION, org.jooq.impl.DSL.max(JOURNAL_LOG.EPOCH))
                .from(JOURNAL_LOG)
                .groupBy(JOURNAL_LOG.ORGANIZATION)
                .fetch()
                .stream()
                .flatMap(log -> sql
                        .selectFrom(CHECKPOINT)
                        .where(CHECKPOINT.ORGANIZATION.eq(log.value1()))
                        .and(CHECKPOINT.EPOCH.eq(log.value2()))
                        .orderBy(CHECKPOINT.SIZE.desc())
                        .limit(1)
                        .fetch(one -> new Last(
                                new OrganizationId(one.getOrganization()),
                                one.getEpoch(),
                                one.getSize(),
                                Hash.fromBytes(one.getRoot())))
                        .stream())
                .toList();
    }

    /** The root of the leaves as they are (RFC 9162 section 2.1.1); null when they are not as many as the checkpoint says. */
    private @Nullable Hash root(Last last) {
        record Subtree(int level, Hash hash) {}
        Deque<Subtree> complete = new ArrayDeque<>();
        long size = 0;
        try (Stream<Record1<byte[]>> leaves = sql.select(JOURNAL_LEAF.LEAF_HASH)
                .from(JOURNAL_LEAF)
                .where(JOURNAL_LEAF.ORGANIZATION.eq(last.organization().value()))
                .and(JOURNAL_LEAF.EPOCH.eq(last.epoch()))
                .orderBy(JOURNAL_LEAF.LEAF_INDEX)
                .fetchSize(FETCHED)
                .fetchStream()) {
            for (Record1<byte[]> leaf : (Iterable<Record1<byte[]>>) leaves::iterator) {
                Subtree right = new Subtree(0, Hash.fromBytes(leaf.value1()));
                while (!complete.isEmpty() && complete.peek().level() == right.level())
                    right = new Subtree(
                            right.level() + 1, Hash.ofNode(complete.pop().hash(), right.hash()));
                complete.push(right);
                size++;
            }
        }
        if (size != last.size() || complete.isEmpty()) return null;
        Hash root = complete.pop().hash();
        while (!complete.isEmpty()) root = Hash.ofNode(complete.pop().hash(), root);
        return root;
    }

    private long count(String question) {
        return java.util.Objects.requireNonNull(sql.fetchSingle(question).get(0, Long.class));
    }
}
