package sextant.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sextant.journal.KeptCheckpoints;
import sextant.ledger.PackVerdict;
import sextant.ledger.PackVerifier;
import sextant.platform.database.Transactions;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ErasureTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path temporary;

    private final TestOrganization organization = SERVER.organization("Pintail");
    private final TestPerson ada = SERVER.person(organization, "Ada Alt", Role.values());
    private final TestPerson olga = SERVER.person(organization, "Olga Quist", Role.values());
    private final Http page = SERVER.http(ada);
    private final Http api = SERVER.api(ada.token());
    private final LocalDate today = LocalDate.ofInstant(SERVER.clock().instant(), java.time.ZoneId.of("Europe/Berlin"));

    @Test
    void nobody_can_say_any_more_who_it_was_and_the_journal_still_verifies() throws Exception {
        Http olgas = SERVER.api(olga.token());
        Http.Answer made = olgas.json("POST", "/api/v1/objectives", """
                {"title":"Patch","unit":"%s","owner":"%s"}""".formatted(organization.root(), olga.id()));
        String objective = "/objectives/" + made.header("Location").replaceFirst(".*/", "");
        SERVER.settle(organization);
        String kept = page.get("/journal/checkpoint.txt").body();
        Instant before = SERVER.clock().instant();
        assertThat(page.get(objective + "?version=draft").body()).contains("Olga Quist");

        SERVER.clock().ahead(Duration.ofHours(1), () -> {
            leaves(olga);
            Http.Answer erased = erase(olga, "asked for on 3 May");
            assertThat(erased.status()).as(erased.toString()).isEqualTo(200);
            String name = JSON.readTree(erased.body()).at("/name").asString();
            assertThat(name).startsWith("Erased person ");

            assertThat(page.get(objective + "?version=draft").body())
                    .contains(name)
                    .doesNotContain("Olga");
            assertThat(page.get("/people?q=" + name.replace(' ', '+')).body()).contains(name);
            for (String path : new String[] {
                "/people",
                "/people?asOf=" + before,
                "/people/persons/" + olga.id() + "/history",
                "/people/persons/" + olga.id() + "/data.json",
                objective + "/history",
                objective + "?version=draft&asOf=" + before,
                "/journal",
                "/changes?from=" + before,
                "/people/persons.csv?asOf=" + before
            }) {
                Http.Answer shown = page.get(path);
                assertThat(shown.status()).as(path).isEqualTo(200);
                assertThat(shown.body()).as(path).doesNotContain("Olga", "Quist", olga.email());
            }
            assertThat(page.get("/people/persons/" + olga.id() + "/history").body())
                    .contains("erased", "asked for on 3 May");
            assertThat(page.get("/people?asOf=" + before).body()).as("the past").contains(name);
            assertThat(olgas.get("/api/v1/profile").status()).isEqualTo(401);
            SERVER.settle(organization);
            assertThat(SERVER.bean(Transactions.class)
                            .read(
                                    organization.id(),
                                    () -> SERVER.bean(KeptCheckpoints.class).check(organization.id(), kept)))
                    .isInstanceOf(KeptCheckpoints.Answer.Consistent.class);
        });
        assertThat(wherever("olga", "quist", olga.email())).isEmpty();
    }

    @Test
    void a_pack_that_is_built_afterwards_verifies_and_does_not_name_them() throws Exception {
        String objective = SERVER.api(olga.token())
                .json("POST", "/api/v1/objectives", """
                {"title":"Patch","unit":"%s","owner":"%s"}""".formatted(organization.root(), olga.id()))
                .header("Location")
                .replaceFirst(".*/", "");
        leaves(olga);
        assertThat(erase(olga, "r").status()).isEqualTo(200);
        SERVER.settle(organization);
        String path = api.json("POST", "/api/v1/evidence-packs", "{\"objective\":\"" + objective + "\"}")
                .header("Location");
        JsonNode pack;
        do {
            Thread.sleep(100);
            pack = JSON.readTree(api.get(path).body());
        } while (!pack.at("/state").asString().matches("ready|failed"));
        byte[] zip = api.get(pack.at("/file").asString()).bytes();
        Path file = Files.write(temporary.resolve("pack.zip"), zip);
        assertThat(new PackVerifier().verify(file, Optional.empty(), Optional.empty()))
                .isInstanceOf(PackVerdict.Holds.class);
        StringBuilder told = new StringBuilder();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            while (entries.getNextEntry() != null)
                told.append(new String(entries.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(told.toString()).contains("Erased person").doesNotContain("Olga", "Quist", olga.email());
    }

    @Test
    void an_active_person_one_that_is_held_and_one_that_is_erased_are_not() {
        assertThat(refusal(erase(olga, "r"))).isEqualTo("person-active");
        leaves(olga);
        assertThat(erase(olga, " ").status()).isEqualTo(422);
        Http.Answer placed = hold("\"%s\"".formatted(olga.id()), "Proceeding 4 O 12/26", "null");
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        Http.Answer held = erase(olga, "r");
        assertThat(refusal(held)).isEqualTo("legal-hold");
        assertThat(held.body()).contains("Proceeding 4 O 12/26");
        assertThat(page.get("/people/persons/" + olga.id() + "/erasure").body())
                .contains("This stands against it", "Proceeding 4 O 12/26")
                .doesNotContain("Erase for good");
        assertThat(api.json("DELETE", placed.header("Location"), "").status()).isEqualTo(204);
        assertThat(api.json("DELETE", placed.header("Location"), "").status()).isEqualTo(404);
        assertThat(erase(olga, "r").status()).isEqualTo(200);
        assertThat(refusal(erase(olga, "r"))).isEqualTo("person-erased");
        Http.Answer back = api.json("PUT", "/api/v1/persons/" + olga.id(), """
                {"name":"Olga","email":"o@x.example","kind":"employee","language":"en","timeZone":"UTC","active":true,"grants":[]}""", "If-Match", tag(olga));
        assertThat(refusal(back)).isEqualTo("person-erased");
    }

    @Test
    void a_duty_to_retain_holds_for_everybody_until_its_last_day() {
        leaves(olga);
        hold("null", "Retained for six years", "\"%s\"".formatted(today.plusDays(3)));
        assertThat(refusal(erase(olga, "r"))).isEqualTo("legal-hold");
        SERVER.clock().ahead(Duration.ofDays(4), () -> {
            assertThat(SERVER.http(ada).get("/people/holds").body()).contains("Retained for six years", "over");
            assertThat(erase(olga, "r").status()).isEqualTo(200);
        });
    }

    @Test
    void from_the_pages_it_is_confirmed_with_a_reason() {
        leaves(olga);
        String path = "/people/persons/" + olga.id() + "/erasure";
        assertThat(page.get("/people/persons/" + olga.id()).body()).contains(path);
        assertThat(page.get(path).body()).contains("Erase for good", "Erased person");
        Http.Answer unconfirmed = page.post(path, "reason", "asked for");
        assertThat(unconfirmed.status()).isEqualTo(422);
        assertThat(unconfirmed.body()).contains("Confirm it", "asked for");
        assertThat(page.post(path, "confirmed", "true").status()).isEqualTo(422);
        assertThat(page.post("/people/holds", "reason", "").status()).isEqualTo(422);
        assertThat(page.post(
                                "/people/holds",
                                "reason",
                                "r",
                                "until",
                                today.minusDays(1).toString())
                        .body())
                .contains("This day is over");
        page.post("/people/holds", "reason", "A law", "person", olga.id().toString());
        assertThat(page.post(path, "reason", "asked for", "confirmed", "true").status())
                .isEqualTo(422);
        String lifting =
                page.get("/people/holds").body().replaceAll("(?s).*action=\"(/people/holds/[^\"]+/lifting)\".*", "$1");
        assertThat(page.post(lifting).header("Location")).isEqualTo("/people/holds");
        assertThat(page.get("/people/holds").body()).contains("None stands");
        assertThat(page.post(path, "reason", "asked for", "confirmed", "true").header("Location"))
                .isEqualTo("/people");
        assertThat(page.get("/people").body()).contains("Erased. They are called");
        assertThat(page.get(path).body()).contains("This person is erased").doesNotContain("Erase for good");
        assertThat(page.get("/journal?kind=legal-hold").body()).contains("placed", "lifted");
    }

    @Test
    void only_who_manages_persons_may() {
        TestPerson auditor = SERVER.person(organization, "Aud Itor", Role.AUDITOR);
        leaves(olga);
        Http theirs = SERVER.api(auditor.token());
        assertThat(theirs.json("POST", "/api/v1/persons/" + olga.id() + "/erasure", "{\"reason\":\"r\"}")
                        .status())
                .isEqualTo(403);
        assertThat(theirs.get("/api/v1/legal-holds").status()).isEqualTo(403);
        assertThat(SERVER.http(auditor).get("/people/holds").status()).isEqualTo(403);
    }

    private Http.Answer erase(TestPerson person, String reason) {
        return SERVER.api(ada.token())
                .json("POST", "/api/v1/persons/" + person.id() + "/erasure", "{\"reason\":\"" + reason + "\"}");
    }

    private Http.Answer hold(String person, String reason, String until) {
        return api.json(
                "POST",
                "/api/v1/legal-holds",
                "{\"person\":%s,\"reason\":\"%s\",\"until\":%s}".formatted(person, reason, until));
    }

    private void leaves(TestPerson person) {
        Http.Answer left = api.json(
                "PUT", "/api/v1/persons/" + person.id(), """
                {"name":"Olga Quist","email":"%s","kind":"employee","language":"en","timeZone":"UTC","active":false,"grants":[],"reason":"Olga left"}""".formatted(person.email()), "If-Match", tag(person));
        assertThat(left.status()).as(left.toString()).isEqualTo(200);
    }

    private String tag(TestPerson person) {
        return api.get("/api/v1/persons/" + person.id()).header("ETag");
    }

    private static String refusal(Http.Answer refused) {
        assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
        return JSON.readTree(refused.body()).at("/type").asString().replaceFirst(".*/", "");
    }

    /** The tables whose rows of this organization have one of these words anywhere. */
    private String wherever(String... words) throws Exception {
        StringBuilder found = new StringBuilder();
        try (Connection owner = SERVER.owner();
                Statement tables = owner.createStatement();
                Statement asked = owner.createStatement()) {
            ResultSet all = tables.executeQuery("select table_name from information_schema.columns"
                    + " where table_schema = 'sextant' and column_name = 'organization' order by 1");
            while (all.next())
                for (String word : words) {
                    String table = all.getString(1);
                    ResultSet rows = asked.executeQuery("select count(*) from " + table + " t where organization = '"
                            + organization.id() + "' and t::text ilike '%" + word + "%'");
                    rows.next();
                    if (rows.getLong(1) > 0)
                        found.append(table).append(": ").append(word).append("; ");
                }
        }
        return found.toString();
    }
}
