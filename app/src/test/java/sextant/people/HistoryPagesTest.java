package sextant.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;

class HistoryPagesTest {
    private static final TestServer SERVER = TestServer.running();

    private final TestOrganization organization = SERVER.organization("Lapwing");
    private final Http api = SERVER.api(organization.administrator().token());
    private final Http page = SERVER.http(organization.administrator());

    @Test
    void a_units_history_names_who_when_why_and_each_field_before_and_after() {
        String unit = api.json(
                        "POST",
                        "/api/v1/units",
                        "{\"name\":\"IT\",\"kind\":\"function\",\"parent\":\"" + organization.root() + "\"}")
                .header("Location");
        Http.Answer changed = api.json(
                "PUT",
                unit,
                "{\"name\":\"Information technology\",\"kind\":\"level\",\"relevant\":false,\"parent\":\""
                        + organization.root() + "\",\"reason\":\"spelled out\"}",
                "If-Match",
                "\"1\"");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        String path = "/people" + unit.substring("/api/v1".length()) + "/history";
        String history = page.get(path).body();
        assertThat(history)
                .contains("Ada Adler", "spelled out", "<del>IT</del>", "<ins>Information technology</ins>")
                .contains("<del>Yes</del>", "<ins>No</ins>", "Lapwing")
                .doesNotContain("{\"", "history.field", "history.record");
        String first = page.get(path + "/1").body();
        assertThat(first).contains("<dd>IT</dd>").doesNotContain("Information technology</dd>");
        assertThat(page.get(path + "/7").status()).isEqualTo(404);
        Http stranger = SERVER.http(SERVER.organization("Merlin").administrator());
        assertThat(stranger.get(path).status()).isEqualTo(404);
    }

    @Test
    void an_objectives_history_has_its_life_its_content_and_its_plan() {
        String kpi = api.json("POST", "/api/v1/kpis", """
                        {"name":"Days to patch","unit":"%s","valueKind":"duration","unitOfMeasure":"days",
                         "direction":"decrease","collectedEvery":"month"}
                        """.formatted(organization.root()))
                .header("Location");
        String content = """
                {"title":"%s","unit":"%s","targets":[{"id":%s,"kpi":"%s",
                 "kind":"reach","targetValue":%s}],"reason":"the board asked"}
                """;
        String kpiId = kpi.substring(kpi.lastIndexOf('/') + 1);
        String objective = api.json(
                        "POST",
                        "/api/v1/objectives",
                        content.formatted("Patch", organization.root(), "null", kpiId, "9"))
                .header("Location");
        String target = api.get(objective).body().replaceFirst("(?s).*\"targets\":\\[\\{\"id\":(\"[^\"]+\").*", "$1");
        Http.Answer changed = api.json(
                "PUT",
                objective,
                content.formatted("Patch faster", organization.root(), target, kpiId, "7.5"),
                "If-Match",
                api.get(objective).header("ETag"));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        String id = objective.substring(objective.lastIndexOf('/') + 1);
        api.json(
                "PUT",
                "/api/v1/plans/" + id,
                "{\"actions\":[{\"title\":\"Buy a tool\",\"state\":\"open\"}]}",
                "If-Match",
                "\"0\"");
        String history = page.get("/objectives/" + id + "/history").body();
        assertThat(history)
                .contains("<del>Patch</del>", "<ins>Patch faster</ins>", "the board asked")
                .contains("<del>9</del>", "<ins>7.5</ins>", "Days to patch", "Reach", "Buy a tool", "Open", "Draft")
                .doesNotContain(id + "</ins>", "history.field", "history.record");
        String kpiHistory = page.get("/kpis/" + kpiId + "/history").body();
        assertThat(kpiHistory).contains("<ins>days</ins>").doesNotContain("history.field");
    }
}
