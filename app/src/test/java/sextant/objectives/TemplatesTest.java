package sextant.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sextant.objectives.template.ObjectiveTemplate;
import sextant.people.Role;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TemplatesTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TEMPLATES = "/api/v1/objective-templates";

    private final TestOrganization organization = SERVER.organization("Knot");
    private final Http api = SERVER.api(organization.administrator().token());
    private final Http page = SERVER.http(organization.administrator());

    @Test
    void the_seven_examples_are_there_with_time_frame_responsibility_and_number_of_kpis() {
        Map<String, String> found = new TreeMap<>();
        for (JsonNode template : JSON.readTree(api.get(TEMPLATES).body()))
            found.put(
                    template.at("/code").asString(),
                    template.at("/timeFrame").asString() + " "
                            + template.at("/kpis").size() + " " + template.at("/teams"));
        assertThat(found)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "unauthorized-access", "P6M 1 [\"IT Security Team\"]",
                        "awareness", "P3M 1 [\"Human Resources\",\"IT Security Team\"]",
                        "incident-response", "P1Y 2 [\"Incident Response Team\"]",
                        "encryption", "P9M 1 [\"IT Security Team\"]",
                        "certification", "P2Y 1 [\"Compliance Team\"]",
                        "data-centers", "P1Y 1 [\"Facilities Management\",\"IT Security Team\"]",
                        "patching", "P6M 1 [\"IT Operations Team\",\"IT Security Team\"]"));
        assertThat(api.get(TEMPLATES + "/nothing").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void a_template_begins_a_whole_draft_from_the_unit_and_the_baselines_alone(ObjectiveTemplate template) {
        String kpis = "{\"baselineValue\":%s}".formatted(template == ObjectiveTemplate.CERTIFICATION ? "0" : "40");
        String both = template.kpis().size() == 2 ? kpis + "," + kpis : kpis;
        Http.Answer made = api.json(
                "POST",
                TEMPLATES + "/" + template.code() + "/objectives",
                "{\"unit\":\"%s\",\"starts\":\"2026-03-01\",\"kpis\":[%s]}".formatted(organization.root(), both));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        JsonNode draft = JSON.readTree(made.body()).at("/latest");
        assertThat(draft.at("/targets")).hasSize(template.kpis().size());
        assertThat(draft.at("/teams")).hasSize(template.teams().size());
        LocalDate due = LocalDate.of(2026, 3, 1).plus(template.timeFrame());
        assertThat(draft.at("/targets/0/due").asString()).isEqualTo(due.toString());
        assertThat(draft.at("/evaluationMethod").asString()).isNotBlank();
        String objective = made.header("Location");
        JsonNode plan = JSON.readTree(api.get("/api/v1/plans/" + objective.substring(objective.lastIndexOf('/') + 1))
                .body());
        assertThat(plan.at("/actions/0/due").asString()).isEqualTo(due.toString());
        assertThat(plan.at("/actions/0/responsible").asString())
                .isEqualTo(organization.administrator().id().toString());
        JsonNode proposal =
                JSON.readTree(api.json("POST", objective + "/proposal", "").body());
        assertThat(missing(proposal)).as("what only the organization knows").isEqualTo("achievable");
    }

    @Test
    void a_reduction_is_worked_out_from_the_baseline_and_waits_for_it() {
        String path = TEMPLATES + "/patching/objectives";
        String known = "{\"unit\":\"%s\",\"kpis\":[{\"baselineValue\":30.5}]}".formatted(organization.root());
        JsonNode target = JSON.readTree(api.json("POST", path, known).body()).at("/latest/targets/0");
        assertThat(target.at("/targetValue").decimalValue()).isEqualByComparingTo("21.35");
        assertThat(target.at("/atRisk").decimalValue())
                .isLessThan(target.at("/offTrack").decimalValue());
        JsonNode open = JSON.readTree(api.json("POST", path, "{\"unit\":\"" + organization.root() + "\"}")
                        .body())
                .at("/latest/targets/0");
        assertThat(open.at("/targetValue").isNull()).isTrue();
    }

    @Test
    void a_certificate_is_not_expected_before_its_day_and_is_kept() {
        JsonNode target = JSON.readTree(api.json(
                                "POST",
                                TEMPLATES + "/certification/objectives",
                                "{\"unit\":\"%s\",\"starts\":\"2026-01-01\"}".formatted(organization.root()))
                        .body())
                .at("/latest/targets/0");
        assertThat(target.at("/kind").asString()).isEqualTo("maintain");
        assertThat(target.at("/milestones/0/date").asString()).isEqualTo("2027-12-31");
        assertThat(target.at("/milestones/0/value").decimalValue()).isEqualByComparingTo("0");
        assertThat(target.at("/maintainUntil").asString()).isEqualTo("2031-01-01");
    }

    @Test
    void the_page_makes_the_same_draft_once_per_submission_and_takes_what_is_there_the_next_time() {
        String form = page.get("/objectives/templates/incident-response").body();
        assertThat(form).contains("Create the team “Incident Response Team”", "Target: 20 % less than the baseline");
        Http.Answer begun = begin("1", "KPI-001", "KPI-002", "new");
        assertThat(begun.status()).as(begun.toString()).isEqualTo(303);
        String draft = page.get(begun.header("Location").replaceFirst("https?://[^/]+", ""))
                .body();
        assertThat(draft)
                .contains("Improve incident response", "Average time to detect", "Average time to respond", "38.4")
                .contains("Incident Response Team", "Hold incident response drills");
        String again = page.get("/objectives/templates/incident-response").body();
        assertThat(again).doesNotContain("Create the team").contains("KPI-001 Average time to detect");
    }

    @Test
    void nothing_is_left_of_a_draft_that_was_refused() {
        assertThat(begin("1", "KPI-001", "KPI-002", "new").status()).isEqualTo(303);
        Http.Answer refused = begin("2", "KPI-003", "KPI-002", "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Another record has this reference number", "#kpis[1].reference");
        assertThat(JSON.readTree(api.get("/api/v1/kpis").body())).hasSize(2);
        assertThat(api.get("/api/v1/objectives").body()).doesNotContain("\"2\"");
    }

    @Test
    void what_cannot_be_is_said_at_its_field() {
        Http.Answer refused = page.post(
                "/objectives/templates/awareness",
                "reference",
                "",
                "title",
                "",
                "starts",
                "2026-05-01",
                "due",
                "2026-04-01",
                "kpis[0].kpi",
                "new",
                "kpis[0].reference",
                "A-1",
                "kpis[0].name",
                "Trained",
                "kpis[0].baselineValue",
                "140",
                "kpis[0].baselineDate",
                "2026-05-01");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("#reference", "#title", "#unit", "#due", "#kpis[0].baselineValue", "#kpis[0].baselineDate")
                .contains("value=\"140\"", "value=\"Trained\"");
    }

    @Test
    void who_may_not_define_kpis_begins_with_those_that_are_there() {
        Http owner = SERVER.http(SERVER.person(organization, "Otto Orth", Role.OBJECTIVE_OWNER));
        String form = owner.get("/objectives/templates/awareness").body();
        assertThat(form).doesNotContain("Define a new KPI", "Create the team");
        Http.Answer refused = owner.post(
                "/objectives/templates/awareness",
                "reference",
                "X",
                "title",
                "X",
                "unit",
                organization.root().toString(),
                "starts",
                "2026-05-01",
                "due",
                "2026-08-01",
                "kpis[0].kpi",
                "new",
                "kpis[0].reference",
                "X",
                "kpis[0].name",
                "X");
        assertThat(refused.status()).isEqualTo(403);
        Http employee = SERVER.http(SERVER.person(organization, "Emil Eck", Role.EMPLOYEE));
        assertThat(employee.get("/objectives/templates").status()).isEqualTo(403);
    }

    private Http.Answer begin(String reference, String detect, String respond, String team) {
        return page.post(
                "/objectives/templates/incident-response",
                "reference",
                reference,
                "title",
                "Improve incident response",
                "unit",
                organization.root().toString(),
                "owner",
                organization.administrator().id().toString(),
                "starts",
                "2026-05-01",
                "due",
                "2027-05-01",
                "kpis[0].kpi",
                "new",
                "kpis[0].reference",
                detect,
                "kpis[0].name",
                "Average time to detect",
                "kpis[0].baselineValue",
                "48",
                "kpis[0].baselineDate",
                "2026-05-01",
                "kpis[1].kpi",
                "new",
                "kpis[1].reference",
                respond,
                "kpis[1].name",
                "Average time to respond",
                "kpis[1].baselineValue",
                "10",
                "kpis[1].baselineDate",
                "2026-05-01",
                "teams",
                team);
    }

    private static String missing(JsonNode proposal) {
        StringBuilder missing = new StringBuilder();
        for (JsonNode letter : proposal.at("/smart"))
            for (JsonNode one : letter.at("/missing")) missing.append(one.asString());
        return missing.toString();
    }
}
