package sextant.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PeopleApiTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOrganization organization = SERVER.organization("Eider");
    private final Http api = SERVER.api(organization.administrator().token());

    @Test
    void a_unit_is_added_once_however_often_the_same_key_is_sent() {
        String unit = "{\"name\":\"IT\",\"kind\":\"function\",\"parent\":\"" + organization.root() + "\"}";
        Http.Answer first = api.json("POST", "/api/v1/units", unit, "Idempotency-Key", "one");
        Http.Answer again = api.json("POST", "/api/v1/units", unit, "Idempotency-Key", "one");
        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        assertThat(JSON.readTree(api.get("/api/v1/units").body())).hasSize(2);
        Http.Answer other = api.json("POST", "/api/v1/units", unit.replace("IT", "HR"), "Idempotency-Key", "one");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body()).contains("idempotency-key-reused");
    }

    @Test
    void a_refused_request_leaves_its_key_free() {
        String parent = "\"kind\":\"function\",\"parent\":\"" + organization.root() + "\"}";
        Http.Answer refused = api.json("POST", "/api/v1/units", "{\"name\":\"\"," + parent, "Idempotency-Key", "two");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(JSON.readTree(refused.body()).at("/errors/0/field").asString())
                .isEqualTo("name");
        Http.Answer mended =
                api.json("POST", "/api/v1/units", "{\"name\":\"Legal\"," + parent, "Idempotency-Key", "two");
        assertThat(mended.status()).isEqualTo(201);
    }

    @Test
    void a_change_names_the_version_that_was_read() {
        String path = "/api/v1/units/" + organization.root();
        String change = "{\"name\":\"Eider Ltd\",\"relevant\":true,\"reason\":\"registered\"}";
        assertThat(api.json("PUT", path, change).status()).isEqualTo(428);
        assertThat(api.json("PUT", path, change, "If-Match", "\"7\"").status()).isEqualTo(412);
        Http.Answer changed =
                api.json("PUT", path, change, "If-Match", api.get(path).header("ETag"));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(JSON.readTree(changed.body()).at("/name").asString()).isEqualTo("Eider Ltd");
    }

    @Test
    void persons_come_page_by_page_and_the_link_leads_on_until_all_were_seen() {
        for (int i = 0; i < 5; i++)
            assertThat(api.json("POST", "/api/v1/persons", person("Person " + i))
                            .status())
                    .isEqualTo(201);
        int seen = 0;
        String path = "/api/v1/persons?limit=2";
        while (!path.isEmpty()) {
            Http.Answer page = api.get(path);
            JsonNode persons = JSON.readTree(page.body());
            assertThat(persons.size()).isBetween(1, 2);
            seen += persons.size();
            String link = page.header("Link");
            path = link.isEmpty() ? "" : link.substring(link.indexOf("/api/"), link.indexOf('>'));
        }
        assertThat(seen).isEqualTo(6);
        assertThat(api.get("/api/v1/persons?limit=0").status()).isEqualTo(422);
        assertThat(api.get("/api/v1/persons?after=*").status()).isEqualTo(422);
    }

    @Test
    void who_is_added_gets_a_link_to_set_a_password_with() {
        Http.Answer added = api.json("POST", "/api/v1/persons", person("Iris Ito"));
        String invitation = JSON.readTree(added.body()).at("/invitation").asString();
        assertThat(SERVER.http().get(invitation).status()).isEqualTo(200);
        Http.Answer taken = api.json("POST", "/api/v1/persons", person("Iris Ito"));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.body()).contains("email-taken");
    }

    @Test
    void a_token_is_shown_once_and_makes_none_mightier_than_itself() {
        Http.Answer made =
                api.json("POST", "/api/v1/tokens", "{\"name\":\"reader\",\"role\":\"security-officer\",\"days\":30}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        Http reader = SERVER.api(JSON.readTree(made.body()).at("/token").asString());
        assertThat(reader.get("/api/v1/organization").status()).isEqualTo(403);
        assertThat(reader.get("/api/v1/tokens").body()).doesNotContain("\"token\":\"sextant_");
        assertThat(reader.json("POST", "/api/v1/tokens", "{\"name\":\"all\",\"days\":30}")
                        .status())
                .isEqualTo(422);
        String location = made.header("Location");
        assertThat(api.json("DELETE", location, "").status()).isEqualTo(204);
        assertThat(reader.get("/api/v1/tokens").status()).isEqualTo(401);
    }

    @Test
    void without_a_token_the_answer_is_in_the_language_asked_for() {
        Http.Answer answer = SERVER.http().json("GET", "/api/v1/units", "", "Accept-Language", "de");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("Anmeldung fehlt");
    }

    private static String person(String name) {
        return "{\"name\":\"" + name + "\",\"email\":\"" + name.replace(' ', '.')
                + "@eider.example\",\"kind\":\"employee\",\"language\":\"en\",\"timeZone\":\"Europe/Berlin\"}";
    }
}
