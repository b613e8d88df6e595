package sextant;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import sextant.people.Role;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;

/** Forms with rows that were removed in the middle, and with persons who left since they were entered. */
class KeptInFormsTest {
    private static final TestServer SERVER = TestServer.running();

    private final TestOrganization organization = SERVER.organization("Sanderling");
    private final Http page = SERVER.http(organization.administrator());
    private final Http api = SERVER.api(organization.administrator().token());

    @Test
    void a_problem_leads_to_its_field_after_a_row_before_it_was_removed() {
        Http.Answer refused = page.post(
                "/objectives/new",
                "reference",
                "OBJ-001",
                "title",
                "Fewer incidents",
                "unit",
                organization.root().toString(),
                "targets[0].kpi",
                "",
                "targets[0].baselineValue",
                "7",
                "targets[2].kpi",
                "",
                "targets[2].baselineValue",
                "seven");
        assertThat(refused.status()).isEqualTo(422);
        Document form = Jsoup.parse(refused.body());
        Element problem = form.selectFirst(".errors a[href=#targets[1].baselineValue]");
        assertThat(problem).as(form.select(".errors").text()).isNotNull();
        assertThat(form.getElementById("targets[1].baselineValue").val()).isEqualTo("seven");
        assertThat(form.getElementById("targets[2].baselineValue")).isNull();
    }

    @Test
    void who_left_stays_in_a_team_and_a_kpi_that_is_saved_again() {
        TestPerson carl = SERVER.person(organization, "Carl Cohn", Role.OBJECTIVE_OWNER);
        String team = made(
                api.json("POST", "/api/v1/teams", "{\"name\":\"Crew\",\"members\":[\"%s\"]}".formatted(carl.id())));
        String kpi = made(api.json("POST", "/api/v1/kpis", """
                {"name":"Days","unit":"%s","valueKind":"number","unitOfMeasure":"days","direction":"decrease",
                 "collectedEvery":"month","measuredBy":"%s"}""".formatted(organization.root(), carl.id())));
        leaves(carl);
        for (String path : new String[] {team.replace("/api/v1", "/people"), kpi.replace("/api/v1", "") + "/edit"}) {
            Document form = Jsoup.parse(page.get(path).body());
            assertThat(form.select(
                            "option[selected][value=%s], input[checked][value=%s]".formatted(carl.id(), carl.id())))
                    .as(path)
                    .hasSize(1);
        }
        assertThat(Jsoup.parse(page.get("/kpis/new").body()).select("option[value=%s]".formatted(carl.id())))
                .as("nobody new can be given to them")
                .isEmpty();
    }

    private void leaves(TestPerson carl) {
        String path = "/api/v1/persons/" + carl.id();
        Http.Answer gone = api.json(
                "PUT",
                path,
                """
                {"name":"Carl Cohn","email":"%s","kind":"employee","language":"en","timeZone":"Europe/Berlin",
                 "active":false,"grants":[],"reason":"left"}""".formatted("carl.left@sanderling.example"),
                "If-Match",
                api.get(path).header("ETag"));
        assertThat(gone.status()).as(gone.toString()).isEqualTo(200);
    }

    private static String made(Http.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.header("Location");
    }
}
