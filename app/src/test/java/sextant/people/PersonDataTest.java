package sextant.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PersonDataTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOrganization organization = SERVER.organization("Ouzel");
    private final TestPerson ada = SERVER.person(organization, "Ada Alt", Role.values());
    private final TestPerson eve = SERVER.person(organization, "Eve Ebb", Role.EMPLOYEE);
    private final Http api = SERVER.api(ada.token());

    @Test
    void tells_every_version_what_names_them_what_they_recorded_and_by_what_they_sign_in() {
        String kpi = make("/api/v1/kpis", """
                {"reference":"KPI-1","name":"Days","unit":"%s","valueKind":"number","direction":"decrease","collectedEvery":"month","measuredBy":"%s"}""".formatted(organization.root(), eve.id()));
        make("/api/v1/objectives", """
                {"title":"Patch","unit":"%s","owner":"%s"}""".formatted(organization.root(), eve.id()));
        make("/api/v1/teams", "{\"name\":\"Divers\",\"members\":[\"%s\"]}".formatted(eve.id()));
        SERVER.http(eve);
        SERVER.http(eve).post("/sign-out");

        JsonNode data =
                JSON.readTree(api.get("/api/v1/persons/" + eve.id() + "/data").body());
        assertThat(data.at("/person/email").asString()).isEqualTo(eve.email());
        assertThat(data.at("/versions/0/content/name").asString()).isEqualTo("Eve Ebb");
        assertThat(data.at("/teams/0/name").asString()).isEqualTo("Divers");
        assertThat(data.at("/sessions")).as("one that has ended, too").hasSize(2);
        assertThat(data.at("/tokens/0/name").asString()).isEqualTo("test");
        assertThat(data.toString()).doesNotContain(eve.token());
        assertThat(names(data.at("/namedIn"))).containsExactlyInAnyOrder("KPI-1 Days", "OBJ-001 Patch", "Divers");
        assertThat(data.at("/recorded")).isEmpty();

        JsonNode adas =
                JSON.readTree(api.get("/api/v1/persons/" + ada.id() + "/data").body());
        assertThat(StreamSupport.stream(adas.at("/recorded").spliterator(), false)
                        .map(one -> one.at("/id").asString()))
                .contains(kpi.replaceFirst(".*/", ""));
        assertThat(names(adas.at("/namedIn")))
                .as("whoever wrote a record is not named in it")
                .isEmpty();
    }

    @Test
    void everybody_has_their_own_and_only_who_manages_persons_that_of_others() {
        Http.Answer own = SERVER.http(eve).get("/profile/data.json");
        assertThat(own.header("Content-Disposition")).contains("person-data.json");
        assertThat(JSON.readTree(own.body()).at("/person/id").asString())
                .isEqualTo(eve.id().toString());
        Http eves = SERVER.api(eve.token());
        assertThat(eves.get("/api/v1/persons/" + eve.id() + "/data").status()).isEqualTo(200);
        assertThat(eves.get("/api/v1/persons/" + ada.id() + "/data").status()).isEqualTo(403);
        assertThat(SERVER.http(eve)
                        .get("/people/persons/" + ada.id() + "/data.json")
                        .status())
                .isEqualTo(403);
        assertThat(SERVER.http(ada)
                        .get("/people/persons/" + eve.id() + "/data.json")
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/v1/persons/" + organization.root() + "/data").status())
                .isEqualTo(404);
    }

    @Test
    void what_a_person_may_not_see_is_told_without_its_name() {
        make("/api/v1/objectives", """
                {"title":"Secret plan","unit":"%s","owner":"%s"}""".formatted(organization.root(), eve.id()));
        JsonNode data = JSON.readTree(SERVER.http(eve).get("/profile/data.json").body());
        assertThat(data.at("/namedIn")).hasSize(1);
        assertThat(data.at("/namedIn/0/kind").asString()).isEqualTo("objective");
        assertThat(data.toString()).doesNotContain("Secret plan");
    }

    private String make(String path, String json) {
        Http.Answer made = api.json("POST", path, json);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location");
    }

    private static List<String> names(JsonNode records) {
        return StreamSupport.stream(records.spliterator(), false)
                .map(one -> one.at("/name").asString())
                .toList();
    }
}
