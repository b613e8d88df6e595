package sextant.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sextant.people.Role;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StartTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOrganization organization = SERVER.organization("Whimbrel");
    private final TestPerson ada = organization.administrator();
    private final TestPerson tom = SERVER.person(organization, "Tom Thorn", Role.TOP_MANAGEMENT);
    private final Http adas = SERVER.api(ada.token());
    private final Http toms = SERVER.api(tom.token());
    private final LocalDate today = LocalDate.ofInstant(SERVER.clock().instant(), ZoneId.of("Europe/Berlin"));

    @Test
    void a_new_organization_is_told_where_to_begin_by_what_each_may_do() {
        String first = SERVER.http(ada).get("/").body();
        assertThat(first)
                .contains("First steps", "/objectives/templates", "/people/persons/new", "Nothing waits for you");
        Http employee = SERVER.http(SERVER.person(organization, "Eve Eider", Role.EMPLOYEE));
        assertThat(employee.get("/").body()).doesNotContain("First steps", "/objectives/new");
    }

    @Test
    void a_draft_waits_for_its_writer_and_a_proposal_for_whoever_may_decide() {
        String objective = objective(today.plusDays(10), today.plusDays(100));
        assertThat(duties(adas)).containsExactly("complete Patch faster");
        assertThat(duties(toms)).isEmpty();
        adas.json("POST", objective + "/proposal", "");
        assertThat(duties(adas)).isEmpty();
        assertThat(duties(toms)).containsExactly("decide Patch faster " + today.plusDays(10));
        approve(objective);
        assertThat(duties(toms)).isEmpty();
    }

    @Test
    void actions_and_measurements_wait_by_their_dates_the_late_ones_first() {
        String objective = objective(today.minusDays(20), today.plusDays(100));
        plan(objective, today.minusDays(3));
        adas.json("POST", objective + "/proposal", "");
        approve(objective);
        assertThat(duties(adas))
                .as("no value was ever recorded, so a first one is due")
                .containsExactly("act Patch faster " + today.minusDays(3) + " late", "measure Days to patch");
        measure(today.minusDays(29));
        assertThat(duties(adas))
                .filteredOn(duty -> duty.startsWith("measure"))
                .containsExactly("measure Days to patch " + today.minusDays(29).plusMonths(1));
        measure(today.minusDays(5));
        assertThat(duties(adas)).noneMatch(duty -> duty.startsWith("measure"));
    }

    @Test
    void an_objective_off_its_course_waits_for_its_owner_and_one_that_is_over_to_be_closed() {
        String objective = objective(today.minusDays(200), today.minusDays(10));
        adas.json("POST", objective + "/proposal", "");
        approve(objective);
        measure(today.minusDays(12));
        eventually(() -> assertThat(duties(adas)).contains("steer Patch faster"));
        assertThat(duties(toms)).contains("close Patch faster " + today.minusDays(10) + " late");
        String page = SERVER.http(ada).get("/").body();
        assertThat(page)
                .contains(
                        "Furthest from course", "Missed", "10 days late", "What changed", "<svg class=\"status-bar\"");
    }

    @Test
    void new_wording_waits_for_a_second_person() {
        String objective = objective(today.minusDays(20), today.plusDays(100));
        adas.json("POST", objective + "/proposal", "");
        approve(objective);
        Http.Answer made = adas.json(
                "POST",
                objective + "/wordings",
                "{\"field\":\"title\",\"text\":\"Patch much faster\",\"reason\":\"clearer\"}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(duties(toms)).containsExactly("confirm-wording Patch faster");
        assertThat(duties(adas)).noneMatch(duty -> duty.startsWith("confirm"));
    }

    @Test
    void it_takes_as_many_statements_for_many_objectives_as_for_one() {
        objective(today.minusDays(20), today.plusDays(100));
        Http page = SERVER.http(ada);
        int one = page.get("/").statements().size();
        for (int i = 0; i < 6; i++) objective(today.minusDays(20), today.plusDays(100));
        // Six more while the background has not come to a verdict, for all that wait together.
        assertThat(page.get("/").statements()).hasSizeLessThanOrEqualTo(one + 6).hasSizeLessThan(20);
    }

    private String objective(LocalDate starts, LocalDate ends) {
        Http.Answer made = adas.json(
                "POST", "/api/v1/objectives", """
                {"title":"Patch faster","unit":"%1$s","owner":"%2$s","starts":"%3$s","ends":"%4$s","purpose":"p",
                 "rationale":"r","achievable":"a","targets":[{"kpi":"%5$s","kind":"reach","baselineValue":50,
                 "baselineDate":"%3$s","targetValue":10,"due":"%4$s","atRisk":1,"offTrack":2}]}
                """.formatted(organization.root(), ada.id(), starts, ends, kpi()));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location");
    }

    private String kpi() {
        if (kpi.isEmpty()) {
            Http.Answer made = adas.json("POST", "/api/v1/kpis", """
                    {"name":"Days to patch","unit":"%s","valueKind":"duration","unitOfMeasure":"days",
                     "direction":"decrease","collectedEvery":"month","graceDays":5,"measuredBy":"%s"}
                    """.formatted(organization.root(), ada.id()));
            kpi = made.header("Location").replaceFirst(".*/", "");
        }
        return kpi;
    }

    private String kpi = "";

    private void measure(LocalDate day) {
        Http.Answer made =
                adas.json("POST", "/api/v1/kpis/" + kpi() + "/measurements", "{\"at\":\"" + day + "\",\"value\":30}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    private void plan(String objective, LocalDate due) {
        Http.Answer made = adas.json(
                "PUT",
                "/api/v1/plans/" + objective.replaceFirst(".*/", ""),
                "{\"actions\":[{\"title\":\"Buy a tool\",\"state\":\"open\",\"responsible\":\"%s\",\"due\":\"%s\"}]}"
                        .formatted(ada.id(), due),
                "If-Match",
                "\"0\"");
        assertThat(made.status()).as(made.toString()).isEqualTo(200);
    }

    private void approve(String objective) {
        String seen = JSON.readTree(toms.get(objective + "/proposal").body())
                .at("/content")
                .asString();
        Http.Answer made = toms.json(
                "POST",
                objective + "/approvals",
                "{\"decision\":\"approved\",\"comment\":\"Seen\",\"content\":\"" + seen + "\"}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    /** Each as its kind, title, date, and whether it is late. */
    private static List<String> duties(Http who) {
        List<String> duties = new ArrayList<>();
        for (JsonNode duty : JSON.readTree(who.get("/api/v1/start").body()).at("/duties"))
            duties.add(duty.at("/kind").asString() + " " + duty.at("/title").asString()
                    + (duty.at("/due").isNull() ? "" : " " + duty.at("/due").asString())
                    + (duty.at("/late").asBoolean() ? " late" : ""));
        return duties;
    }

    /** Verdicts are judged in the background, within seconds. */
    private static void eventually(Runnable assertion) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (true)
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > deadline) throw notYet;
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
            }
    }
}
