package sextant.journal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static sextant.schema.Tables.CHECKPOINT;
import static sextant.schema.Tables.JOURNAL_LOG;
import static sextant.schema.Tables.TREE_NODE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.ledger.ConsistencyProof;
import sextant.ledger.Hash;
import sextant.ledger.MerkleTree;
import sextant.ledger.SignedNote;
import sextant.ledger.TlogProof;
import sextant.ledger.VerifierKey;
import sextant.platform.OrganizationId;

/** Checkpoints, and proofs in the tree that a checkpoint fixes (RFC 9162 section 2.1.3 and 2.1.4). */
@Component
public class Proofs {
    /** A signed tree head. */
    public record Head(int epoch, String origin, long size, String note) {}

    private static final int LEAVES_AT_ONCE = 10_000;

    private final DSLContext sql;
    private final Sequencer sequencer;

    Proofs(DSLContext sql, Sequencer sequencer) {
        this.sql = sql;
        this.sequencer = sequencer;
    }

    /** The newest checkpoint; empty before the first revision was sequenced. */
    public Optional<Head> head(OrganizationId organization) {
        return JournalLogs.find(sql, organization)
                .flatMap(log -> sql.select(CHECKPOINT.SIZE, CHECKPOINT.NOTE)
                        .from(CHECKPOINT)
                        .where(CHECKPOINT.ORGANIZATION.eq(organization.value()))
                        .and(CHECKPOINT.EPOCH.eq(log.epoch()))
                        .orderBy(CHECKPOINT.SIZE.desc())
                        .limit(1)
                        .fetchOptional(one -> new Head(log.epoch(), log.origin(), one.value1(), one.value2())));
    }

    /**
     * Where the log went on after a backup was restored.
     *
     * @param before the origin that it had until then
     * @param size the number of entries that the backup had; of those after it, none is there
     * @param taken when the backup was taken
     */
    public record Restore(String before, long size, Instant taken, Instant restored) {}

    /** The newest first. */
    public List<Restore> restores(OrganizationId organization) {
        List<Restore> restores = new ArrayList<>();
        String before = "";
        for (var log : sql.select(
                        JOURNAL_LOG.ORIGIN,
                        JOURNAL_LOG.REASON,
                        JOURNAL_LOG.STARTED_AT,
                        field(select(min(CHECKPOINT.SIZE))
                                .from(CHECKPOINT)
                                .where(CHECKPOINT.ORGANIZATION.eq(JOURNAL_LOG.ORGANIZATION))
                                .and(CHECKPOINT.EPOCH.eq(JOURNAL_LOG.EPOCH))))
                .from(JOURNAL_LOG)
                .where(JOURNAL_LOG.ORGANIZATION.eq(organization.value()))
                .orderBy(JOURNAL_LOG.EPOCH)
                .fetch()) {
            if (!before.isEmpty())
                restores.addFirst(new Restore(before, log.value4(), Instant.parse(log.value2()), log.value3()));
            before = log.value1();
        }
        return restores;
    }

    /** The newest checkpoints before the head, by size, each with its root. */
    public Map<Long, Hash> earlier(OrganizationId organization, Head head, int most) {
        return sql.select(CHECKPOINT.SIZE, CHECKPOINT.ROOT)
                .from(CHECKPOINT)
                .where(CHECKPOINT.ORGANIZATION.eq(organization.value()))
                .and(CHECKPOINT.EPOCH.eq(head.epoch()))
                .and(CHECKPOINT.SIZE.lt(head.size()))
                .orderBy(CHECKPOINT.SIZE.desc())
                .limit(most)
                .fetchMap(row -> row.value1(), row -> Hash.fromBytes(row.value2()));
    }

    /** Inclusion proofs for several leaves under one head, with two statements however many they are. */
    public List<TlogProof> inclusion(OrganizationId organization, Head head, List<Long> leafIndexes) {
        Set<MerkleTree.Coordinate> wanted = new HashSet<>();
        leafIndexes.forEach(index -> wanted.addAll(MerkleTree.coordinatesForInclusion(index, head.size())));
        MerkleTree.Nodes nodes = nodes(organization, head, wanted);
        List<TlogProof> proofs = new ArrayList<>();
        for (long index : leafIndexes)
            proofs.add(proof(index, MerkleTree.inclusionProof(index, head.size(), nodes), head));
        return proofs;
    }

    @SuppressWarnings(
            "NullAway") // the extra data is optional; NullAway does not read that from a class file's array type
    private static TlogProof proof(long index, List<Hash> hashes, Head head) {
        return new TlogProof(null, index, hashes, head.note());
    }

    public List<ConsistencyProof> consistency(OrganizationId organization, Head head, List<Long> fromSizes) {
        Set<MerkleTree.Coordinate> wanted = new HashSet<>();
        fromSizes.forEach(from -> wanted.addAll(MerkleTree.coordinatesForConsistency(from, head.size())));
        MerkleTree.Nodes nodes = nodes(organization, head, wanted);
        return fromSizes.stream()
                .map(from ->
                        new ConsistencyProof(from, head.size(), MerkleTree.consistencyProof(from, head.size(), nodes)))
                .toList();
    }

    /** The hash of every leaf under a head, 32 bytes each, in the log's order; in a transaction, however many there are. */
    public void writeLeaves(OrganizationId organization, Head head, OutputStream out) {
        try (var leaves = sql.select(TREE_NODE.HASH)
                .from(TREE_NODE)
                .where(TREE_NODE.ORGANIZATION.eq(organization.value()))
                .and(TREE_NODE.EPOCH.eq(head.epoch()))
                .and(TREE_NODE.LEVEL.eq((short) 0))
                .and(TREE_NODE.NODE_INDEX.lt(head.size()))
                .orderBy(TREE_NODE.NODE_INDEX)
                .fetchSize(LEAVES_AT_ONCE)
                .fetchLazy()) {
            for (var leaf : leaves) out.write(leaf.value1());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public VerifierKey verifierKey(Head head) {
        return verifierKey(head.origin());
    }

    VerifierKey verifierKey(String origin) {
        return sequencer.signingKey(origin).verifierKey();
    }

    /** Signs a text that is no checkpoint, such as a pack's manifest. */
    public SignedNote sign(Head head, String text) {
        return SignedNote.sign(text, sequencer.signingKey(head.origin()));
    }

    private MerkleTree.Nodes nodes(OrganizationId organization, Head head, Set<MerkleTree.Coordinate> wanted) {
        Map<MerkleTree.Coordinate, Hash> found = Sequencer.nodes(sql, organization, head.epoch(), wanted);
        return (level, index) -> Objects.requireNonNull(
                found.get(new MerkleTree.Coordinate(level, index)), "a node of the tree is missing");
    }
}
