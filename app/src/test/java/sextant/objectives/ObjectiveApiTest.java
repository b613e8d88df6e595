package sextant.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sextant.people.Role;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ObjectiveApiTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOrganization organization = SERVER.organization("Ibis");
    private final Http writer = SERVER.api(organization.administrator().token());
    private final Http approver = SERVER.api(
            SERVER.person(organization, "Bernd Berg", Role.TOP_MANAGEMENT).token());
    private final Http employee =
            SERVER.api(SERVER.person(organization, "Emma Eder", Role.EMPLOYEE).token());

    @Test
    void a_draft_is_written_by_those_who_read_what_is_there() {
        String objective = created();
        Http.Answer read = writer.get(objective);
        Http.Answer written = writer.json("PUT", objective, content("Second thought"), "If-Match", read.header("ETag"));
        assertThat(written.status()).as(written.toString()).isEqualTo(200);
        Http.Answer late = writer.json("PUT", objective, content("Too late"), "If-Match", read.header("ETag"));
        assertThat(late.status()).isEqualTo(412);
        assertThat(writer.json("PUT", objective, content("Blind")).status()).isEqualTo(428);
    }

    @Test
    void a_proposal_says_what_smart_misses() {
        Http.Answer bare = writer.json(
                "POST", "/api/v1/objectives", "{\"title\":\"Less risk\",\"unit\":\"" + organization.root() + "\"}");
        Http.Answer refused = writer.json("POST", bare.header("Location") + "/proposal", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(JSON.readTree(refused.body()).at("/smart").toString()).contains("target");
    }

    @Test
    void what_was_approved_is_what_was_read() {
        String objective = created();
        assertThat(writer.json("POST", objective + "/proposal", "").status()).isEqualTo(200);
        String seen = JSON.readTree(approver.get(objective + "/proposal").body())
                .at("/content")
                .asString();
        Http.Answer own = writer.json("POST", objective + "/approvals", decision(seen));
        assertThat(own.status()).as("an officer may not approve").isEqualTo(403);
        Http.Answer unseen = approver.json("POST", objective + "/approvals", decision("0".repeat(64)));
        assertThat(unseen.status()).isEqualTo(409);
        assertThat(unseen.body()).contains("content-changed").contains(seen);
        assertThat(employee.get(objective).status()).as("a draft").isEqualTo(404);
        Http.Answer approved =
                approver.json("POST", objective + "/approvals", decision(seen), "Idempotency-Key", "approve");
        assertThat(approved.status()).as(approved.toString()).isEqualTo(201);
        Http.Answer again =
                approver.json("POST", objective + "/approvals", decision(seen), "Idempotency-Key", "approve");
        assertThat(again.status()).isEqualTo(201);
        assertThat(JSON.readTree(approver.get(objective + "/approvals").body())).hasSize(1);
        assertThat(employee.get(objective).status()).isEqualTo(200);
        assertThat(JSON.readTree(employee.get(objective + "/status").body()).has("status"))
                .isTrue();
    }

    @Test
    void another_wording_needs_a_second_person_and_the_end_needs_what_was_read() {
        String objective = created();
        writer.json("POST", objective + "/proposal", "");
        String seen = JSON.readTree(approver.get(objective + "/proposal").body())
                .at("/content")
                .asString();
        approver.json("POST", objective + "/approvals", decision(seen));
        Http.Answer made = writer.json(
                "POST",
                objective + "/wordings",
                "{\"field\":\"title\",\"text\":\"Fewer incidents, really\",\"reason\":\"clearer\"}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        String change =
                objective + "/wordings/" + JSON.readTree(made.body()).at("/id").asString() + "/decision";
        assertThat(writer.json("POST", change, "{\"confirm\":true}").status()).isEqualTo(409);
        assertThat(approver.json("POST", change, "{\"confirm\":true}").status()).isEqualTo(204);
        assertThat(JSON.readTree(writer.get(objective).body())
                        .at("/shown/title")
                        .asString())
                .isEqualTo("Fewer incidents, really");
        String end = "{\"outcome\":\"withdrawn\",\"conclusion\":\"no longer wanted\"}";
        assertThat(approver.json("POST", objective + "/end", end).status()).isEqualTo(428);
        String etag = approver.get(objective).header("ETag");
        assertThat(approver.json("POST", objective + "/end", end, "If-Match", etag)
                        .status())
                .isEqualTo(204);
        assertThat(approver.json("POST", objective + "/end", end, "If-Match", etag)
                        .status())
                .isEqualTo(412);
    }

    @Test
    void the_register_is_searched_sorted_and_paged() {
        for (int i = 0; i < 5; i++) writer.json("POST", "/api/v1/objectives", content("Objective number " + i));
        int seen = 0;
        String path = "/api/v1/objectives?limit=2&sort=-title&q=number";
        while (!path.isEmpty()) {
            Http.Answer page = writer.get(path);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            JsonNode lines = JSON.readTree(page.body());
            if (seen == 0) assertThat(lines.at("/0/title").asString()).isEqualTo("Objective number 4");
            seen += lines.size();
            String link = page.header("Link");
            path = link.isEmpty() ? "" : link.substring(link.indexOf("/api/"), link.indexOf('>'));
        }
        assertThat(seen).isEqualTo(5);
        assertThat(writer.get("/api/v1/objectives?sort=colour").status()).isEqualTo(422);
        assertThat(JSON.readTree(employee.get("/api/v1/objectives").body())).isEmpty();
    }

    @Test
    void a_past_moment_shows_what_was_recorded_then() {
        String objective = created();
        String then = SERVER.clock().instant().toString();
        SERVER.clock()
                .ahead(
                        java.time.Duration.ofMinutes(1),
                        () -> writer.json(
                                "PUT",
                                objective,
                                content("Another title"),
                                "If-Match",
                                writer.get(objective).header("ETag")));
        assertThat(JSON.readTree(writer.get(objective + "?asOf=" + then).body())
                        .at("/latest/title")
                        .asString())
                .isEqualTo("Fewer incidents");
        assertThat(writer.get(objective + "?asOf=2001-01-01").status()).isEqualTo(404);
        assertThat(writer.get(objective + "?asOf=yesterday").status()).isEqualTo(422);
    }

    private String created() {
        Http.Answer made = writer.json("POST", "/api/v1/objectives", content("Fewer incidents"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location");
    }

    private String content(String title) {
        return """
                {"title":"%s","purpose":"to lose less","rationale":"incidents cost","unit":"%s","owner":"%s",
                 "starts":"2026-01-01","ends":"2099-12-31","notMeasurable":"no figure fits yet",
                 "criteria":"judged by the officer","achievable":"peers do it","evaluationMethod":"a review"}
                """.formatted(
                        title, organization.root(), organization.administrator().id());
    }

    private static String decision(String content) {
        return "{\"decision\":\"approved\",\"comment\":\"realistic\",\"content\":\"" + content + "\"}";
    }
}
