package sextant.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sextant.people.Role;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConformanceTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOrganization organization = SERVER.organization("Jacana");
    private final Http writer = SERVER.api(organization.administrator().token());
    private final Http top = SERVER.api(
            SERVER.person(organization, "Bernd Berg", Role.TOP_MANAGEMENT).token());
    private final LocalDate today = LocalDate.ofInstant(SERVER.clock().instant(), java.time.ZoneId.of("Europe/Berlin"));

    @Test
    void a_bare_draft_has_a_gap_at_every_letter_but_its_unit() {
        String objective = draft("{\"title\":\"Bare\",\"unit\":\"%s\"}".formatted(organization.root()));
        Map<String, JsonNode> letters = letters(objective);
        assertThat(letters).hasSize(14);
        assertThat(states(letters, "conforms")).containsExactly("6.2");
        assertThat(code(letters, "b")).isEqualTo("no-target");
        assertThat(code(letters, "d")).isEqualTo("nothing-monitored");
        assertThat(code(letters, "g")).isEqualTo("not-proposed");
        assertThat(code(letters, "retained")).isEqualTo("not-proposed");
        assertThat(code(letters, "h")).isEqualTo("no-action");
        assertThat(code(letters, "j")).isEqualTo("no-owner");
        assertThat(code(letters, "k")).isEqualTo("no-end");
        assertThat(letters.values())
                .allSatisfy(letter ->
                        assertThat(letter.at("/text").asString()).isNotEmpty().doesNotStartWith("conformance."));
    }

    @Test
    void no_letter_is_green_for_want_of_a_check() {
        Map<String, JsonNode> letters = letters(complete());
        for (String letter : List.of("a", "c", "e", "f", "i", "l"))
            assertThat(letters.get(letter).at("/state").asString()).as(letter).isEqualTo("gap");
    }

    @Test
    void what_is_whole_and_measured_conforms_with_evidence() {
        Map<String, JsonNode> letters = letters(complete());
        assertThat(states(letters, "conforms"))
                .containsExactlyInAnyOrder("6.2", "b", "d", "g", "retained", "h", "j", "k");
        for (String letter : states(letters, "conforms"))
            assertThat(letters.get(letter).at("/link").asString()).as(letter).startsWith("/");
    }

    @Test
    void the_remedy_leads_to_the_very_field() {
        String objective = complete();
        plan(
                objective,
                "{\"title\":\"Undated\",\"responsible\":\"%s\",\"state\":\"open\"}"
                        .formatted(organization.administrator().id()));
        JsonNode undated = letters(objective).get("k");
        assertThat(undated.at("/code").asString()).isEqualTo("action-undated");
        assertThat(undated.at("/link").asString()).endsWith("/plan#actions[0].due");
        Http page = SERVER.http(organization.administrator());
        String path = undated.at("/link").asString();
        assertThat(page.get(path.substring(0, path.indexOf('#'))).body()).contains("id=\"actions[0].due\"");
        plan(objective, "{\"title\":\"Nobody\",\"due\":\"%s\",\"state\":\"open\"}".formatted(today));
        assertThat(letters(objective).get("j").at("/link").asString()).endsWith("/plan#actions[0].responsible");
        plan(
                objective,
                "{\"title\":\"Late\",\"due\":\"%s\",\"responsible\":\"%s\",\"state\":\"open\"}"
                        .formatted(
                                today.plusYears(3), organization.administrator().id()));
        assertThat(code(letters(objective), "k")).isEqualTo("action-late");
    }

    @Test
    void monitoring_turns_into_a_gap_when_a_value_is_missing() {
        String objective = complete();
        List<String> codes = new ArrayList<>();
        SERVER.clock().ahead(Duration.ofDays(60), () -> codes.add(code(letters(objective), "d")));
        assertThat(codes).containsExactly("measured-late");
    }

    @Test
    void a_first_value_that_is_not_due_yet_is_no_gap() {
        String kpi = kpi();
        String objective = draft(content(kpi, today));
        approve(objective);
        JsonNode letter = letters(objective).get("d");
        assertThat(letter.at("/state").asString()).isEqualTo("not-due");
        assertThat(letter.at("/code").asString()).isEqualTo("first-awaited");
    }

    @Test
    void an_accepted_gap_stays_a_gap_until_its_last_day_and_then_is_nobodys() {
        String objective = complete();
        String path = "/api/v1/conformance/" + id(objective) + "/a/acceptances";
        String acceptance = "{\"reason\":\"the policy is rewritten\",\"until\":\"%s\"}";
        assertThat(writer.json("POST", path, acceptance.formatted(today.plusDays(30)))
                        .status())
                .as("an officer may not accept")
                .isEqualTo(403);
        assertThat(top.json("POST", path, acceptance.formatted(today)).status()).isEqualTo(422);
        assertThat(top.json("POST", path, acceptance.formatted(today.plusYears(2)))
                        .status())
                .isEqualTo(422);
        assertThat(top.json("POST", path, acceptance.formatted(today.plusDays(30)))
                        .status())
                .isEqualTo(201);
        JsonNode letter = letters(objective).get("a");
        assertThat(letter.at("/state").asString()).isEqualTo("accepted");
        assertThat(letter.at("/accepted/reason").asString()).isEqualTo("the policy is rewritten");
        List<String> later = new ArrayList<>();
        SERVER.clock()
                .ahead(
                        Duration.ofDays(40),
                        () -> later.add(letters(objective).get("a").at("/state").asString()));
        assertThat(later).containsExactly("gap");
        assertThat(top.json("DELETE", path, "").status()).isEqualTo(204);
        assertThat(top.json("DELETE", path, "").status()).isEqualTo(404);
        assertThat(letters(objective).get("a").at("/state").asString()).isEqualTo("gap");
    }

    @Test
    void what_conforms_cannot_be_accepted() {
        Http.Answer refused = top.json(
                "POST",
                "/api/v1/conformance/" + id(complete()) + "/b/acceptances",
                "{\"reason\":\"why not\",\"until\":\"%s\"}".formatted(today.plusDays(30)));
        assertThat(refused.status()).isEqualTo(409);
    }

    @Test
    void the_board_takes_the_same_number_of_statements_for_one_and_for_many() {
        Http page = SERVER.http(organization.administrator());
        draft("{\"title\":\"First\",\"unit\":\"%s\"}".formatted(organization.root()));
        complete();
        SERVER.settle(organization);
        int few = page.get("/conformance").statements().size();
        for (int i = 0; i < 8; i++) complete();
        SERVER.settle(organization);
        assertThat(page.get("/conformance").statements()).hasSizeLessThanOrEqualTo(few);
        assertThat(page.get("/conformance").body()).contains("First");
    }

    @Test
    void the_page_of_an_objective_asks_for_nothing_twice() {
        Http page = SERVER.http(organization.administrator());
        String path = "/objectives/" + id(complete());
        SERVER.settle(organization);
        page.get(path);
        List<String> statements = page.get(path).statements();
        assertThat(statements).hasSizeLessThanOrEqualTo(23);
        assertThat(statements.stream().filter(one -> !one.contains("set_config")))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_board_is_computed_again_only_when_something_was_recorded() {
        Http page = SERVER.http(organization.administrator());
        draft("{\"title\":\"Kept\",\"unit\":\"%s\"}".formatted(organization.root()));
        SERVER.settle(organization);
        int computed = page.get("/conformance").statements().size();
        assertThat(page.get("/conformance").statements()).hasSizeLessThan(computed - 5);
        String objective = complete();
        assertThat(page.get("/conformance").body()).contains("/objectives/" + id(objective));
    }

    @Test
    void a_stranger_sees_no_board_of_ours() {
        String objective = complete();
        Http stranger =
                SERVER.api(SERVER.organization("Kestrel").administrator().token());
        assertThat(stranger.get("/api/v1/conformance/" + id(objective)).status())
                .isEqualTo(404);
        assertThat(JSON.readTree(stranger.get("/api/v1/conformance").body())).isEmpty();
        Http employee = SERVER.api(
                SERVER.person(organization, "Emma Eder", Role.EMPLOYEE).token());
        assertThat(employee.get("/api/v1/conformance").status()).isEqualTo(403);
    }

    /** Approved, planned, with a target and a value of this month. */
    private String complete() {
        String kpi = kpi();
        String objective = draft(content(kpi, today.minusDays(20)));
        writer.json("POST", kpi + "/measurements/one", "{\"at\":\"" + today.minusDays(1) + "\",\"value\":9}");
        plan(
                objective,
                "{\"title\":\"Patch\",\"responsible\":\"%s\",\"due\":\"%s\",\"state\":\"open\"}"
                        .formatted(organization.administrator().id(), today.plusDays(100)));
        approve(objective);
        return objective;
    }

    private String content(String kpi, LocalDate starts) {
        return """
                {"title":"Whole","purpose":"p","rationale":"r","unit":"%s","owner":"%s","starts":"%s","ends":"%s",
                 "achievable":"a","evaluationMethod":"e",
                 "targets":[{"kpi":"%s","kind":"reach","baselineValue":10,"baselineDate":"%s","targetValue":5,
                             "due":"%s","atRisk":1,"offTrack":2}]}
                """.formatted(
                        organization.root(),
                        organization.administrator().id(),
                        starts,
                        today.plusDays(300),
                        id(kpi),
                        starts,
                        today.plusDays(300));
    }

    private String kpi() {
        return writer.json("POST", "/api/v1/kpis", """
                        {"name":"Days","unit":"%s","valueKind":"duration","unitOfMeasure":"days",
                         "direction":"decrease","collectedEvery":"month","graceDays":5}
                        """.formatted(organization.root()))
                .header("Location");
    }

    private String draft(String content) {
        Http.Answer made = writer.json("POST", "/api/v1/objectives", content);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location");
    }

    private void plan(String objective, String action) {
        String path = "/api/v1/plans/" + id(objective);
        Http.Answer written = writer.json(
                "PUT",
                path,
                "{\"actions\":[" + action + "]}",
                "If-Match",
                writer.get(path).header("ETag"));
        assertThat(written.status()).as(written.toString()).isEqualTo(200);
    }

    private void approve(String objective) {
        Http.Answer proposed = writer.json("POST", objective + "/proposal", "");
        assertThat(proposed.status()).as(proposed.toString()).isEqualTo(200);
        String content = JSON.readTree(top.get(objective + "/proposal").body())
                .at("/content")
                .asString();
        Http.Answer approved = top.json(
                "POST",
                objective + "/approvals",
                "{\"decision\":\"approved\",\"comment\":\"c\",\"content\":\"" + content + "\"}");
        assertThat(approved.status()).as(approved.toString()).isEqualTo(201);
    }

    private Map<String, JsonNode> letters(String objective) {
        Http.Answer answer = writer.get("/api/v1/conformance/" + id(objective));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return JSON.readTree(answer.body())
                .at("/letters")
                .valueStream()
                .collect(Collectors.toMap(one -> one.at("/requirement").asString(), one -> one));
    }

    private static List<String> states(Map<String, JsonNode> letters, String state) {
        return letters.entrySet().stream()
                .filter(one -> one.getValue().at("/state").asString().equals(state))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String code(Map<String, JsonNode> letters, String letter) {
        return letters.get(letter).at("/code").asString();
    }

    private static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
