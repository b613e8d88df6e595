package sextant.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sextant.journal.Proofs;
import sextant.journal.Sequencer;
import sextant.ledger.Checkpoint;
import sextant.ledger.ConsistencyProof;
import sextant.ledger.Hash;
import sextant.ledger.MerkleTree;
import sextant.ledger.SignedNote;
import sextant.ledger.TlogProof;
import sextant.ledger.VerifierKey;
import sextant.people.Role;
import sextant.platform.database.Transactions;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an outsider who keeps checkpoints can do with the journal over HTTP, checked with the verifier they would use. */
class JournalApiTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String JOURNAL = "/api/v1/journal";

    private final TestOrganization organization = SERVER.organization("Sanderling");
    private final Http admin = SERVER.api(organization.administrator().token());

    /** @param hash of the leaf's bytes, as an outsider computes it */
    private record Entry(long index, String kind, String record, int revision, Hash hash) {}

    @Test
    void the_checkpoint_is_signed_and_fixes_exactly_the_entries() {
        write(5);
        Http.Answer answer = admin.get(JOURNAL + "/checkpoint");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        SignedNote note = SignedNote.parse(answer.bytes());
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        List<Hash> leaves = hashes(entries(200));
        assertThat(checkpoint.origin()).isEqualTo("sextant/" + organization.id() + "/1");
        assertThat(checkpoint.size()).isEqualTo(leaves.size());
        assertThat(checkpoint.root()).isEqualTo(MerkleTree.rootOf(leaves));
        assertThat(note.isSignedBy(key())).isTrue();
        SignedNote forged = new SignedNote(
                new Checkpoint(checkpoint.origin(), checkpoint.size(), leaves.getFirst()).text(), note.signatures());
        assertThat(forged.isSignedBy(key()))
                .as("another root under the same signature")
                .isFalse();
    }

    @Test
    void entries_come_in_pages_without_a_gap_and_end() {
        write(5);
        List<Entry> atOnce = entries(200);
        List<Entry> inPages = entries(3);
        assertThat(inPages).isEqualTo(atOnce).hasSizeGreaterThan(6);
        assertThat(inPages)
                .extracting(Entry::index)
                .isEqualTo(IntStream.range(0, inPages.size())
                        .mapToObj(Long::valueOf)
                        .toList());
        Http.Answer exact = admin.get(JOURNAL + "/entries?limit=" + inPages.size());
        assertThat(JSON.readTree(exact.body())).hasSize(inPages.size());
        assertThat(exact.header("Link")).as("nothing comes after the last").isEmpty();
        Http.Answer outside = admin.get(JOURNAL + "/entries?from=" + inPages.size());
        assertThat(outside.status()).isEqualTo(200);
        assertThat(JSON.readTree(outside.body())).isEmpty();
        Http.Answer beyond = admin.get(JOURNAL + "/entries?from=999999999");
        assertThat(beyond.status()).isEqualTo(200);
        assertThat(JSON.readTree(beyond.body())).isEmpty();
    }

    @Test
    void every_revision_is_proved_to_be_in_the_log_and_no_other_bytes_are() {
        write(4);
        Checkpoint checkpoint = checkpoint();
        List<Entry> entries = entries(200);
        for (Entry entry : entries) {
            Http.Answer answer = admin.get(proof(entry.kind(), entry.record(), entry.revision()));
            assertThat(answer.status()).as(entry.toString()).isEqualTo(200);
            TlogProof proof = TlogProof.parse(answer.body());
            assertThat(proof.index()).isEqualTo(entry.index());
            SignedNote under = SignedNote.parse(proof.checkpointNote());
            assertThat(under.isSignedBy(key())).isTrue();
            assertThat(Checkpoint.parse(under.text())).isEqualTo(checkpoint);
            var inclusion = proof.inclusionIn(checkpoint.size());
            assertThat(inclusion.proves(entry.hash(), checkpoint.root())).isTrue();
            Entry other = entries.get((int) ((entry.index() + 1) % entries.size()));
            assertThat(inclusion.proves(other.hash(), checkpoint.root()))
                    .as("another entry in its place")
                    .isFalse();
        }
    }

    @Test
    void between_any_two_sizes_nothing_was_removed_or_rewritten() {
        write(3);
        Checkpoint kept = checkpoint();
        write(6);
        Checkpoint now = checkpoint();
        assertThat(now.size()).isGreaterThan(kept.size());
        List<Hash> leaves = hashes(entries(200));
        for (int from = 1; from <= now.size(); from++) {
            ConsistencyProof proof = consistency(from);
            assertThat(proof.from()).isEqualTo(from);
            assertThat(proof.to()).isEqualTo(now.size());
            Hash old = MerkleTree.rootOf(leaves.subList(0, from));
            if (from == kept.size()) assertThat(old).as("what was kept").isEqualTo(kept.root());
            assertThat(proof.proves(old, now.root())).as("from " + from).isTrue();
            if (from < now.size())
                assertThat(proof.proves(leaves.getLast(), now.root()))
                        .as("a rewritten log of " + from)
                        .isFalse();
        }
        assertThat(consistency((int) now.size()).hashes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/entries?from=-1",
                "/entries?from=ten",
                "/entries?from=99999999999",
                "/entries?limit=0",
                "/entries?limit=201",
                "/entries?limit=many",
                "/proofs?from=0",
                "/proofs?from=-3",
                "/proofs?from=",
                "/proofs?from=1.5",
                "/proofs?from=18446744073709551616",
                "/proofs",
                "/proofs?record=0197a9a0-0000-7000-8000-000000000001"
            })
    void what_cannot_be_asked_is_a_problem_that_says_so(String question) {
        write(1);
        Http.Answer answer = admin.get(JOURNAL + question);
        assertThat(answer.status()).as(answer.toString()).isIn(400, 422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(JSON.readTree(answer.body()).at("/title").asString()).isNotEmpty();
    }

    @Test
    void what_is_not_in_the_log_is_not_found() {
        write(1);
        Entry first = entries(1).getFirst();
        long size = checkpoint().size();
        List<String> missing = List.of(
                proof(first.kind(), first.record(), first.revision() + 1000),
                proof("objective", first.record(), 1),
                proof(first.kind(), "0197a9a0-0000-7000-8000-000000000001", 1),
                proof(first.kind(), "not-an-id", 1),
                proof(first.kind(), first.record(), 0),
                JOURNAL + "/proofs?from=" + (size + 1),
                JOURNAL + "/proofs?from=999999999");
        for (String path : missing) {
            Http.Answer answer = admin.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.header("Content-Type")).as(path).startsWith("application/problem+json");
        }
    }

    @Test
    void entries_and_inclusion_are_for_readers_of_the_whole_organization() {
        write(1);
        Entry first = entries(1).getFirst();
        String unit = unit("Far office");
        Http head = SERVER.api(
                SERVER.person(organization, "Hanna Hoff", Role.UNIT_HEAD).token());
        Http auditor =
                SERVER.api(SERVER.person(organization, "Iris Ito", Role.AUDITOR).token());
        Http employee = SERVER.api(
                SERVER.person(organization, "Emma Eder", Role.EMPLOYEE).token());
        Http local = local(unit);
        String inclusion = proof(first.kind(), first.record(), first.revision());
        for (String path : List.of("/checkpoint", "/entries", "/proofs?from=1")) {
            assertThat(SERVER.api("sextant_none").get(JOURNAL + path).status())
                    .as(path)
                    .isEqualTo(401);
            assertThat(employee.get(JOURNAL + path).status()).as(path).isEqualTo(403);
            assertThat(auditor.get(JOURNAL + path).status()).as(path).isEqualTo(200);
            assertThat(head.get(JOURNAL + path).status()).as(path).isEqualTo(200);
        }
        assertThat(local.get(JOURNAL + "/checkpoint").status()).isEqualTo(200);
        assertThat(local.get(JOURNAL + "/proofs?from=1").status()).isEqualTo(200);
        assertThat(local.get(JOURNAL + "/entries").status()).isEqualTo(403);
        assertThat(local.get(inclusion).status()).isEqualTo(403);
        assertThat(auditor.get(inclusion).status()).isEqualTo(200);
    }

    /** Somebody who may read the journal of one unit alone. */
    private Http local(String unit) {
        Http.Answer made = admin.json("POST", "/api/v1/persons", """
                {"name":"Lena Lang","email":"lena@sanderling.example","kind":"employee","language":"en",
                 "timeZone":"UTC","grants":[{"role":"auditor","unit":"%s"}]}""".formatted(unit));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return SERVER.api(SERVER.bean(sextant.people.ApiTokens.class)
                .createFor("lena@sanderling.example", "test", null, java.time.Duration.ofDays(1))
                .orElseThrow());
    }

    private void write(int revisions) {
        for (int i = 0; i < revisions; i++) unit("Office " + i);
        SERVER.bean(Sequencer.class).sequence(organization.id());
    }

    private String unit(String name) {
        Http.Answer made = admin.json(
                "POST",
                "/api/v1/units",
                "{\"name\":\"%s\",\"kind\":\"level\",\"relevant\":false,\"parent\":\"%s\"}"
                        .formatted(name, organization.root()));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location").replaceFirst(".*/", "");
    }

    private Checkpoint checkpoint() {
        return Checkpoint.parse(
                SignedNote.parse(admin.get(JOURNAL + "/checkpoint").bytes()).text());
    }

    private ConsistencyProof consistency(int from) {
        Http.Answer answer = admin.get(JOURNAL + "/proofs?from=" + from);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        JsonNode proof = JSON.readTree(answer.body());
        return new ConsistencyProof(
                proof.at("/from").asLong(),
                proof.at("/to").asLong(),
                proof.at("/hashes")
                        .valueStream()
                        .map(hash -> Hash.fromHex(hash.asString()))
                        .toList());
    }

    /** All of them, as many at a time, by the links from page to page. */
    private List<Entry> entries(int atATime) {
        List<Entry> entries = new ArrayList<>();
        String path = JOURNAL + "/entries?limit=" + atATime;
        while (!path.isEmpty()) {
            Http.Answer page = admin.get(path);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            JsonNode found = JSON.readTree(page.body());
            assertThat(found.size()).isBetween(1, atATime);
            found.forEach(one -> entries.add(new Entry(
                    one.at("/index").asLong(),
                    one.at("/kind").asString(),
                    one.at("/record").asString(),
                    one.at("/revision").asInt(),
                    Hash.ofLeaf(Base64.getDecoder().decode(one.at("/leaf").asString())))));
            String link = page.header("Link");
            path = link.isEmpty() ? "" : link.substring(link.indexOf("/api/"), link.indexOf('>'));
        }
        return entries;
    }

    private static List<Hash> hashes(List<Entry> entries) {
        return entries.stream().map(Entry::hash).toList();
    }

    private VerifierKey key() {
        Proofs proofs = SERVER.bean(Proofs.class);
        return SERVER.bean(Transactions.class)
                .read(
                        organization.id(),
                        () -> proofs.verifierKey(proofs.head(organization.id()).orElseThrow()));
    }

    private static String proof(String kind, String record, int revision) {
        return JOURNAL + "/proofs?kind=" + kind + "&record=" + record + "&revision=" + revision;
    }
}
