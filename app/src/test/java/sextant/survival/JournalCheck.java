package sextant.survival;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import sextant.ledger.Checkpoint;
import sextant.ledger.ConsistencyProof;
import sextant.ledger.Frontier;
import sextant.ledger.Hash;
import sextant.ledger.SignedNote;
import sextant.ledger.TlogProof;
import sextant.ledger.VerifierKey;
import sextant.postgres.RunningPostgres;
import sextant.survival.Promises.Promised;
import sextant.testing.Http;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks the journal as somebody outside would: from what its API answers, with the ledger's own rules. */
final class JournalCheck {
    private record Entry(Promised revision, Hash leaf) {}

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PROVED = 200;

    private final Http api;
    private final VerifierKey key;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    JournalCheck(Http api, VerifierKey key) {
        this.api = api;
        this.key = key;
    }

    /** What does not hold, and what was promised and is missing. */
    List<String> broken(Promises promises, Random random) {
        readEntries();
        Checkpoint head = signed(checkpoint(api));
        if (head.size() != entries.size()) broken.add("a head of " + head.size() + " over " + entries.size());
        checkPromised(promises);
        checkRoots(promises.checkpoints(), head);
        checkConsistency(promises.checkpoints(), head);
        checkInclusion(head, random);
        return broken;
    }

    static String checkpoint(Http api) {
        Http.Answer answer = api.get("/api/v1/journal/checkpoint");
        if (answer.status() != 200) throw new IllegalStateException(answer.toString());
        return answer.body();
    }

    /** How many revisions have no leaf yet, or a leaf that is not theirs; asked of the database itself. */
    static long withoutLeaf(RunningPostgres postgres) throws SQLException {
        try (Connection owner = DriverManager.getConnection(
                        postgres.jdbcUrl(), postgres.ownerUser(), postgres.ownerPassword());
                var statement = owner.createStatement();
                var row = statement.executeQuery("""
                        select (select count(*) from sextant.pending_leaf) + count(*)
                        from sextant.revision r full join sextant.journal_leaf l
                          using (organization, kind, id, number, leaf_hash)
                        where r.leaf is null or l.leaf_index is null""")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void readEntries() {
        for (boolean more = true; more; ) {
            Http.Answer page = api.get("/api/v1/journal/entries?limit=200&from=" + entries.size());
            if (page.status() != 200) throw new IllegalStateException(page.toString());
            for (JsonNode entry : JSON.readTree(page.body())) {
                if (entry.at("/index").asLong() != entries.size()) broken.add("out of order: " + entry);
                entries.add(new Entry(
                        new Promised(
                                entry.at("/kind").asString(),
                                entry.at("/record").asString(),
                                entry.at("/revision").asInt()),
                        Hash.ofLeaf(Base64.getDecoder().decode(entry.at("/leaf").asString()))));
            }
            more = !page.header("Link").isEmpty();
        }
    }

    private void checkPromised(Promises promises) {
        Set<Promised> there = new HashSet<>();
        long batches = 0;
        for (Entry entry : entries) {
            if (!there.add(entry.revision())) broken.add("twice in the journal: " + entry);
            if (entry.revision().kind().equals("measurement-batch")) batches++;
        }
        promises.revisions().stream()
                .filter(revision -> !there.contains(revision))
                .forEach(revision -> broken.add("not in the journal: " + revision));
        if (batches != promises.batches())
            broken.add(batches + " batches in the journal, promised " + promises.batches());
    }

    /** Every checkpoint that was ever given away is the root over the first leaves of today's journal. */
    private void checkRoots(Set<String> notes, Checkpoint head) {
        Frontier frontier = Frontier.empty();
        List<Hash> roots = new ArrayList<>();
        roots.add(frontier.root());
        for (Entry entry : entries) {
            frontier.append(entry.leaf());
            roots.add(frontier.root());
        }
        List<Checkpoint> all = new ArrayList<>(notes.stream().map(this::signed).toList());
        all.add(head);
        for (Checkpoint one : all)
            if (one.size() >= roots.size() || !roots.get((int) one.size()).equals(one.root()))
                broken.add("another history: " + one);
    }

    private void checkConsistency(Set<String> notes, Checkpoint head) {
        for (String note : notes) {
            Checkpoint earlier = signed(note);
            JsonNode answer = JSON.readTree(
                    api.get("/api/v1/journal/proofs?from=" + earlier.size()).body());
            List<Hash> hashes = new ArrayList<>();
            answer.at("/hashes").forEach(hash -> hashes.add(Hash.fromHex(hash.asString())));
            ConsistencyProof proof = new ConsistencyProof(
                    answer.at("/from").asLong(), answer.at("/to").asLong(), hashes);
            if (proof.from() != earlier.size()
                    || proof.to() != head.size()
                    || !proof.proves(earlier.root(), head.root())) broken.add("not continued: " + earlier);
        }
    }

    private void checkInclusion(Checkpoint head, Random random) {
        List<Entry> some = new ArrayList<>(entries);
        Collections.shuffle(some, random);
        for (Entry entry : some.subList(0, Math.min(PROVED, some.size()))) {
            Promised revision = entry.revision();
            String proof = api.get("/api/v1/journal/proofs?kind=" + revision.kind() + "&record=" + revision.record()
                            + "&revision=" + revision.revision())
                    .body();
            if (!TlogProof.parse(proof).inclusionIn(head.size()).proves(entry.leaf(), head.root()))
                broken.add("not included: " + entry);
        }
    }

    private Checkpoint signed(String note) {
        SignedNote signed = SignedNote.parse(note);
        if (!signed.isSignedBy(key)) broken.add("not signed by the log: " + note);
        return Checkpoint.parse(signed.text());
    }
}
