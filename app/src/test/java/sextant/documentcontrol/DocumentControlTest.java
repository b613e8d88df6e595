package sextant.documentcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import sextant.documents.WholeObjective;
import sextant.ledger.CanonicalJson;
import sextant.ledger.Hash;
import sextant.people.Role;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DocumentControlTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final TestOrganization organization = SERVER.organization("Lapwing");
    private final TestPerson officer = SERVER.person(organization, "Otto Oval", Role.SECURITY_OFFICER);
    private final TestPerson head = SERVER.person(organization, "Hanna Hell", Role.TOP_MANAGEMENT);
    private final TestPerson employee = SERVER.person(organization, "Emil Erde", Role.EMPLOYEE);
    private final Http api = SERVER.api(officer.token());
    private final Http heads = SERVER.api(head.token());
    private final Http employees = SERVER.api(employee.token());

    @Test
    void an_edition_says_what_was_recorded_and_stays_as_it_was() throws IOException {
        WholeObjective whole = WholeObjective.in(SERVER, organization);
        String id = document("objectives", "");
        String edition = prepared(id, "First one", "");
        JsonNode said = JSON.readTree(api.get(edition + "/content").body());
        assertThat(said.at("/format").asString()).isEqualTo("sextant-document/1");
        assertThat(said.toString())
                .contains("Close critical findings <within> two weeks & keep it so")
                .contains("The risk assessment of spring 2026 put unpatched servers first.")
                .contains("Patch window every Tuesday", "Patch team", "Oda Ost", "Milestones: 28");
        String digest = JSON.readTree(api.get(edition).body()).at("/content").asString();
        String kept = kept(id, 1);
        assertThat(Hash.sha256(kept.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .hex())
                .isEqualTo(digest);
        assertThat(kept).doesNotContain("Oda Ost").contains(whole.owner().id().toString());
        assertThat(CanonicalJson.parseCanonical(kept.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .containsKey("chapters");

        rename(whole.owner(), "Oda West");
        assertThat(JSON.readTree(api.get(edition + "/content").body())).isEqualTo(said);
        String text = pdf(api.get(edition + "/pdf").bytes());
        assertThat(text)
                .contains("Draft: nobody approved this edition yet.")
                .contains("DOC-001", "Internal", "Otto Oval", "Revision history", "First one")
                .contains("Close critical findings <within> two weeks & keep it so")
                .contains(digest.substring(0, 20));
        try (XWPFDocument docx = docx(api.get(edition + "/docx").bytes())) {
            assertThat(docx.getParagraphs().stream()
                            .filter(one -> "Heading1".equals(one.getStyle()))
                            .map(XWPFParagraph::getText))
                    .contains("Approval", "4  Objectives at a glance", "8  Revision history", "9  References");
            assertThat(docx.getTables().stream().map(XWPFTable::getText))
                    .anySatisfy(table -> assertThat(table).contains("Oda Ost", "OBJ-001"));
            assertThat(docx.getHeaderList().getFirst().getText()).contains("Internal");
        }
    }

    @Test
    void the_status_report_tells_status_trend_deviations_actions_and_what_changed_since() {
        WholeObjective whole = WholeObjective.in(SERVER, organization);
        String id = document("status-report", "");
        String first = prepared(id, "First one", "");
        assertThat(api.get(first + "/content").body()).contains("This is the first edition.", "first edition");
        measure(whole, "41");
        String second = prepared(id, "Second one", "");
        String said = api.get(second + "/content").body();
        assertThat(said)
                .contains("worse: it was 24\u00a0days")
                .contains("\"status\":\"off-track\"")
                .contains("Patch window every Tuesday (Oda Ost")
                .contains("2 actions planned: 1 done, 1 open, 0 of them late.");
        JsonNode chapters = JSON.readTree(said).at("/chapters");
        assertThat(chapters.get(5).at("/blocks/0/rows/0/cells/1/status").asString())
                .isEqualTo("on-track");
        assertThat(chapters.get(5).at("/blocks/0/rows/0/cells/2/status").asString())
                .isEqualTo("off-track");
    }

    @Test
    void an_edition_as_of_a_past_moment_tells_what_was_known_then() {
        WholeObjective whole = WholeObjective.in(SERVER, organization);
        String id = document("status-report", "");
        SERVER.settle(organization);
        Instant then = SERVER.clock().instant();
        SERVER.clock().ahead(Duration.ofMinutes(5), () -> {
            measure(whole, "41");
            String past = prepared(id, "As it was", then.toString());
            assertThat(api.get(past + "/content").body())
                    .contains("\"status\":\"on-track\"")
                    .doesNotContain("\"status\":\"off-track\"");
        });
    }

    @Test
    void nobody_approves_what_they_had_a_hand_in_and_a_later_edition_takes_the_place_of_the_one_before() {
        String id = document("procedure", "");
        String first = prepared(id, "First one", "");
        TestPerson both = SERVER.person(organization, "Bea Beide", Role.SECURITY_OFFICER, Role.TOP_MANAGEMENT);
        Http boths = SERVER.api(both.token());
        String mine = prepared(boths, id, "By somebody who may approve", "");
        assertThat(refusal(decide(boths, mine, "approved", ""))).isEqualTo("edition-approver-had-a-hand");
        assertThat(decide(api, first, "approved", "").status()).isEqualTo(403);
        assertThat(problem(decide(heads, first, "returned", ""))).isEqualTo("comment");
        assertThat(refusal(heads.json(
                        "POST",
                        first + "/approvals",
                        "{\"decision\":\"approved\",\"content\":\"" + "0".repeat(64) + "\"}")))
                .isEqualTo("edition-changed");

        Http.Answer approved = decide(heads, first, "approved", "Goes ahead");
        assertThat(approved.status()).as(approved.toString()).isEqualTo(201);
        assertThat(refusal(decide(heads, first, "approved", ""))).isEqualTo("edition-decided");
        assertThat(decide(heads, mine, "approved", "").status()).isEqualTo(201);
        assertThat(state(first)).isEqualTo("replaced");
        assertThat(state(mine)).isEqualTo("approved");
        String third = prepared(id, "Third", "");
        String fourth = prepared(id, "Fourth", "");
        assertThat(decide(heads, fourth, "approved", "").status()).isEqualTo(201);
        assertThat(refusal(decide(heads, third, "approved", ""))).isEqualTo("edition-overtaken");
        assertThat(decide(heads, third, "returned", "Too late").status()).isEqualTo(201);
        assertThat(state(third)).isEqualTo("returned");
        String text = pdf(api.get(fourth + "/pdf").bytes());
        assertThat(text)
                .contains("Hanna Hell", "Third", "sent back by Hanna Hell")
                .doesNotContain("Draft:");
        assertThat(pdf(api.get(first + "/pdf").bytes())).contains("A later edition has been in its place since");
        Http.Answer history = SERVER.http(officer).get("/documents/" + id + "/history");
        assertThat(history.body()).contains("replaced by a later one", "Goes ahead");
        assertThat(SERVER.http(officer).get("/journal").body()).contains("DOC-001");
    }

    @Test
    void the_distribution_list_opens_the_edition_that_counts_and_nothing_else() {
        String id = document("procedure", "\"persons\":[\"" + employee.id() + "\"]");
        String first = prepared(id, "First one", "");
        assertThat(employees.get("/api/v1/documents").body()).isEqualTo("[]");
        assertThat(employees.get(first).status()).isEqualTo(404);
        decide(heads, first, "approved", "");
        String second = prepared(id, "Second one", "");
        JsonNode seen = JSON.readTree(employees.get("/api/v1/documents").body());
        assertThat(seen).hasSize(1);
        assertThat(employees.get(first + "/content").status()).isEqualTo(200);
        assertThat(employees.get(first + "/pdf").status()).isEqualTo(200);
        assertThat(employees.get(second).status()).isEqualTo(404);
        assertThat(employees.get(second + "/pdf").status()).isEqualTo(404);
        assertThat(SERVER.http(employee).get("/documents/" + id).body())
                .contains("Edition 1")
                .doesNotContain("Edition 2", "Prepare an edition");
        assertThat(SERVER.http(employee).get("/documents/" + id + "/history").status())
                .isEqualTo(403);
        TestPerson other = SERVER.person(organization, "Ove Oben", Role.EMPLOYEE);
        assertThat(SERVER.api(other.token()).get(first).status()).isEqualTo(404);
        assertThat(SERVER.api(other.token()).get("/api/v1/documents").body()).isEqualTo("[]");

        change(id, node -> node.put("withdrawn", true));
        assertThat(employees.get(first).status()).isEqualTo(404);
        assertThat(refusal(api.json("POST", "/api/v1/documents/" + id + "/editions", "{\"summary\":\"x\"}")))
                .isEqualTo("document-withdrawn");
        assertThat(refusal(decide(heads, second, "approved", ""))).isEqualTo("document-withdrawn");
    }

    @Test
    void what_is_due_is_prepared_once_and_what_fails_says_why_until_it_is_mended() {
        LocalDate today = LocalDate.ofInstant(SERVER.clock().instant(), BERLIN);
        String id = document("procedure", "\"every\":\"month\",\"next\":\"%s\"".formatted(today.minusMonths(2)));
        PrepareDueEditions due = SERVER.bean(PrepareDueEditions.class);
        due.prepare(organization.id());
        due.prepare(organization.id());
        JsonNode editions =
                JSON.readTree(api.get("/api/v1/documents/" + id + "/editions").body());
        assertThat(editions).hasSize(1);
        assertThat(editions.at("/0/scheduled").asBoolean()).isTrue();
        JsonNode now = JSON.readTree(api.get("/api/v1/documents/" + id).body());
        assertThat(LocalDate.parse(now.at("/next").asString()))
                .isAfter(today)
                .isBeforeOrEqualTo(today.plusMonths(1).plusDays(1));
        assertThat(pdf(api.get("/api/v1/documents/" + id + "/editions/1/pdf").bytes()))
                .contains("Prepared on schedule, for Otto Oval");

        change(id, node -> node.put("owner", employee.id().toString()).put("next", today.toString()));
        due.prepare(organization.id());
        assertThat(JSON.readTree(api.get("/api/v1/documents/" + id).body())
                        .at("/failure")
                        .asString())
                .isEqualTo("owner-may-not");
        assertThat(SERVER.http(officer).get("/documents/" + id).body())
                .contains("the owner may not write documents about this unit");
        change(id, node -> node.put("owner", officer.id().toString()));
        due.prepare(organization.id());
        assertThat(JSON.readTree(
                        api.get("/api/v1/documents/" + id + "/editions").body()))
                .hasSize(2);
        assertThat(JSON.readTree(api.get("/api/v1/documents/" + id).body())
                        .at("/failure")
                        .asString())
                .isEmpty();
    }

    @Test
    void an_edition_goes_when_its_years_are_over_unless_a_legal_hold_stands() {
        String id = document("procedure", "\"keptYears\":1");
        String first = prepared(id, "First one", "");
        decide(heads, first, "approved", "");
        String second = prepared(id, "Second one", "");
        decide(heads, second, "approved", "");
        ForgetEditions forget = SERVER.bean(ForgetEditions.class);
        forget.run();
        assertThat(api.get(first + "/content").status()).isEqualTo(200);
        Http administrator = SERVER.api(organization.administrator().token());
        Http.Answer hold = administrator.json("POST", "/api/v1/legal-holds", "{\"reason\":\"A lawsuit\"}");
        SERVER.clock().ahead(Duration.ofDays(370), forget::run);
        assertThat(api.get(first + "/content").status()).isEqualTo(200);
        administrator.json(
                "DELETE",
                "/api/v1/legal-holds/" + JSON.readTree(hold.body()).at("/id").asString(),
                "");
        SERVER.clock().ahead(Duration.ofDays(370), forget::run);
        assertThat(api.get(first + "/content").status()).isEqualTo(404);
        assertThat(api.get(first + "/pdf").status()).isEqualTo(404);
        JsonNode gone = JSON.readTree(api.get(first).body());
        assertThat(gone.at("/kept").asBoolean()).isFalse();
        assertThat(gone.at("/content").asString()).hasSize(64);
        assertThat(api.get(second + "/content").status()).isEqualTo(200);
        Http page = SERVER.http(officer);
        assertThat(page.get("/documents/" + id + "/editions/1").body()).contains("This edition is no longer kept.");
        assertThat(page.get("/documents/" + id + "/history").body()).contains("no longer kept");
    }

    @Test
    void whoever_is_erased_is_erased_in_every_edition() {
        WholeObjective whole = WholeObjective.in(SERVER, organization);
        String id = document("objectives", "\"persons\":[\"" + whole.owner().id() + "\"]");
        String edition = prepared(id, "First one", "");
        assertThat(pdf(api.get(edition + "/pdf").bytes())).contains("Oda Ost");
        SERVER.clock().ahead(Duration.ofHours(1), () -> {
            Http administrator = SERVER.api(organization.administrator().token());
            String path = "/api/v1/persons/" + whole.owner().id();
            Http.Answer now = administrator.get(path);
            var person = (tools.jackson.databind.node.ObjectNode) JSON.readTree(now.body());
            person.put("active", false);
            Http.Answer left = administrator.json("PUT", path, person.toString(), "If-Match", now.header("ETag"));
            assertThat(left.status()).as(left.toString()).isEqualTo(200);
            Http.Answer erased = administrator.json("POST", path + "/erasure", "{\"reason\":\"asked for\"}");
            assertThat(erased.status()).as(erased.toString()).isEqualTo(200);
            assertThat(pdf(api.get(edition + "/pdf").bytes()))
                    .doesNotContain("Oda Ost")
                    .contains("Erased person");
            assertThat(api.get(edition + "/content").body()).doesNotContain("Oda Ost");
        });
    }

    @Test
    void what_people_write_can_do_no_harm() {
        String id = id(api.json("POST", "/api/v1/documents", """
                {"kind":"procedure","reference":"P-1","title":"<b>Bold</b>","unit":"%s","owner":"%s","language":"en",
                "classification":"internal","sections":[{"heading":"<i>H</i>","text":"<script>alert(1)</script>\\n\\n[x](javascript:alert(1)) ![y](https://elsewhere.example/y.png) [home](/objectives)\\n\\n# Big\\n\\n* one\\n  1. two"}]}""".formatted(organization.root(), officer.id())));
        String edition = prepared(id, "First one", "");
        String page =
                SERVER.http(officer).get("/documents/" + id + "/editions/1").body();
        assertThat(page)
                .doesNotContain("<script>alert", "javascript:alert", "<img", "<b>Bold", "<i>H</i>")
                .contains(
                        "&lt;script&gt;", "href=\"/objectives\">home</a>", "<p>x y <a", "<h3>Big</h3>", "<li>two</li>");
        assertThat(pdf(api.get(edition + "/pdf").bytes())).contains("<script>alert(1)</script>", "home");
        assertThat(docx(api.get(edition + "/docx").bytes()).getParagraphs().stream()
                        .map(XWPFParagraph::getText)
                        .toList())
                .contains("<script>alert(1)</script>", "Big", "one", "two");
    }

    @Test
    void bad_input_is_named_at_its_field() {
        Http.Answer empty = api.json("POST", "/api/v1/documents", "{}");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(fields(empty))
                .contains("kind", "reference", "title", "unit", "owner", "language", "classification", "sections");
        Http.Answer wrong = api.json("POST", "/api/v1/documents", """
                {"kind":"cats","reference":"D","title":"T","unit":"%s","owner":"%s","language":"fr","classification":"x",
                "keptYears":0,"every":"month","sections":[{"heading":"","part":"cats"}]}""".formatted(organization.root(), officer.id()));
        assertThat(fields(wrong))
                .contains(
                        "kind",
                        "language",
                        "classification",
                        "keptYears",
                        "next",
                        "sections[0].heading",
                        "sections[0].part");
        Http.Answer deep = api.json("POST", "/api/v1/documents", """
                {"kind":"procedure","reference":"D","title":"T","unit":"%s","owner":"%s","language":"en","classification":"internal",
                "sections":[{"heading":"H","text":"%s"}]}""".formatted(
                        organization.root(), officer.id(), "*a ".repeat(4000) + " a*".repeat(2600)));
        assertThat(fields(deep)).containsExactly("sections[0].text");
        document("procedure", "");
        Http.Answer taken = api.json("POST", "/api/v1/documents", wish("procedure", "DOC-001", ""));
        assertThat(fields(taken)).containsExactly("reference");
        Http.Answer stranger = api.json(
                "POST",
                "/api/v1/documents",
                wish("procedure", "DOC-009", "\"persons\":[\"0190a0a0-0000-7000-8000-00000000ffff\"]"));
        assertThat(fields(stranger)).containsExactly("persons");
        Http page = SERVER.http(officer);
        Http.Answer form = page.post("/documents/new", "kind", "procedure", "title", "Kept as typed");
        assertThat(form.status()).isEqualTo(422);
        assertThat(form.body()).contains("Kept as typed", "href=\"#reference\"", "href=\"#sections\"");
    }

    @Test
    void a_template_that_was_changed_can_be_replaced_by_the_one_that_ships() {
        String id = document("procedure", "");
        change(id, node -> node.putArray("sections").addObject().put("heading", "Ours alone"));
        Http page = SERVER.http(officer);
        assertThat(page.get("/documents/" + id + "/edit").body()).contains("Ours alone");
        assertThat(page.get("/documents/" + id + "/edit?template=shipped").body())
                .doesNotContain("Ours alone")
                .contains("Record keeping");
        assertThat(page.get("/documents/" + id).body()).contains("Ours alone");
        Http.Answer stale = api.json(
                "PUT",
                "/api/v1/documents/" + id,
                wish("procedure", "DOC-001", "\"withdrawn\":false"),
                "If-Match",
                "\"1\"");
        assertThat(fields(api.json(
                        "PUT", "/api/v1/documents/" + id, wish("procedure", "DOC-001", ""), "If-Match", "\"2\"")))
                .containsExactly("withdrawn");
        assertThat(stale.status()).isEqualTo(412);
    }

    @Test
    void every_template_ships_in_every_language_with_the_same_parts() {
        for (DocumentKind kind : DocumentKind.values()) {
            ShippedTemplate english = ShippedTemplate.of(kind, Locale.ENGLISH);
            ShippedTemplate german = ShippedTemplate.of(kind, Locale.GERMAN);
            assertThat(english.sections()).isNotEmpty();
            assertThat(german.sections().stream().map(Section::part).toList())
                    .isEqualTo(english.sections().stream().map(Section::part).toList());
            assertThat(german.title()).isNotEqualTo(english.title());
        }
    }

    @Test
    void the_procedure_leads_to_places_that_exist() {
        Http page = SERVER.http(SERVER.person(organization, "Ada All", Role.values()));
        List<String> places = ShippedTemplate.of(DocumentKind.PROCEDURE, Locale.ENGLISH).sections().stream()
                .flatMap(section -> java.util.regex.Pattern.compile("\\]\\((/[^)]*)\\)")
                        .matcher(section.text())
                        .results()
                        .map(one -> one.group(1)))
                .distinct()
                .toList();
        assertThat(places).hasSizeGreaterThan(8);
        for (String place : places)
            assertThat(page.get(place).status()).as(place).isEqualTo(200);
    }

    @Test
    void takes_as_many_statements_however_much_there_is_to_tell() {
        String id = document("status-report", "");
        approved(1);
        prepared(id, "First one", "");
        approved(2);
        SERVER.settle(organization);
        int preparing = statements(id);
        int reading = SERVER.http(officer).get("/documents/" + id).statements().size();
        for (int i = 3; i < 15; i++) approved(i);
        for (int i = 0; i < 5; i++) document("procedure", "");
        SERVER.settle(organization);
        assertThat(statements(id)).isLessThanOrEqualTo(preparing);
        assertThat(api.get("/api/v1/documents/" + id + "/editions/3/content").body())
                .contains("OBJ-14", "OBJ-3");
        assertThat(SERVER.http(officer).get("/documents/" + id).statements()).hasSizeLessThanOrEqualTo(reading);
        assertThat(SERVER.http(officer).get("/documents").statements()).hasSizeLessThan(12);
    }

    private int statements(String id) {
        Http.Answer done = api.json("POST", "/api/v1/documents/" + id + "/editions", "{\"summary\":\"x\"}");
        assertThat(done.status()).as(done.toString()).isEqualTo(201);
        return done.statements().size();
    }

    /** An objective that is in force, with a KPI of its own and a plan. */
    private void approved(int number) {
        LocalDate today = LocalDate.ofInstant(SERVER.clock().instant(), BERLIN);
        String kpi = id(api.json("POST", "/api/v1/kpis", """
                {"reference":"KPI-%d","name":"Share","unit":"%s","valueKind":"share","unitOfMeasure":"%%","direction":"increase",
                "collectedEvery":"month","graceDays":5,"analysedEvery":"month","reportedEvery":"quarter"}""".formatted(number, organization.root())));
        String objective = id(api.json("POST", "/api/v1/objectives", """
                {"reference":"OBJ-%d","title":"Keep","unit":"%s","owner":"%s","purpose":"p","rationale":"r","achievable":"a",
                "starts":"%s","ends":"%s","targets":[{"kpi":"%s","kind":"reach","baselineValue":"1","baselineDate":"%s",
                "targetValue":"9","due":"%s","atRisk":"1","offTrack":"2"}]}""".formatted(
                        number,
                        organization.root(),
                        officer.id(),
                        today.minusDays(9),
                        today.plusDays(99),
                        kpi,
                        today.minusDays(9),
                        today.plusDays(90))));
        String path = "/api/v1/objectives/" + objective;
        Http.Answer proposed = api.json("POST", path + "/proposal", "{}");
        assertThat(proposed.status()).as(proposed.toString()).isBetween(200, 201);
        String content = JSON.readTree(heads.get(path + "/proposal").body())
                .at("/content")
                .asString();
        Http.Answer decided = heads.json(
                "POST",
                path + "/approvals",
                "{\"decision\":\"approved\",\"comment\":\"Good\",\"content\":\"" + content + "\"}");
        assertThat(decided.status()).as(decided.toString()).isEqualTo(201);
    }

    private String document(String kind, String more) {
        String reference = "DOC-%03d"
                .formatted(JSON.readTree(api.get("/api/v1/documents").body()).size() + 1);
        return id(api.json("POST", "/api/v1/documents", wish(kind, reference, more)));
    }

    private String wish(String kind, String reference, String more) {
        ShippedTemplate template =
                ShippedTemplate.of(java.util.Objects.requireNonNull(DocumentKind.BY_CODE.get(kind)), Locale.ENGLISH);
        String sections = template.sections().stream()
                .map(one -> JSON.createObjectNode()
                        .put("heading", one.heading())
                        .put("text", one.text())
                        .put("part", one.part().map(Part::code).orElse(null))
                        .toString())
                .collect(Collectors.joining(","));
        return """
                {"kind":"%s","reference":"%s","title":"%s","unit":"%s","owner":"%s","language":"en",
                "classification":"internal"%s,"sections":[%s]}""".formatted(
                        kind,
                        reference,
                        template.title(),
                        organization.root(),
                        officer.id(),
                        more.isEmpty() ? "" : "," + more,
                        sections);
    }

    private void change(String id, java.util.function.Consumer<tools.jackson.databind.node.ObjectNode> edit) {
        String path = "/api/v1/documents/" + id;
        Http.Answer now = api.get(path);
        var node = (tools.jackson.databind.node.ObjectNode) JSON.readTree(now.body());
        for (String computed : List.of("id", "failure", "counting", "version")) node.remove(computed);
        edit.accept(node);
        Http.Answer changed = api.json("PUT", path, node.toString(), "If-Match", now.header("ETag"));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    }

    private String prepared(String id, String summary, String asOf) {
        return prepared(api, id, summary, asOf);
    }

    private static String prepared(Http by, String id, String summary, String asOf) {
        Http.Answer made = by.json(
                "POST",
                "/api/v1/documents/" + id + "/editions",
                "{\"summary\":\"%s\",\"asOf\":\"%s\"}".formatted(summary, asOf));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location");
    }

    private Http.Answer decide(Http by, String edition, String decision, String comment) {
        String content = JSON.readTree(api.get(edition).body()).at("/content").asString();
        return by.json(
                "POST",
                edition + "/approvals",
                "{\"decision\":\"%s\",\"content\":\"%s\",\"comment\":\"%s\"}".formatted(decision, content, comment));
    }

    private String state(String edition) {
        return JSON.readTree(api.get(edition).body()).at("/state").asString();
    }

    private String kept(String id, int number) {
        return SERVER.bean(sextant.platform.database.Transactions.class).read(organization.id(), () -> {
            Editions editions = SERVER.bean(Editions.class);
            Edition edition = editions.get(organization.id(), DocumentId.of(id), number);
            return new String(
                    editions.content(organization.id(), edition.id()).orElseThrow(),
                    java.nio.charset.StandardCharsets.UTF_8);
        });
    }

    private void rename(TestPerson person, String name) {
        Http administrator = SERVER.api(organization.administrator().token());
        String path = "/api/v1/persons/" + person.id();
        Http.Answer now = administrator.get(path);
        var node = (tools.jackson.databind.node.ObjectNode) JSON.readTree(now.body());
        node.put("name", name);
        Http.Answer changed = administrator.json("PUT", path, node.toString(), "If-Match", now.header("ETag"));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    }

    private void measure(WholeObjective whole, String value) {
        Http.Answer recorded = api.json(
                "POST",
                "/api/v1/kpis/" + whole.kpi() + "/measurements",
                "{\"at\":\"%s\",\"value\":\"%s\"}"
                        .formatted(SERVER.clock().instant().minusSeconds(1), value));
        assertThat(recorded.status()).as(recorded.toString()).isBetween(200, 201);
    }

    private static String refusal(Http.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        String type = JSON.readTree(answer.body()).at("/type").asString();
        return type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf(':')) + 1);
    }

    private static String problem(Http.Answer answer) {
        return fields(answer).getFirst();
    }

    private static List<String> fields(Http.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        return JSON.readTree(answer.body())
                .at("/errors")
                .valueStream()
                .map(one -> one.at("/field").asString())
                .toList();
    }

    private static String id(Http.Answer made) {
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location").replaceFirst(".*/", "");
    }

    private static XWPFDocument docx(byte[] file) {
        try {
            return new XWPFDocument(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pdf(byte[] file) {
        try (PDDocument document = Loader.loadPDF(file)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document).replaceAll("[\\s\u00a0]+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
