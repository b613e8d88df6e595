package sextant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sextant.people.Role;
import sextant.platform.web.KeysetPage;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happens is told to whom it concerns, and to nobody else. */
class TellingTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOrganization organization = SERVER.organization("Dunlin");
    private final TestPerson officer = SERVER.person(organization, "Otto Oval", Role.SECURITY_OFFICER);
    private final TestPerson head = SERVER.person(organization, "Hanna Hell", Role.TOP_MANAGEMENT);
    private final TestPerson owner = SERVER.person(organization, "Oda Ost", Role.OBJECTIVE_OWNER);
    private final TestPerson employee = SERVER.person(organization, "Emil Erde", Role.EMPLOYEE);
    private final Http api = SERVER.api(officer.token());
    private final Http heads = SERVER.api(head.token());
    private final LocalDate today = LocalDate.ofInstant(SERVER.clock().instant(), ZoneId.of("Europe/Berlin"));

    @Test
    void a_proposal_is_told_to_who_may_decide_and_the_decision_to_its_writer_and_owner() {
        String path = objective();
        propose(path);
        assertThat(told(head)).containsExactly("OBJ-1 Keep it is proposed and waits for a decision");
        assertThat(told(officer)).isEmpty();
        decide(path, "returned", "Say why");
        assertThat(told(owner)).containsExactly("OBJ-1 Keep it was not approved and is a draft again");
        assertThat(newest(officer).at("/note").asString()).isEqualTo("Say why");
        propose(path);
        decide(path, "approved", "Good");
        assertThat(told(head)).hasSize(2);
        assertThat(told(owner))
                .containsExactly("OBJ-1 Keep it is approved", "OBJ-1 Keep it was not approved and is a draft again");
        assertThat(told(employee)).isEmpty();
        assertThat(SERVER.http(owner).get(newest(owner).at("/path").asString()).status())
                .isEqualTo(200);
    }

    @Test
    void a_long_comment_is_decided_with_in_full_and_told_from_its_beginning() {
        String path = objective();
        propose(path);
        decide(path, "returned", "a".repeat(1998) + "😀" + "b".repeat(2000));
        assertThat(newest(owner).at("/note").asString()).isEqualTo("a".repeat(1998) + "…");
    }

    @Test
    void the_cursor_of_another_list_begins_with_the_first_page() {
        propose(objective());
        String other = KeysetPage.cursor("01968c40-33e0-7e2a-9997-f406b704c135OBJ-1");
        Http program = SERVER.api(head.token());
        assertThat(JSON.readTree(
                        program.get("/api/v1/notifications?after=" + other).body()))
                .hasSize(1);
        assertThat(SERVER.http(head).get("/inbox?after=" + other).status()).isEqualTo(200);
        assertThat(SERVER.http(organization.administrator())
                        .get("/settings/mail/outbox?after=" + other)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_action_is_told_once_to_who_is_made_responsible_and_not_to_who_took_it() {
        String path = objective();
        String plan = "/api/v1/plans/" + path.replaceFirst(".*/", "");
        String body = "{\"actions\":[{\"title\":\"Patch\",\"responsible\":\"" + employee.id()
                + "\",\"due\":\"2099-01-31\",\"state\":\"open\"},{\"title\":\"Mine\",\"responsible\":\"" + officer.id()
                + "\",\"state\":\"open\"}]}";
        assertThat(api.json("PUT", plan, body, "If-Match", api.get(plan).header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(told(employee)).containsExactly("You are responsible for “Patch”, due 31 Jan 2099");
        assertThat(told(officer)).isEmpty();
        String now = api.get(plan).body();
        String again =
                "{\"actions\":" + JSON.readTree(now).at("/actions").toString().replace("Mine", "Mine, later") + "}";
        assertThat(api.json("PUT", plan, again, "If-Match", api.get(plan).header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(told(employee)).hasSize(1);
    }

    @Test
    void a_change_of_status_is_told_to_the_owner_and_a_first_status_is_not() {
        String path = objective();
        propose(path);
        decide(path, "approved", "Good");
        SERVER.settle(organization);
        String first = status(path);
        assertThat(told(owner)).hasSize(1);
        measure(9);
        SERVER.settle(organization);
        assertThat(status(path)).isEqualTo("on-track").isNotEqualTo(first);
        measure(1);
        SERVER.settle(organization);
        assertThat(status(path)).isEqualTo("off-track");
        assertThat(told(owner)).hasSize(3);
        assertThat(told(owner).getFirst()).isEqualTo("OBJ-1 Keep it: Off track, before: On track");
        assertThat(newest(owner).at("/matter").asString()).isEqualTo("status");
    }

    @Test
    void an_edition_is_told_to_who_may_approve_it_then_to_its_distribution_list() {
        String document = "/api/v1/documents/"
                + id(api.json(
                        "POST", "/api/v1/documents", """
                        {"kind":"procedure","reference":"DOC-1","title":"How we do it","unit":"%s","owner":"%s","language":"en",
                         "classification":"internal","persons":["%s"],"sections":[{"heading":"One","text":"Text"}]}""".formatted(organization.root(), officer.id(), employee.id())));
        String edition = api.json("POST", document + "/editions", "{\"summary\":\"First one\"}")
                .header("Location");
        assertThat(told(head)).containsExactly("Edition 1 of DOC-1 How we do it waits for a decision");
        assertThat(told(employee)).isEmpty();
        String content = JSON.readTree(heads.get(edition).body()).at("/content").asString();
        Http.Answer decided = heads.json(
                "POST",
                edition + "/approvals",
                "{\"decision\":\"approved\",\"comment\":\"Good\",\"content\":\"" + content + "\"}");
        assertThat(decided.status()).as(decided.toString()).isEqualTo(201);
        assertThat(told(officer)).containsExactly("Edition 1 of DOC-1 How we do it is approved");
        assertThat(told(employee)).containsExactly("DOC-1 How we do it: edition 1 is issued to you");
        assertThat(newest(employee).at("/note").asString()).isEqualTo("First one");
        assertThat(SERVER.http(employee)
                        .get(newest(employee).at("/path").asString())
                        .status())
                .isEqualTo(200);
        assertThat(told(owner)).isEmpty();
    }

    @Test
    void a_pack_is_told_to_who_asked_for_it_when_it_is_ready() throws InterruptedException {
        String path = objective();
        Http.Answer asked =
                api.json("POST", "/api/v1/evidence-packs", "{\"objective\":\"" + path.replaceFirst(".*/", "") + "\"}");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        for (int times = 0; times < 300 && told(officer).isEmpty(); times++) Thread.sleep(100);
        assertThat(told(officer)).containsExactly("The evidence pack of OBJ-1 is ready");
        assertThat(told(head)).isEmpty();
    }

    @Test
    void the_frame_counts_what_is_unread_and_following_a_link_reads_it() {
        propose(objective());
        Http page = SERVER.http(head);
        assertThat(page.get("/objectives").body()).contains("unread: </span>1</b>");
        String link = "/inbox/" + newest(head).at("/id").asString();
        Http.Answer followed = page.get(link);
        assertThat(followed.status()).isEqualTo(303);
        assertThat(followed.header("Location")).endsWith("/approval");
        assertThat(page.get("/objectives").body()).doesNotContain("unread: </span>");
        assertThat(SERVER.http(owner).get(link).status()).isEqualTo(404);
        page.get("/inbox");
        assertThat(page.post(link, "read", "false").status()).isEqualTo(303);
        assertThat(page.get("/inbox").body()).contains("Mark all as read");
    }

    /** The newest first. */
    private static List<String> told(TestPerson person) {
        List<String> told = new ArrayList<>();
        JSON.readTree(SERVER.api(person.token()).get("/api/v1/notifications").body())
                .forEach(one -> told.add(one.at("/text").asString()));
        return told;
    }

    private static JsonNode newest(TestPerson person) {
        return JSON.readTree(
                        SERVER.api(person.token()).get("/api/v1/notifications").body())
                .get(0);
    }

    private String objective() {
        id(api.json("POST", "/api/v1/kpis", """
                {"reference":"KPI-1","name":"Share","unit":"%s","valueKind":"share","unitOfMeasure":"%%","direction":"increase",
                "collectedEvery":"month","graceDays":5,"analysedEvery":"month","reportedEvery":"quarter"}""".formatted(organization.root())));
        String kpi = JSON.readTree(api.get("/api/v1/kpis").body()).at("/0/id").asString();
        return "/api/v1/objectives/"
                + id(api.json("POST", "/api/v1/objectives", """
                {"reference":"OBJ-1","title":"Keep it","unit":"%s","owner":"%s","purpose":"p","rationale":"r","achievable":"a",
                "starts":"%s","ends":"%s","targets":[{"kpi":"%s","kind":"reach","baselineValue":"8","baselineDate":"%s",
                "targetValue":"9","due":"%s","atRisk":"1","offTrack":"2"}]}""".formatted(
                                organization.root(),
                                owner.id(),
                                today.minusDays(9),
                                today.plusDays(99),
                                kpi,
                                today.minusDays(9),
                                today.plusDays(90))));
    }

    private void propose(String path) {
        Http.Answer proposed = api.json("POST", path + "/proposal", "");
        assertThat(proposed.status()).as(proposed.toString()).isBetween(200, 201);
    }

    private void decide(String path, String decision, String comment) {
        String content = JSON.readTree(heads.get(path + "/proposal").body())
                .at("/content")
                .asString();
        Http.Answer decided = heads.json(
                "POST",
                path + "/approvals",
                "{\"decision\":\"" + decision + "\",\"comment\":\"" + comment + "\",\"content\":\"" + content + "\"}");
        assertThat(decided.status()).as(decided.toString()).isEqualTo(201);
    }

    private String status(String path) {
        return JSON.readTree(api.get(path + "/status").body()).at("/status").asString();
    }

    private void measure(int value) {
        String kpi = JSON.readTree(api.get("/api/v1/kpis").body()).at("/0/id").asString();
        String at =
                SERVER.clock().instant().minusSeconds(value == 9 ? 3600 : 60).toString();
        Http.Answer measured = api.json(
                "POST", "/api/v1/kpis/" + kpi + "/measurements/one", "{\"at\":\"" + at + "\",\"value\":" + value + "}");
        assertThat(measured.status()).as(measured.toString()).isBetween(200, 201);
    }

    private static String id(Http.Answer made) {
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return JSON.readTree(made.body()).at("/id").asString();
    }
}
