package sextant.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sextant.documents.SealedUnder;
import sextant.documents.WholeObjective;
import sextant.ledger.Hash;
import sextant.ledger.PackFormat;
import sextant.ledger.PackVerdict;
import sextant.ledger.PackVerifier;
import sextant.people.Person;
import sextant.people.Role;
import sextant.people.UnitId;
import sextant.platform.Ids;
import sextant.platform.database.Transactions;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvidencePackOfManyTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOrganization organization = SERVER.organization("Curlew");
    private final Http api = SERVER.api(organization.administrator().token());
    private final Http page = SERVER.http(organization.administrator());
    private final String root = organization.root().toString();
    private final String works = unit("Works", root);
    private final String lab = unit("Laboratory", works);

    @TempDir
    Path directory;

    @Test
    void of_the_register_has_every_objective_and_each_record_once_and_holds() {
        String first = objective("OBJ-1", root);
        String second = objective("OBJ-2", works);
        String third = objective("obj/3", lab);
        JsonNode pack = built("{\"register\":true}");
        assertThat(pack.at("/scope").asString()).isEqualTo("register");
        assertThat(pack.at("/objectives").asInt()).isEqualTo(3);
        Map<String, byte[]> files = files(pack);
        for (String id : List.of(first, second, third))
            assertThat(files).containsKey("records/objective/" + id + "/1.json");
        assertThat(files)
                .containsKeys("documents/OBJ-1.json", "documents/OBJ-1.pdf", "documents/obj-3.json")
                .containsKey("records/person/" + organization.administrator().id() + "/1.json");
        assertThat(text(files, "documents/register.csv").lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains("obj/3", "Laboratory", "obj-3.json"));
        JsonNode manifest = JSON.readTree(files.get("manifest.json"));
        assertThat(manifest.at("/subject/kind").asString()).isEqualTo("register");
        assertThat(manifest.at("/subject/title").asString()).isEqualTo("3 objectives");
        assertThat(manifest.at("/asOf").isNull()).isTrue();
    }

    @Test
    void that_lists_the_leaves_holds_the_same_as_one_that_proves_each_record() throws IOException {
        WholeObjective.in(SERVER, organization);
        objective("OBJ-2", works);
        SERVER.settle(organization);
        PackId id = waiting();
        EvidencePack wanted = SERVER.bean(Transactions.class)
                .read(
                        organization.id(),
                        () -> SERVER.bean(EvidencePacks.class)
                                .find(organization.id(), id)
                                .orElseThrow());
        PackWriter writer = SERVER.bean(PackWriter.class);
        Path proved = directory.resolve("proved.zip");
        Path listed = directory.resolve("listed.zip");
        writer.write(SERVER.actor(organization), wanted, proved, false);
        writer.write(SERVER.actor(organization), wanted, listed, true);
        PackVerdict.Holds one = holds(proved);
        PackVerdict.Holds other = holds(listed);
        assertThat(other.manifest().format()).isEqualTo(PackFormat.LEAVES);
        assertThat(other.checkpoint()).isEqualTo(one.checkpoint());
        assertThat(other.counts())
                .extracting(
                        PackVerdict.Counts::records,
                        PackVerdict.Counts::batches,
                        PackVerdict.Counts::rows,
                        PackVerdict.Counts::disclosed,
                        PackVerdict.Counts::withheld,
                        PackVerdict.Counts::documents)
                .containsExactly(
                        one.counts().records(),
                        one.counts().batches(),
                        one.counts().rows(),
                        one.counts().disclosed(),
                        one.counts().withheld(),
                        one.counts().documents());
        assertThat(other.counts().rows()).isPositive();
        assertThat(EvidencePackTest.files(Files.readAllBytes(listed)))
                .containsKeys("leaves.bin", "records.ndjson", "measurements.ndjson", "documents/register.csv");
        try (var left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("evidence-") && name.endsWith(".ndjson"));
        }
    }

    private static PackVerdict.Holds holds(Path pack) throws IOException {
        return (PackVerdict.Holds) new PackVerifier().verify(pack, Optional.empty(), Optional.empty());
    }

    @Test
    void of_a_unit_has_those_below_it_and_no_others() {
        objective("OBJ-1", root);
        objective("OBJ-2", works);
        objective("OBJ-3", lab);
        Http.Answer asked = page.post("/evidence-packs", "scope", "unit", "unit", works);
        assertThat(asked.status()).as(asked.toString()).isEqualTo(303);
        JsonNode pack = finished("/api/v1" + asked.header("Location"));
        assertThat(pack.at("/unit").asString()).isEqualTo(works);
        assertThat(documents(files(pack))).containsExactlyInAnyOrder("OBJ-2.json", "OBJ-3.json");
        assertThat(page.get(asked.header("Location")).body())
                .contains("Evidence pack of Works", "2 objectives of this unit and those below it");
    }

    @Test
    void of_a_choice_is_asked_for_by_number() {
        objective("OBJ-1", root);
        objective("OBJ-2", works);
        objective("OBJ-3", lab);
        Http.Answer unknown = page.post("/evidence-packs", "scope", "choice", "numbers", "obj-1, OBJ-9");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body()).contains("There is no objective “OBJ-9”", "obj-1, OBJ-9");
        Http.Answer asked = page.post("/evidence-packs", "scope", "choice", "numbers", "obj-1,OBJ-3\nOBJ-3");
        assertThat(documents(files(finished("/api/v1" + asked.header("Location")))))
                .containsExactlyInAnyOrder("OBJ-1.json", "OBJ-3.json");
    }

    @Test
    void as_of_a_past_moment_has_nothing_that_was_recorded_later() {
        String early = objective("OBJ-1", root);
        Instant moment = SERVER.clock().instant();
        SERVER.clock().ahead(Duration.ofMinutes(5), () -> {
            objective("OBJ-2", works);
            rename(works, "Works and yards");
            JsonNode pack = built("{\"register\":true,\"asOf\":\"" + moment + "\"}");
            assertThat(Instant.parse(pack.at("/asOf").asString())).isEqualTo(moment);
            Map<String, byte[]> files = files(pack);
            assertThat(documents(files)).containsExactly("OBJ-1.json");
            assertThat(files).containsKey("records/objective/" + early + "/1.json");
            files.forEach((path, content) -> {
                if (path.matches("records/.*/\\d+\\.json"))
                    assertThat(Instant.parse(JSON.readTree(content).at("/at").asString()))
                            .as(path)
                            .isBeforeOrEqualTo(moment);
            });
            assertThat(JSON.readTree(files.get("manifest.json")).at("/asOf").asString())
                    .isEqualTo(moment.toString());
        });
    }

    @Test
    void what_cannot_be_built_is_refused_at_its_field() {
        assertThat(refused("{}")).isEqualTo("objective");
        assertThat(refused("{\"register\":true}")).isEqualTo("register");
        assertThat(refused("{\"unit\":\"" + lab + "\"}")).isEqualTo("unit");
        assertThat(refused("{\"unit\":\"cats\"}")).isEqualTo("unit");
        assertThat(refused("{\"objectives\":[]}")).isEqualTo("objectives");
        String id = objective("OBJ-1", root);
        assertThat(refused("{\"objectives\":[\"" + id + "\",\"" + lab + "\"]}")).isEqualTo("objectives");
        assertThat(refused("{\"objective\":\"" + id + "\",\"register\":true}")).isEqualTo("register");
        assertThat(refused("{\"register\":true,\"asOf\":\"2999-01-01\"}")).isEqualTo("asOf");
        assertThat(refused("{\"register\":true,\"asOf\":\"2001-01-01\"}")).isEqualTo("register");
        assertThat(page.post("/evidence-packs", "scope", "unit").status()).isEqualTo(422);
        assertThat(page.post("/evidence-packs").body()).contains("Fill in this field");
    }

    @Test
    void is_seen_by_nobody_who_may_not_build_the_evidence_of_all_of_it() {
        objective("OBJ-1", root);
        objective("OBJ-2", works);
        TestPerson auditor =
                SERVER.person(organization, "Aud Itor", Set.of(new Person.Grant(Role.AUDITOR, UnitId.of(works))));
        Http narrow = SERVER.api(auditor.token());
        JsonNode whole = built("{\"register\":true}");
        String path = "/api/v1/evidence-packs/" + whole.at("/id").asString();
        assertThat(narrow.get(path).status()).isEqualTo(403);
        assertThat(narrow.get(path + "/file").status()).isEqualTo(403);
        assertThat(narrow.json("POST", path + "/cancellation", "{}").status()).isEqualTo(403);
        assertThat(narrow.get("/api/v1/evidence-packs").body())
                .doesNotContain(whole.at("/id").asString());

        Http.Answer asked = narrow.json("POST", "/api/v1/evidence-packs", "{\"register\":true}");
        JsonNode own = finished(narrow, asked.header("Location"));
        assertThat(own.at("/objectives").asInt()).isOne();
        assertThat(narrow.get("/api/v1/evidence-packs").body())
                .contains(own.at("/id").asString());
    }

    @Test
    void one_that_nobody_waits_for_any_longer_is_not_built() {
        objective("OBJ-1", root);
        PackId id = waiting();
        String path = "/api/v1/evidence-packs/" + id;
        assertThat(page.get("/evidence-packs/" + id).body()).contains("Stop building it");
        assertThat(page.post("/evidence-packs/" + id + "/cancel").status()).isEqualTo(303);
        SERVER.bean(BuildEvidencePack.class).run(BuildEvidencePack.thing(organization.id(), id));
        assertThat(JSON.readTree(api.get(path).body()).at("/state").asString()).isEqualTo("cancelled");
        assertThat(page.get("/evidence-packs/" + id).body()).contains("Somebody stopped it");
        assertThat(api.get(path + "/file").status()).isEqualTo(409);
        assertThat(api.json("POST", path + "/cancellation", "{}").status()).isEqualTo(409);
        assertThat(page.post("/evidence-packs/" + id + "/again").header("Location"))
                .isNotEqualTo("/evidence-packs/" + id);
    }

    @Test
    void whoever_builds_one_is_told_that_it_was_cancelled_and_cannot_finish_it() {
        objective("OBJ-1", root);
        PackId id = waiting();
        EvidencePacks packs = SERVER.bean(EvidencePacks.class);
        Transactions transactions = SERVER.bean(Transactions.class);
        assertThat(transactions.<Boolean>write(organization.id(), () -> packs.progress(organization.id(), id, 40)))
                .isTrue();
        assertThat(api.json("POST", "/api/v1/evidence-packs/" + id + "/cancellation", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(transactions.<Boolean>write(organization.id(), () -> packs.progress(organization.id(), id, 50)))
                .isFalse();
        Hash hash = Hash.sha256(new byte[0]);
        Instant now = SERVER.clock().instant();
        EvidencePack.Finished finished = new EvidencePack.Finished(new SealedUnder(1, hash, "f"), 1, hash, now, now);
        assertThat(transactions.<Boolean>write(organization.id(), () -> packs.finish(organization.id(), id, finished)))
                .isFalse();
    }

    @Test
    void a_download_that_broke_off_goes_on_where_it_was() {
        objective("OBJ-1", root);
        JsonNode pack = built("{\"register\":true}");
        String path = pack.at("/file").asString();
        byte[] whole = api.get(path).bytes();
        String tag = api.get(path).header("ETag");
        Http.Answer rest = api.get(path, "Range", "bytes=1000-", "If-Range", tag);
        assertThat(rest.status()).isEqualTo(206);
        assertThat(rest.header("Content-Range")).isEqualTo("bytes 1000-" + (whole.length - 1) + "/" + whole.length);
        assertThat(rest.bytes()).isEqualTo(Arrays.copyOfRange(whole, 1000, whole.length));
        assertThat(api.get(path, "Range", "bytes=-10").bytes())
                .isEqualTo(Arrays.copyOfRange(whole, whole.length - 10, whole.length));
        assertThat(api.get(path, "Range", "bytes=10-19").bytes()).isEqualTo(Arrays.copyOfRange(whole, 10, 20));
        Http.Answer beyond = api.get(path, "Range", "bytes=" + whole.length + "-");
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.header("Content-Range")).isEqualTo("bytes */" + whole.length);
        for (String[] ignored : List.of(
                new String[] {"Range", "bytes=1-", "If-Range", "\"another\""},
                new String[] {"Range", "cats=1-"},
                new String[] {"Range", "bytes=0-1,5-6"})) {
            Http.Answer all = api.get(path, ignored);
            assertThat(all.status()).isEqualTo(200);
            assertThat(all.bytes()).isEqualTo(whole);
        }
    }

    /** One that no job was asked for. */
    private PackId waiting() {
        PackId id = new PackId(SERVER.bean(Ids.class).next());
        SERVER.bean(Transactions.class)
                .writing(
                        organization.id(),
                        () -> SERVER.bean(EvidencePacks.class)
                                .add(
                                        organization.id(),
                                        id,
                                        new EvidencePacks.Wanted(
                                                new PackScope.OfRegister(),
                                                Set.of(organization.root()),
                                                1,
                                                Optional.empty()),
                                        organization.administrator().id().value(),
                                        SERVER.clock().instant()));
        return id;
    }

    private String refused(String wish) {
        Http.Answer answer = api.json("POST", "/api/v1/evidence-packs", wish);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        return JSON.readTree(answer.body()).at("/errors/0/field").asString();
    }

    private JsonNode built(String wish) {
        Http.Answer asked = api.json("POST", "/api/v1/evidence-packs", wish);
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        return finished(asked.header("Location"));
    }

    private JsonNode finished(String path) {
        return finished(api, path);
    }

    private static JsonNode finished(Http by, String path) {
        JsonNode pack = EvidencePackTest.finished(by, path);
        assertThat(pack.at("/state").asString()).as(pack.toString()).isEqualTo("ready");
        return pack;
    }

    private Map<String, byte[]> files(JsonNode pack) {
        byte[] file = api.get(pack.at("/file").asString()).bytes();
        try {
            Path written = Files.write(Files.createTempFile(directory, "pack", ".zip"), file);
            assertThat(new PackVerifier().verify(written, Optional.empty(), Optional.empty()))
                    .isInstanceOf(PackVerdict.Holds.class);
            return EvidencePackTest.files(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> documents(Map<String, byte[]> files) {
        return files.keySet().stream()
                .filter(path -> path.matches("documents/.*\\.json"))
                .map(path -> path.substring("documents/".length()))
                .toList();
    }

    private static String text(Map<String, byte[]> files, String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    private String unit(String name, String parent) {
        return id(api.json(
                "POST",
                "/api/v1/units",
                "{\"name\":\"%s\",\"kind\":\"function\",\"relevant\":true,\"parent\":\"%s\"}".formatted(name, parent)));
    }

    private void rename(String unit, String name) {
        String path = "/api/v1/units/" + unit;
        Http.Answer renamed = api.json(
                "PUT",
                path,
                "{\"name\":\"%s\",\"kind\":\"function\",\"relevant\":true,\"parent\":\"%s\"}".formatted(name, root),
                "If-Match",
                api.get(path).header("ETag"));
        assertThat(renamed.status()).as(renamed.toString()).isEqualTo(200);
    }

    private String objective(String reference, String unit) {
        return id(api.json(
                "POST",
                "/api/v1/objectives",
                "{\"reference\":\"%s\",\"title\":\"Keep %s\",\"unit\":\"%s\"}".formatted(reference, reference, unit)));
    }

    private static String id(Http.Answer made) {
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location").replaceFirst(".*/", "");
    }
}
