package sextant.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sextant.documents.WholeObjective;
import sextant.ledger.Hash;
import sextant.ledger.PackVerdict;
import sextant.ledger.PackVerifier;
import sextant.people.Actor;
import sextant.people.Role;
import sextant.platform.Ids;
import sextant.platform.database.Transactions;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvidencePackTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TestOrganization ORGANIZATION = SERVER.organization("Evidence");
    private static final Path SECOND_VERIFIER = Path.of("..", "ledger", "src", "test", "python", "verify_pack.py");

    private static WholeObjective whole;

    @TempDir
    Path directory;

    @BeforeAll
    static void anObjectiveWithEverything() {
        whole = WholeObjective.in(SERVER, ORGANIZATION);
    }

    @Test
    void is_asked_for_watched_and_taken_by_a_program() throws Exception {
        Http api = SERVER.api(ORGANIZATION.administrator().token());
        String wish = "{\"objective\":\"" + whole.id() + "\"}";
        Http.Answer asked = api.json("POST", "/api/v1/evidence-packs", wish, "Idempotency-Key", "first");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        Http.Answer again = api.json("POST", "/api/v1/evidence-packs", wish, "Idempotency-Key", "first");
        assertThat(again.header("Location")).isEqualTo(asked.header("Location")).startsWith("/api/v1/evidence-packs/");

        JsonNode pack = finished(api, asked.header("Location"));
        assertThat(pack.at("/state").asString()).as(pack.toString()).isEqualTo("ready");
        assertThat(pack.at("/progress").asInt()).isEqualTo(100);
        Http.Answer file = api.get(pack.at("/file").asString());
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Disposition")).contains("evidence-OBJ-001-");
        assertThat(Hash.sha256(file.bytes()).hex()).isEqualTo(pack.at("/sha256").asString());
        assertThat(file.bytes()).hasSize(pack.at("/length").asInt());

        PackVerdict verdict =
                verify(file.bytes(), pack.at("/checkpoint/keyFingerprint").asString());
        assertThat(verdict).isInstanceOf(PackVerdict.Holds.class);
        JsonNode listed =
                JSON.readTree(api.get("/api/v1/evidence-packs?limit=200").body());
        assertThat(listed.values())
                .extracting(one -> one.at("/id").asString())
                .contains(pack.at("/id").asString());
    }

    @Test
    void is_asked_for_watched_and_taken_by_a_person() throws Exception {
        Http browser = SERVER.http(ORGANIZATION.administrator());
        Http.Answer asked = browser.post("/objectives/" + whole.id() + "/evidence-pack");
        assertThat(asked.status()).isEqualTo(303);
        String path = asked.header("Location");
        Http.Answer page = browser.get(path);
        for (int i = 0; page.body().contains("look-again") && i < 300; i++) {
            assertThat(page.body()).contains("<progress").contains("http-equiv=\"refresh\"");
            Thread.sleep(100);
            page = browser.get(path);
        }
        assertThat(page.body()).contains(path + "/file").contains("./sextant verify");
        Http.Answer file = browser.get(path + "/file");
        assertThat(file.header("Content-Type")).isEqualTo("application/zip");
        assertThat(verify(file.bytes(), "")).isInstanceOf(PackVerdict.Holds.class);
        assertThat(browser.get("/evidence-packs").body()).contains(path);
    }

    @Test
    void holds_every_record_behind_the_objective_and_whomever_they_name() throws Exception {
        Map<String, byte[]> files = files(taken());
        assertThat(files.keySet())
                .contains(
                        "records/objective/" + whole.id() + "/1.json",
                        "records/plan/" + whole.id() + "/1.json",
                        "records/team/" + whole.team() + "/1.json",
                        "records/person/" + whole.owner().id() + "/1.json",
                        "records/person/" + whole.management().id() + "/1.json",
                        "records/person/" + whole.recorder().id() + "/1.json",
                        "records/unit/" + ORGANIZATION.root() + "/1.json",
                        "records/kpi/" + whole.kpi() + "/1.json",
                        "documents/objective.json");
        assertThat(files.keySet()).anyMatch(path -> path.matches("records/approval/.*/1\\.json"));
        assertThat(files.keySet()).anyMatch(path -> path.matches("records/editorial-change/.*/2\\.json"));
        assertThat(files.keySet().stream().filter(path -> path.endsWith(".rows.ndjson")))
                .hasSize(11);
    }

    @Test
    void holds_the_objective_as_data() throws Exception {
        JsonNode document = JSON.readTree(files(taken()).get("documents/objective.json"));
        assertThat(document.at("/reference").asString()).isEqualTo("OBJ-001");
        assertThat(document.at("/status/status").asString()).isEqualTo("on-track");
        assertThat(document.at("/status/sentence").asString()).contains("24");
        assertThat(document.at("/status/rule-version").asString()).isNotEmpty();
        assertThat(document.at("/targets/0/target-value").asString()).isEqualTo("14");
        assertThat(document.at("/targets/0/milestones/0/value").asString()).isEqualTo("28");
        assertThat(document.at("/teams/0/name").asString()).isEqualTo("Patch team");
        assertThat(document.at("/kpis/0/measured-by/name").asString())
                .isEqualTo(whole.recorder().name());
        assertThat(document.at("/plan/actions")).hasSize(2);
        assertThat(document.at("/approvals/0/decided-by/name").asString())
                .isEqualTo(whole.management().name());
        assertThat(document.at("/editorial-changes/0/confirmed-by/name").asString())
                .isEqualTo(whole.management().name());
        assertThat(document.at("/versions/0/writers")).isNotEmpty();
        assertThat(document.at("/revisions")).hasSizeGreaterThan(4);
    }

    /** The moment and the checkpoint are all that a document depends on, and the pack says both. */
    @Test
    void holds_the_very_pdf_that_is_printed_as_of_its_moment() throws Exception {
        Map<String, byte[]> files = files(taken());
        JsonNode document = JSON.readTree(files.get("documents/objective.json"));
        byte[] pdf = files.get("documents/objective.pdf");
        Http api = SERVER.api(ORGANIZATION.administrator().token());
        Http.Answer printed = api.get("/api/v1/objectives/" + whole.id() + "/pdf?asOf="
                + document.at("/at").asString());
        assertThat(printed.status()).as(printed.toString()).isEqualTo(200);
        assertThat(printed.bytes()).isEqualTo(pdf);
    }

    @Test
    void names_the_file_in_which_one_byte_was_changed() throws Exception {
        byte[] pack = taken();
        String changed = "records/kpi/" + whole.kpi() + "/1.json";
        PackVerdict verdict = verify(withOneByteChanged(pack, changed), "");
        assertThat(verdict).isInstanceOf(PackVerdict.DoesNotHold.class);
        assertThat(verdict.toString()).contains(changed);
    }

    @Test
    void holds_for_a_verifier_that_somebody_else_wrote() throws Exception {
        assumeTrue(hasPython(), "python3 is not there");
        Path pack = written(taken());
        assertThat(python(pack)).isZero();
        String changed = "records/kpi/" + whole.kpi() + "/1.json";
        assertThat(python(written(withOneByteChanged(Files.readAllBytes(pack), changed))))
                .isNotZero();
    }

    @Test
    void is_not_there_for_another_organization_and_not_open_to_everybody_in_this_one() {
        Http own = SERVER.api(ORGANIZATION.administrator().token());
        String path = requested(own);
        String id = path.substring(path.lastIndexOf('/') + 1);
        Http stranger =
                SERVER.api(SERVER.organization("Elsewhere").administrator().token());
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.get(path + "/file").status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/evidence-packs").body()).doesNotContain(id);
        Http.Answer asked = stranger.json("POST", "/api/v1/evidence-packs", "{\"objective\":\"" + whole.id() + "\"}");
        assertThat(asked.status()).isEqualTo(422);
        TestPerson owner = whole.owner();
        assertThat(SERVER.api(owner.token()).get(path + "/file").status()).isEqualTo(403);
        assertThat(SERVER.http(owner).get("/evidence-packs/" + id + "/file").status())
                .isEqualTo(403);
    }

    @Test
    void is_kept_for_seven_days_and_then_deleted() {
        Http api = SERVER.api(ORGANIZATION.administrator().token());
        JsonNode pack = finished(api, requested(api));
        String path = "/api/v1/evidence-packs/" + pack.at("/id").asString();
        SERVER.clock().ahead(Duration.ofDays(6), () -> {
            SERVER.bean(ExpireEvidencePacks.class).run();
            assertThat(parts(pack)).isPositive();
        });
        // By then the token has expired, so the row is looked at and not the answer.
        SERVER.clock().ahead(Duration.ofDays(7).plusMinutes(1), () -> {
            SERVER.bean(ExpireEvidencePacks.class).run();
            assertThat(state(pack)).isEqualTo(EvidencePack.State.EXPIRED);
        });
        assertThat(parts(pack)).isZero();
        assertThat(api.get(path).status()).isEqualTo(200);
    }

    @Test
    void has_its_expiry_looked_at_again_and_again() throws Exception {
        try (Connection owner = SERVER.owner();
                PreparedStatement jobs = owner.prepareStatement(
                        "select count(*) from scheduled_tasks where task_name = 'evidence-pack-expiry'")) {
            ResultSet rows = jobs.executeQuery();
            rows.next();
            assertThat(rows.getInt(1)).isOne();
        }
    }

    /** Half a minute without a sign of life, and one of its parts was written already. */
    @Test
    void is_built_by_another_node_when_its_own_has_died() throws Exception {
        EvidencePacks packs = SERVER.bean(EvidencePacks.class);
        PackId id = new PackId(SERVER.bean(Ids.class).next());
        SERVER.bean(Transactions.class).writing(ORGANIZATION.id(), () -> {
            packs.add(
                    ORGANIZATION.id(),
                    id,
                    wanted(),
                    ORGANIZATION.administrator().id().value(),
                    SERVER.clock().instant());
            packs.progress(ORGANIZATION.id(), id, 40);
            packs.putPart(ORGANIZATION.id(), id, 0, new byte[] {1, 2, 3});
        });
        try (Connection owner = SERVER.owner();
                PreparedStatement dead = owner.prepareStatement("""
                        insert into scheduled_tasks
                          (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                        values ('evidence-pack', ?, now() - interval '2 minutes', true, 'a dead node',
                          now() - interval '2 minutes', 1)""")) {
            dead.setString(1, BuildEvidencePack.thing(ORGANIZATION.id(), id));
            dead.execute();
        }
        Http api = SERVER.api(ORGANIZATION.administrator().token());
        JsonNode pack = finished(api, "/api/v1/evidence-packs/" + id);
        assertThat(pack.at("/state").asString()).as(pack.toString()).isEqualTo("ready");
        assertThat(verify(api.get(pack.at("/file").asString()).bytes(), "")).isInstanceOf(PackVerdict.Holds.class);
    }

    @Test
    void is_not_built_when_the_request_for_it_was_undone() throws Exception {
        Actor actor = SERVER.actor(ORGANIZATION);
        PackId undone = SERVER.bean(Transactions.class)
                .writeUnless(
                        ORGANIZATION.id(),
                        id -> true,
                        () -> SERVER.bean(RequestEvidencePack.class)
                                                .request(actor, new PackScope.OfObjective(whole.id()), Optional.empty())
                                        instanceof RequestEvidencePack.Result.Requested(var pack)
                                ? pack
                                : null);
        try (Connection owner = SERVER.owner();
                PreparedStatement jobs =
                        owner.prepareStatement("select count(*) from scheduled_tasks where task_instance like ?")) {
            jobs.setString(1, "%" + undone);
            ResultSet rows = jobs.executeQuery();
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void fails_visibly_when_its_requester_may_no_longer_build_it() {
        TestPerson auditor = SERVER.person(ORGANIZATION, "Aud Itor", Role.AUDITOR);
        var actor = SERVER.actor(ORGANIZATION, auditor.id());
        PackId id = new PackId(SERVER.bean(Ids.class).next());
        var transactions = SERVER.bean(Transactions.class);
        EvidencePacks packs = SERVER.bean(EvidencePacks.class);
        transactions.writing(
                ORGANIZATION.id(),
                () -> packs.add(
                        ORGANIZATION.id(),
                        id,
                        wanted(),
                        whole.owner().id().value(),
                        SERVER.clock().instant()));
        SERVER.bean(BuildEvidencePack.class).run(BuildEvidencePack.thing(ORGANIZATION.id(), id));
        EvidencePack pack = transactions.read(ORGANIZATION.id(), () -> packs.get(actor, id));
        assertThat(pack.state()).isEqualTo(EvidencePack.State.FAILED);
        assertThat(pack.failure()).isEqualTo("not-allowed");
        assertThat(SERVER.http(auditor).get("/evidence-packs/" + id).body()).contains("may no longer build evidence");
        assertThat(SERVER.api(auditor.token())
                        .get("/api/v1/evidence-packs/" + id + "/file")
                        .status())
                .isEqualTo(409);
    }

    private static EvidencePacks.Wanted wanted() {
        return new EvidencePacks.Wanted(
                new PackScope.OfObjective(whole.id()), Set.of(ORGANIZATION.root()), 1, Optional.empty());
    }

    static String requested(Http api) {
        Http.Answer asked = api.json("POST", "/api/v1/evidence-packs", "{\"objective\":\"" + whole.id() + "\"}");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        return asked.header("Location");
    }

    private static byte[] taken() {
        Http api = SERVER.api(ORGANIZATION.administrator().token());
        JsonNode pack = finished(api, requested(api));
        return api.get(pack.at("/file").asString()).bytes();
    }

    static JsonNode finished(Http api, String path) {
        JsonNode pack = JSON.readTree(api.get(path).body());
        for (int i = 0; i < 600 && pack.at("/state").asString().matches("queued|building"); i++) {
            pause();
            pack = JSON.readTree(api.get(path).body());
        }
        return pack;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EvidencePack.State state(JsonNode pack) {
        return SERVER.bean(Transactions.class)
                .read(
                        ORGANIZATION.id(),
                        () -> SERVER.bean(EvidencePacks.class)
                                .find(
                                        ORGANIZATION.id(),
                                        PackId.of(pack.at("/id").asString()))
                                .orElseThrow()
                                .state());
    }

    private static int parts(JsonNode pack) {
        try (var owner = SERVER.owner();
                var statement =
                        owner.prepareStatement("select count(*) from evidence_pack_part where pack = ?::uuid")) {
            statement.setString(1, pack.at("/id").asString());
            var rows = statement.executeQuery();
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PackVerdict verify(byte[] pack, String key) throws Exception {
        return new PackVerifier()
                .verify(written(pack), key.isEmpty() ? Optional.empty() : Optional.of(key), Optional.empty());
    }

    private Path written(byte[] pack) throws IOException {
        Path file = Files.createTempFile(directory, "pack", ".zip");
        return Files.write(file, pack);
    }

    static Map<String, byte[]> files(byte[] pack) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                files.put(entry.getName(), zip.readAllBytes());
        }
        return files;
    }

    private static byte[] withOneByteChanged(byte[] pack, String path) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files(pack).entrySet()) {
                byte[] content = file.getValue().clone();
                if (file.getKey().equals(path)) content[content.length / 2] ^= 1;
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(content);
            }
        }
        return bytes.toByteArray();
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor(20, TimeUnit.SECONDS);
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int python(Path pack) throws Exception {
        Process process = new ProcessBuilder("python3", SECOND_VERIFIER.toString(), pack.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertThat(code).as(said).isLessThan(2);
        return code;
    }
}
