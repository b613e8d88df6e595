package sextant.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sextant.objectives.Coverage;
import sextant.objectives.ObjectiveId;
import sextant.people.Person;
import sextant.people.Role;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.people.UnitKind;
import sextant.platform.Ids;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CascadeTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOrganization organization = SERVER.organization("Redshank");
    private final TestPerson management = SERVER.person(organization, "Tess Tal", Role.TOP_MANAGEMENT);
    private final Http api = SERVER.api(organization.administrator().token());
    private final Http page = SERVER.http(organization.administrator());
    private final String root = organization.root().toString();
    private final String works = unit("Works", root);
    private final String lab = unit("Laboratory", works);
    private final String shop = unit("Shop", root);

    @Test
    void what_a_unit_and_an_objective_come_to_is_the_worst_below_them_and_says_from_where() {
        String whole = approved("OBJ-1", root, "", 50);
        String part = approved("OBJ-2", works, whole, 50);
        approved("OBJ-3", lab, part, 95);
        approved("OBJ-4", shop, "", 50);

        JsonNode levels = JSON.readTree(api.get("/api/v1/cascade").body());
        assertThat(total(levels, root)).isEqualTo("off-track from OBJ-3");
        assertThat(total(levels, works)).isEqualTo("off-track from OBJ-3");
        assertThat(total(levels, shop)).isEqualTo("on-track from OBJ-4");
        assertThat(level(levels, root).at("/statuses/on-track").asInt()).isEqualTo(3);

        assertThat(level(levels, root).at("/objectives").asInt()).isEqualTo(4);

        JsonNode parts = JSON.readTree(api.get("/api/v1/cascade/" + root).body());
        assertThat(parts).hasSize(1);
        assertThat(parts.at("/0/status").asString()).isEqualTo("on-track");
        assertThat(parts.at("/0/total/status").asString()).isEqualTo("off-track");
        assertThat(parts.at("/0/total/reference").asString()).isEqualTo("OBJ-3");

        String html = page.get("/objectives/" + part).body();
        assertThat(html)
                .contains("Serves", "OBJ-1 Keep OBJ-1", "Served by", "OBJ-3 Keep OBJ-3", "With them it comes to");
        assertThat(page.get("/cascade").body()).contains("Keep OBJ-3", "The rule:");
    }

    @Test
    void only_an_objective_of_a_unit_above_is_served() {
        String whole = draft("OBJ-1", root, "");
        String beside = draft("OBJ-2", shop, "");
        String below = draft("OBJ-3", lab, "");
        assertThat(refused(works, beside)).isEqualTo("serves-not-above");
        assertThat(refused(works, below)).isEqualTo("serves-not-above");
        assertThat(refused(root, whole)).isEqualTo("serves-not-above");
        assertThat(refused(works, root)).isEqualTo("serves-unknown");
        String made = draft("OBJ-4", lab, whole);
        assertThat(JSON.readTree(api.get("/api/v1/objectives/" + made).body())
                        .at("/latest/serves")
                        .asString())
                .isEqualTo(whole);
    }

    @Test
    void whoever_may_not_see_it_is_told_its_number_alone() {
        String whole = approved("OBJ-1", root, "", 50);
        String part = approved("OBJ-2", works, whole, 50);
        TestPerson narrow =
                SERVER.person(organization, "Nell Nah", Set.of(new Person.Grant(Role.AUDITOR, UnitId.of(works))));
        String html = SERVER.http(narrow).get("/objectives/" + part).body();
        assertThat(html).contains("OBJ-1").doesNotContain("Keep OBJ-1");
        assertThat(page.get("/objectives/" + part).body()).contains("OBJ-1 Keep OBJ-1");
    }

    @Test
    void people_name_it_by_its_number() {
        String whole = draft("OBJ-1", root, "");
        Http.Answer unknown =
                page.post("/objectives/new", "reference", "OBJ-2", "title", "T", "unit", works, "serves", "OBJ-9");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body()).contains("There is no such objective").contains("value=\"OBJ-9\"");
        Http.Answer made =
                page.post("/objectives/new", "reference", "OBJ-2", "title", "T", "unit", works, "serves", "obj-1");
        assertThat(made.status()).as(made.toString()).isEqualTo(303);
        String id = made.header("Location").replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        assertThat(JSON.readTree(api.get("/api/v1/objectives/" + id).body())
                        .at("/latest/serves")
                        .asString())
                .isEqualTo(whole);
        assertThat(page.get("/objectives/" + id + "/edit").body()).contains("value=\"OBJ-1\"");
    }

    @Test
    void what_it_served_is_known_as_of_a_past_moment_and_in_its_history() {
        String whole = approved("OBJ-1", root, "", 50);
        String part = draft("OBJ-2", works, "");
        String moment = SERVER.clock().instant().toString();
        SERVER.clock().ahead(Duration.ofMinutes(3), () -> {
            String path = "/api/v1/objectives/" + part;
            Http.Answer changed = api.json(
                    "PUT",
                    path,
                    content("OBJ-2", works, whole, 50, "r"),
                    "If-Match",
                    api.get(path).header("ETag"));
            assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
            assertThat(JSON.readTree(api.get(path + "?asOf=" + moment).body())
                            .at("/latest/serves")
                            .isNull())
                    .isTrue();
            assertThat(page.get("/objectives/" + part + "/history").body()).contains("Serves", "OBJ-1 Keep OBJ-1");
        });
    }

    @Test
    void a_unit_is_covered_by_its_own_objective_and_by_one_that_cascades_through_it() {
        UnitId top = id();
        UnitId middle = id();
        UnitId low = id();
        UnitId other = id();
        List<Unit> tree = List.of(
                unit(top, Optional.empty(), 0),
                unit(middle, Optional.of(top), 1),
                unit(low, Optional.of(middle), 2),
                unit(other, Optional.of(top), 1));
        ObjectiveId served = new ObjectiveId(SERVER.bean(Ids.class).next());
        Coverage.InForce above = new Coverage.InForce(served, top, Optional.empty());
        ObjectiveId own = new ObjectiveId(SERVER.bean(Ids.class).next());
        assertThat(Coverage.of(tree, List.of(above))).isEqualTo(Set.of(top));
        assertThat(Coverage.of(tree, List.of(above, new Coverage.InForce(own, low, Optional.of(served)))))
                .isEqualTo(Set.of(top, middle, low));
        assertThat(Coverage.of(tree, List.of(new Coverage.InForce(own, low, Optional.of(served)))))
                .as("what it serves is not in force")
                .isEqualTo(Set.of(low));
        assertThat(Coverage.of(
                        tree,
                        List.of(
                                new Coverage.InForce(served, other, Optional.empty()),
                                new Coverage.InForce(own, low, Optional.of(served)))))
                .as("the unit moved away from below the other")
                .isEqualTo(Set.of(other, low));
    }

    @Test
    void a_relevant_unit_without_any_is_named_and_costs_the_same_however_many_objectives_there_are() {
        approved("OBJ-1", root, "", 50);
        assertThat(level(JSON.readTree(api.get("/api/v1/cascade").body()), shop)
                        .at("/bare")
                        .asBoolean())
                .isTrue();
        SERVER.settle(organization);
        page.get("/cascade");
        int few = page.get("/cascade").statements().size();
        for (int i = 2; i < 9; i++) draft("OBJ-" + i, works, "");
        SERVER.settle(organization);
        page.get("/cascade");
        assertThat(page.get("/cascade").statements())
                .hasSizeLessThanOrEqualTo(few)
                .hasSizeLessThan(12);
        assertThat(page.get("/cascade").body()).contains("no objective");
        assertThat(api.get("/api/v1/cascade/" + SERVER.bean(Ids.class).next()).status())
                .isEqualTo(404);
    }

    private static UnitId id() {
        return new UnitId(SERVER.bean(Ids.class).next());
    }

    private static Unit unit(UnitId id, Optional<UnitId> parent, int depth) {
        return new Unit(id, parent, "U", UnitKind.FUNCTION, true, 1, depth);
    }

    private static JsonNode level(JsonNode levels, String unit) {
        for (JsonNode one : levels) if (one.at("/unit").asString().equals(unit)) return one;
        throw new AssertionError(unit + " is not in " + levels);
    }

    private static String total(JsonNode levels, String unit) {
        JsonNode total = level(levels, unit).at("/total");
        return total.at("/status").asString() + " from "
                + total.at("/reference").asString();
    }

    private String unit(String name, String parent) {
        return id(api.json(
                "POST",
                "/api/v1/units",
                "{\"name\":\"%s\",\"kind\":\"function\",\"relevant\":true,\"parent\":\"%s\"}".formatted(name, parent)));
    }

    private String refused(String unit, String serves) {
        Http.Answer answer = api.json("POST", "/api/v1/objectives", content("OBJ-90", unit, serves, 50, ""));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()).at("/errors/0/field").asString())
                .isEqualTo("serves");
        return JSON.readTree(answer.body()).at("/errors/0/code").asString();
    }

    private String draft(String reference, String unit, String serves) {
        return id(api.json("POST", "/api/v1/objectives", content(reference, unit, serves, 50, "")));
    }

    /** In force, with a measurement of today: 50 is better than the path, 95 far worse. */
    private String approved(String reference, String unit, String serves, int measured) {
        String id = id(api.json("POST", "/api/v1/objectives", content(reference, unit, serves, measured, "")));
        String path = "/api/v1/objectives/" + id;
        Http.Answer proposed = api.json("POST", path + "/proposal", "");
        assertThat(proposed.status()).as(proposed.toString()).isLessThan(300);
        Http approver = SERVER.api(management.token());
        String content = JSON.readTree(approver.get(path + "/proposal").body())
                .at("/content")
                .asString();
        Http.Answer decided = approver.json(
                "POST",
                path + "/approvals",
                "{\"decision\":\"approved\",\"comment\":\"c\",\"content\":\"" + content + "\"}");
        assertThat(decided.status()).as(decided.toString()).isLessThan(300);
        return id;
    }

    private String content(String reference, String unit, String serves, int measured, String reason) {
        String today = SERVER.clock().instant().toString().substring(0, 10);
        int year = Integer.parseInt(today.substring(0, 4));
        String kpi = id(api.json("POST", "/api/v1/kpis", """
                {"name":"Days","unit":"%s","valueKind":"number","unitOfMeasure":"days","direction":"decrease",
                 "collectedEvery":"year"}""".formatted(root)));
        Http.Answer one = api.json(
                "POST",
                "/api/v1/kpis/" + kpi + "/measurements/one",
                "{\"at\":\"%s\",\"value\":%d}".formatted(SERVER.clock().instant(), measured));
        assertThat(one.status()).as(one.toString()).isLessThan(300);
        return """
                {"reference":"%s","title":"Keep %s","purpose":"p","rationale":"r","unit":"%s",%s"owner":"%s",
                 "starts":"%d-01-01","ends":"%d-12-31","achievable":"a","evaluationMethod":"e","reason":"%s",
                 "targets":[{"kpi":"%s","kind":"reach","baselineValue":100,"baselineDate":"%d-01-01","targetValue":40,
                   "due":"%d-12-31","atRisk":5,"offTrack":10}]}""".formatted(
                        reference,
                        reference,
                        unit,
                        serves.isEmpty() ? "" : "\"serves\":\"" + serves + "\",",
                        organization.administrator().id(),
                        year - 1,
                        year + 1,
                        reason,
                        kpi,
                        year - 1,
                        year + 1);
    }

    private static String id(Http.Answer made) {
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location").replaceFirst(".*/", "");
    }
}
