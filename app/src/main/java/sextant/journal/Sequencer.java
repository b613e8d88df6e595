package sextant.journal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.row;
import static sextant.schema.Tables.CHECKPOINT;
import static sextant.schema.Tables.JOURNAL_LEAF;
import static sextant.schema.Tables.PENDING_LEAF;
import static sextant.schema.Tables.REVISION;
import static sextant.schema.Tables.TREE_NODE;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;
import sextant.ledger.Checkpoint;
import sextant.ledger.Hash;
import sextant.ledger.MerkleTree;
import sextant.ledger.SignedNote;
import sextant.ledger.SigningKey;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;
import sextant.platform.secrets.Keys;
import sextant.schema.tables.records.JournalLeafRecord;
import sextant.schema.tables.records.PendingLeafRecord;
import sextant.schema.tables.records.TreeNodeRecord;

/**
 * Gives waiting revisions their leaf numbers and signs the new tree head. One at a time for an organization, whatever the
 * number of nodes: an advisory lock decides. Writers never wait for it.
 */
@Component
public class Sequencer {
    private static final int AT_ONCE = 2_000;

    private final DSLContext sql;
    private final Transactions transactions;
    private final Clock clock;
    private final byte[] key;

    Sequencer(DSLContext sql, Transactions transactions, Clock clock, Keys keys, SecureRandom random) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.key = keys.named(
                "journal", () -> SigningKey.generate("sextant", random).pkcs8());
    }

    /** Sequences all that waits. Returns the number of leaves given. */
    public int sequence(OrganizationId organization) {
        int given = 0;
        int now;
        do {
            now = transactions.write(organization, () -> sequenceSome(organization));
            given += now;
        } while (now == AT_ONCE);
        return given;
    }

    /** When the oldest revision that has no place in the log yet was written; empty when all have theirs. */
    public Optional<Instant> waitingSince(OrganizationId organization) {
        return Optional.ofNullable(sql.select(min(REVISION.AT))
                .from(PENDING_LEAF)
                .join(REVISION)
                .on(REVISION.ORGANIZATION.eq(PENDING_LEAF.ORGANIZATION))
                .and(REVISION.KIND.eq(PENDING_LEAF.KIND))
                .and(REVISION.ID.eq(PENDING_LEAF.ID))
                .and(REVISION.NUMBER.eq(PENDING_LEAF.NUMBER))
                .where(PENDING_LEAF.ORGANIZATION.eq(organization.value()))
                .fetchOne(0, Instant.class));
    }

    SigningKey signingKey(String origin) {
        return SigningKey.fromPkcs8(origin, key);
    }

    private int sequenceSome(OrganizationId organization) {
        sql.query("select pg_advisory_xact_lock(hashtextextended(?, 1))", organization.toString())
                .execute();
        List<PendingLeafRecord> waiting = sql.selectFrom(PENDING_LEAF)
                .where(PENDING_LEAF.ORGANIZATION.eq(organization.value()))
                .orderBy(PENDING_LEAF.TICKET)
                .limit(AT_ONCE)
                .fetch();
        if (waiting.isEmpty()) return 0;
        Instant now = clock.instant();
        JournalLogs.Log log = JournalLogs.current(sql, organization, now);
        append(organization, log, waiting, now);
        sql.deleteFrom(PENDING_LEAF)
                .where(PENDING_LEAF.ORGANIZATION.eq(organization.value()))
                .and(PENDING_LEAF.TICKET.in(
                        waiting.stream().map(PendingLeafRecord::getTicket).toList()))
                .execute();
        return waiting.size();
    }

    private void append(
            OrganizationId organization, JournalLogs.Log log, List<PendingLeafRecord> waiting, Instant now) {
        Long last = sql.select(max(JOURNAL_LEAF.LEAF_INDEX))
                .from(JOURNAL_LEAF)
                .where(JOURNAL_LEAF.ORGANIZATION.eq(organization.value()))
                .and(JOURNAL_LEAF.EPOCH.eq(log.epoch()))
                .fetchOne(0, Long.class);
        long size = last == null ? 0 : last + 1;
        Map<MerkleTree.Coordinate, Hash> nodes =
                nodes(sql, organization, log.epoch(), MerkleTree.coordinatesForRoot(size));
        MerkleTree.Nodes tree = (level, index) -> java.util.Objects.requireNonNull(
                nodes.get(new MerkleTree.Coordinate(level, index)), "a node of the tree is missing");
        var leaves = sql.insertInto(JOURNAL_LEAF);
        List<JournalLeafRecord> leafRows = new java.util.ArrayList<>();
        List<TreeNodeRecord> nodeRows = new java.util.ArrayList<>();
        for (PendingLeafRecord one : waiting) {
            Hash hash = Hash.fromBytes(one.getLeafHash());
            for (MerkleTree.NodeAt node : MerkleTree.completedBy(size, hash, tree)) {
                nodes.put(node.coordinate(), node.hash());
                nodeRows.add(new TreeNodeRecord(
                        organization.value(),
                        log.epoch(),
                        (short) node.level(),
                        node.index(),
                        node.hash().bytes()));
            }
            leafRows.add(new JournalLeafRecord(
                    organization.value(),
                    log.epoch(),
                    size,
                    one.getKind(),
                    one.getId(),
                    one.getNumber(),
                    one.getLeafHash(),
                    now));
            size++;
        }
        leaves.set(leafRows).execute();
        sql.insertInto(TREE_NODE).set(nodeRows).execute();
        Hash root = MerkleTree.root(size, tree);
        String note = SignedNote.sign(new Checkpoint(log.origin(), size, root).text(), signingKey(log.origin()))
                .encoded();
        sql.insertInto(CHECKPOINT)
                .set(CHECKPOINT.ORGANIZATION, organization.value())
                .set(CHECKPOINT.EPOCH, log.epoch())
                .set(CHECKPOINT.SIZE, size)
                .set(CHECKPOINT.ROOT, root.bytes())
                .set(CHECKPOINT.NOTE, note)
                .set(CHECKPOINT.AT, now)
                .execute();
    }

    /** Fetches tree nodes in one statement. */
    static Map<MerkleTree.Coordinate, Hash> nodes(
            DSLContext sql, OrganizationId organization, int epoch, Collection<MerkleTree.Coordinate> coordinates) {
        Map<MerkleTree.Coordinate, Hash> nodes = new HashMap<>();
        if (coordinates.isEmpty()) return nodes;
        Short[] levels = coordinates.stream().map(one -> (short) one.level()).toArray(Short[]::new);
        Long[] indexes = coordinates.stream().map(MerkleTree.Coordinate::index).toArray(Long[]::new);
        sql.select(TREE_NODE.LEVEL, TREE_NODE.NODE_INDEX, TREE_NODE.HASH)
                .from(TREE_NODE)
                .where(TREE_NODE.ORGANIZATION.eq(organization.value()))
                .and(TREE_NODE.EPOCH.eq(epoch))
                .and(row(TREE_NODE.LEVEL, TREE_NODE.NODE_INDEX)
                        .in(org.jooq
                                .impl
                                .DSL
                                .select(field("level", SQLDataType.SMALLINT), field("node_index", SQLDataType.BIGINT))
                                .from(
                                        "unnest({0}, {1}) as wanted(level, node_index)",
                                        org.jooq.impl.DSL.val(levels), org.jooq.impl.DSL.val(indexes))))
                .forEach(one ->
                        nodes.put(new MerkleTree.Coordinate(one.value1(), one.value2()), Hash.fromBytes(one.value3())));
        return nodes;
    }
}
