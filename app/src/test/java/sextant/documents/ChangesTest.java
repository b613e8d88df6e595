package sextant.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import sextant.people.Role;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChangesTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOrganization organization = SERVER.organization("Dunlin");
    private final TestPerson ada = SERVER.person(organization, "Ada Alt", Role.values());
    private final TestPerson bea = SERVER.person(organization, "Bea Bach", Role.values());
    private final Http api = SERVER.api(ada.token());
    private final Http page = SERVER.http(ada);

    @Test
    void tells_the_status_then_and_now_each_field_then_and_now_and_who_wrote_between() throws Exception {
        String kpi = kpi("Days to patch", organization.root().toString());
        String objective = objective("Patch", kpi, organization.root().toString());
        approve(objective);
        SERVER.clock().ahead(Duration.ofDays(3), () -> {
            Instant before = SERVER.clock().instant();
            SERVER.clock().ahead(Duration.ofDays(4), () -> {
                measure(kpi, 5);
                assertThat(edited(objective, "Patch within days", kpi).status()).isEqualTo(200);
                approve(objective);
                String period = "from=" + before;
                JsonNode change = only(changes(period + "&group=objectives"));
                assertThat(change.at("/name").asString()).endsWith("Patch within days");
                assertThat(change.at("/added").asBoolean()).isFalse();
                assertThat(change.at("/statusBefore").asString()).isEqualTo("not-started");
                assertThat(change.at("/statusAfter").asString()).isEqualTo("on-track");
                assertThat(fields(change)).contains("objective-version.title: Patch -> Patch within days");
                assertThat(change.at("/revisions")).hasSizeGreaterThan(3);
                JsonNode measured = only(changes(period + "&group=kpis"));
                assertThat(measured.at("/measurements").asInt()).isEqualTo(1);
                assertThat(measured.at("/fields")).isEmpty();

                // The session of before has ended meanwhile.
                Http page = SERVER.http(ada);
                String shown = page.get("/changes?" + period).body();
                assertThat(shown)
                        .contains("<del>Patch</del>", "<ins>Patch within days</ins>", "Not started", "On track")
                        .contains("one measurement recorded", "Bea Bach", "Decision: approved", "because")
                        .doesNotContain("history.", "changes.f", "changes.r");
                assertThat(paper(page, "/changes.pdf?" + period))
                        .contains("What changed", "Patch within days", "On track", "Bea Bach");
                assertThat(paper(api, "/api/v1/changes/pdf?" + period)).contains("Patch within days");
            });
        });
    }

    @Test
    void what_came_later_is_not_told_and_names_are_those_of_then() {
        String kpi = kpi("Days to patch", organization.root().toString());
        Instant made = SERVER.clock().instant();
        SERVER.clock().ahead(Duration.ofDays(1), () -> {
            renamed(kpi, "Days until patched");
            Instant then = SERVER.clock().instant();
            SERVER.clock().ahead(Duration.ofDays(2), () -> {
                renamed(kpi, "Hours until patched");
                JsonNode until = only(changes("group=kpis&from=" + made + "&to=" + then));
                assertThat(until.at("/name").asString()).endsWith("Days until patched");
                assertThat(fields(until)).containsExactly("kpi.name: Days to patch -> Days until patched");
                JsonNode all = only(changes("group=kpis&from=" + made));
                assertThat(fields(all)).containsExactly("kpi.name: Days to patch -> Hours until patched");
                assertThat(all.at("/revisions")).hasSize(2);
                assertThat(changes("group=kpis&from=" + then + "&to=" + then.plusSeconds(3600)))
                        .isEmpty();
            });
        });
    }

    @Test
    void a_unit_has_what_belongs_to_it_and_to_those_below_and_a_record_has_itself() {
        String it = unit("IT", organization.root().toString());
        String patching = unit("Patching", it);
        String sales = unit("Sales", organization.root().toString());
        String below = kpi("Days to patch", patching);
        kpi("Deals", sales);
        Instant start = SERVER.clock().instant().minusSeconds(3600);
        assertThat(names(changes("from=" + start + "&unit=" + it)))
                .containsExactly("KPI-001 Days to patch", "IT", "Patching");
        assertThat(names(changes("from=" + start + "&kind=kpi&record=" + id(below))))
                .containsExactly("KPI-001 Days to patch");
        assertThat(names(changes("from=" + start + "&group=people"))).contains("IT", "Patching", "Sales", "Bea Bach");
    }

    @Test
    void pages_follow_each_other_without_a_gap() {
        for (int one = 0; one < 7; one++) kpi("KPI " + one, organization.root().toString());
        String start = SERVER.clock().instant().minusSeconds(3600).toString();
        Http.Answer first = api.get("/api/v1/changes?limit=4&group=kpis&from=" + start);
        String next = first.header("Link").replaceFirst("<https?://[^/]+([^>]*)>.*", "$1");
        assertThat(names(JSON.readTree(first.body()))).hasSize(4);
        assertThat(names(JSON.readTree(api.get(next).body()))).hasSize(3).doesNotContain("KPI-004 KPI 3");
    }

    @Test
    void what_cannot_be_answered_is_said_at_the_field() {
        assertThat(api.get("/api/v1/changes").status()).isEqualTo(422);
        assertThat(problem("from=yesterday")).isEqualTo("from not-a-moment");
        assertThat(problem("from=2026-02-01&to=2026-01-01")).isEqualTo("from after-the-other");
        assertThat(problem("from=2199-01-01")).isEqualTo("from to-come");
        assertThat(problem("from=2026-01-01&group=cats")).startsWith("group ");
        assertThat(problem("from=2026-01-01&unit=cats")).startsWith("unit ");
        assertThat(api.get("/api/v1/changes?from=2026-01-01&kind=cat&record="
                                + id(kpi("K", organization.root().toString())))
                        .status())
                .isEqualTo(404);
        Http.Answer refused = page.get("/changes?from=2026-02-01&to=2026-01-01");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("The first day is after the second", "2026-02-01");
        assertThat(page.get("/changes?from=cats").status()).isEqualTo(422);
        assertThat(page.get("/changes.pdf?from=cats").header("Location")).isEqualTo("/changes?from=cats");
    }

    @Test
    void takes_as_many_statements_however_much_changed() {
        String kpi = kpi("Days to patch", organization.root().toString());
        approve(objective("One", kpi, organization.root().toString()));
        String path = "/changes?from=2020-01-01";
        SERVER.settle(organization);
        page.get(path);
        int few = page.get(path).statements().size();
        for (int one = 0; one < 8; one++) {
            String another = kpi("KPI " + one, organization.root().toString());
            approve(objective("Objective " + one, another, organization.root().toString()));
        }
        SERVER.settle(organization);
        page.get(path);
        assertThat(page.get(path).statements().size()).isLessThanOrEqualTo(few).isLessThan(30);
    }

    private JsonNode changes(String query) {
        Http.Answer answer = api.get("/api/v1/changes?limit=200&" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String problem(String query) {
        Http.Answer answer = api.get("/api/v1/changes?" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        JsonNode error = JSON.readTree(answer.body()).at("/errors/0");
        return error.at("/field").asString() + " " + error.at("/code").asString();
    }

    private static JsonNode only(JsonNode changes) {
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    private static List<String> names(JsonNode changes) {
        return StreamSupport.stream(changes.spliterator(), false)
                .map(one -> one.at("/name").asString())
                .toList();
    }

    private static List<String> fields(JsonNode change) {
        return StreamSupport.stream(change.at("/fields").spliterator(), false)
                .map(one -> one.at("/record").asString() + "."
                        + one.at("/field").asString() + ": " + one.at("/before").asString() + " -> "
                        + one.at("/after").asString())
                .toList();
    }

    private String unit(String name, String parent) {
        return id(made(api.json(
                "POST",
                "/api/v1/units",
                "{\"name\":\"%s\",\"kind\":\"function\",\"parent\":\"%s\"}".formatted(name, parent))));
    }

    private String kpi(String name, String unit) {
        return made(api.json("POST", "/api/v1/kpis", kpiOf(name, unit)));
    }

    private static String kpiOf(String name, String unit) {
        return """
                {"name":"%s","unit":"%s","valueKind":"duration","unitOfMeasure":"days","direction":"decrease",
                 "collectedEvery":"month","retired":false,"reason":"because"}
                """.formatted(name, unit);
    }

    private void renamed(String kpi, String name) {
        Http.Answer changed = api.json(
                "PUT",
                kpi,
                kpiOf(name, organization.root().toString()),
                "If-Match",
                api.get(kpi).header("ETag"));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    }

    private void measure(String kpi, int value) {
        made(api.json(
                "POST",
                kpi + "/measurements/one",
                "{\"at\":\"%s\",\"value\":%d}".formatted(today().minusDays(1), value)));
    }

    private String objective(String title, String kpi, String unit) {
        return made(api.json("POST", "/api/v1/objectives", content(title, kpi, unit)));
    }

    private String content(String title, String kpi, String unit) {
        return """
                {"title":"%s","purpose":"p","rationale":"r","unit":"%s","owner":"%s","starts":"%s","ends":"%s",
                 "achievable":"a","evaluationMethod":"e","reason":"because","targets":[{"kpi":"%s","kind":"reach",
                 "baselineValue":9,"baselineDate":"%s","targetValue":4,"due":"%s","atRisk":5,"offTrack":10}]}
                """.formatted(
                        title,
                        unit,
                        ada.id(),
                        today().minusDays(2),
                        today().plusDays(90),
                        id(kpi),
                        today().minusDays(2),
                        today().plusDays(90));
    }

    private Http.Answer edited(String objective, String title, String kpi) {
        return api.json(
                "PUT",
                objective,
                content(title, kpi, organization.root().toString()),
                "If-Match",
                api.get(objective).header("ETag"));
    }

    private void approve(String objective) {
        api.json("POST", objective + "/proposal", "");
        Http other = SERVER.api(bea.token());
        String seen = JSON.readTree(other.get(objective + "/proposal").body())
                .at("/content")
                .asString();
        made(other.json(
                "POST",
                objective + "/approvals",
                "{\"decision\":\"approved\",\"comment\":\"as the board asked\",\"content\":\"%s\"}".formatted(seen)));
    }

    private static String paper(Http asker, String path) {
        Http.Answer answer = asker.get(path);
        assertThat(answer.status()).isEqualTo(200);
        try (var document = Loader.loadPDF(answer.bytes())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String made(Http.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.header("Location");
    }

    private static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static java.time.LocalDate today() {
        return java.time.LocalDate.ofInstant(SERVER.clock().instant(), java.time.ZoneId.of("Europe/Berlin"));
    }
}
