package sextant.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sextant.measurement.KpiId;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Objectives;
import sextant.objectives.TargetKind;
import sextant.objectives.WriteObjective;
import sextant.people.Actor;
import sextant.people.Role;
import sextant.platform.database.Transactions;
import sextant.platform.language.Languages;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;

class ObjectivePdfTest {
    private static final TestServer SERVER = TestServer.running();
    private static final TestOrganization ORGANIZATION = SERVER.organization("Paper");

    private static WholeObjective whole;

    @BeforeAll
    static void anObjectiveWithEverything() {
        whole = WholeObjective.in(SERVER, ORGANIZATION);
    }

    @Test
    void says_what_an_auditor_asks_for() throws Exception {
        String text = String.join("\n", pages(printed(whole.id())));
        assertThat(text)
                .contains("OBJ-001, version 1")
                .contains("Close critical findings <within> two weeks & keep it so")
                .contains("On track")
                .contains("24 days")
                .contains("Scan every server each night")
                .contains("Patch team")
                .contains("Tess Tal approved version 1")
                .contains("Clear to everybody")
                .contains("Year was missing")
                .contains("Corrected")
                .contains("Expected path")
                .contains("Conformance with clause 6.2", "Measurable, if practicable conforms");
    }

    @Test
    void has_the_checkpoint_at_the_foot_of_every_page() throws Exception {
        List<String> pages = pages(printed(whole.id()));
        assertThat(pages).hasSizeGreaterThan(2);
        assertThat(pages)
                .allSatisfy(page -> assertThat(page)
                        .containsPattern("journal of \\d+ entries")
                        .containsPattern("Root of the journal [0-9a-f]{64}")
                        .containsPattern("Fingerprint of the key ([0-9a-f]{4}-){15}[0-9a-f]{4}"));
    }

    @Test
    void is_tagged_and_says_its_title_and_language() throws Exception {
        try (PDDocument document = Loader.loadPDF(printed(whole.id()))) {
            var catalog = document.getDocumentCatalog();
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getLanguage()).isEqualTo("en");
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(document.getDocumentInformation().getTitle()).startsWith("OBJ-001 Close critical findings");
        }
    }

    @Test
    void is_the_same_bytes_for_the_same_moment_however_much_later_it_is_printed() {
        Actor actor = SERVER.actor(ORGANIZATION);
        Instant moment = SERVER.clock().instant();
        byte[] first = print(actor, whole.id(), moment);
        SERVER.clock()
                .ahead(
                        Duration.ofDays(40),
                        () -> assertThat(print(actor, whole.id(), moment)).isEqualTo(first));
    }

    @Test
    void names_people_units_and_teams_as_they_were_called_then() {
        Http api = SERVER.api(ORGANIZATION.administrator().token());
        String path = "/api/v1/units/" + ORGANIZATION.root();
        Actor actor = SERVER.actor(ORGANIZATION);
        Instant moment = SERVER.clock().instant();
        Http.Answer renamed = api.json(
                "PUT",
                path,
                "{\"name\":\"Renamed Ltd\",\"kind\":\"organization\",\"relevant\":true,\"reason\":\"merger\"}",
                "If-Match",
                api.get(path).header("ETag"));
        assertThat(renamed.status()).as(renamed.toString()).isEqualTo(200);
        assertThat(text(print(actor, whole.id(), moment))).doesNotContain("Renamed Ltd");
        assertThat(text(print(actor, whole.id(), SERVER.clock().instant()))).contains("Renamed Ltd");
    }

    /** Forty days later the last measurement is too old: the clock that judges is the moment's. */
    @Test
    void is_judged_with_the_clock_of_its_moment() {
        Actor actor = SERVER.actor(ORGANIZATION);
        Instant moment = SERVER.clock().instant();
        SERVER.clock().ahead(Duration.ofDays(40), () -> {
            assertThat(text(print(actor, whole.id(), SERVER.clock().instant()))).contains("No data");
            assertThat(text(print(actor, whole.id(), moment))).doesNotContain("No data");
        });
    }

    @Test
    void speaks_the_language_of_its_reader() {
        Actor actor = SERVER.actor(ORGANIZATION);
        Actor german = new Actor(
                actor.organization(),
                actor.person(),
                actor.name(),
                actor.organizationName(),
                actor.organizationZone(),
                SERVER.bean(Languages.Speaking.class).reader(Locale.GERMAN, ZoneId.of("Europe/Berlin")),
                actor.reach(),
                actor.credential(),
                actor.unread());
        assertThat(text(print(german, whole.id(), SERVER.clock().instant())))
                .contains("Informationssicherheitsziel")
                .contains("Auf Kurs")
                .contains("Prüfpunkt")
                .doesNotContain("On track");
    }

    @Test
    void of_a_draft_is_shown_to_those_who_may_see_drafts_only() {
        ObjectiveId draft = draft("OBJ-700", "Unwritten\u0001 yet", List.of());
        TestPerson employee = SERVER.person(ORGANIZATION, "Emp Loyee", Role.EMPLOYEE);
        String path = "/objectives/" + draft + "/pdf";
        assertThat(SERVER.http(employee).get(path).status()).isEqualTo(404);
        assertThat(SERVER.http(employee)
                        .get("/objectives/" + whole.id() + "/pdf")
                        .status())
                .isEqualTo(200);
        Http.Answer own = SERVER.http(ORGANIZATION.administrator()).get(path);
        assertThat(own.status()).isEqualTo(200);
        assertThat(text(own.bytes())).contains("Draft").contains("Unwritten\uFFFD yet");
    }

    @Test
    void shows_an_employee_neither_the_journal_nor_that_a_draft_stands_beside() {
        WholeObjective beside = WholeObjective.in(SERVER, SERVER.organization("Beside"));
        Actor officer = SERVER.actor(beside.organization());
        var now = SERVER.bean(Transactions.class)
                .read(
                        officer.organization(),
                        () -> SERVER.bean(Objectives.class)
                                .get(officer.organization(), beside.id())
                                .latest());
        SERVER.bean(WriteObjective.class)
                .edit(officer, beside.id(), now.number(), now.revision(), now.content(), "a new year");
        TestPerson employee = SERVER.person(beside.organization(), "Emp Loyee", Role.EMPLOYEE);
        String path = "/objectives/" + beside.id() + "/pdf";
        assertThat(text(SERVER.http(employee).get(path).bytes()))
                .contains("On track")
                .doesNotContain("Revision history")
                .doesNotContain("A draft of version 2");
        assertThat(text(SERVER.http(beside.organization().administrator())
                        .get(path)
                        .bytes()))
                .contains("Revision history")
                .contains("A draft of version 2");
    }

    @Test
    void of_a_range_that_was_never_measured_has_no_chart_and_neither_has_its_page() {
        KpiId kpi = WholeObjective.kpi(
                SERVER,
                SERVER.actor(ORGANIZATION),
                ORGANIZATION.root(),
                whole.recorder().id(),
                "KPI-701");
        ObjectiveId id = draft(
                "OBJ-701",
                "Keep it within",
                List.of(new ObjectiveTarget(
                        java.util.UUID.fromString("0190a0a0-0000-7000-8000-000000000002"),
                        kpi,
                        TargetKind.WITHIN,
                        Optional.empty(),
                        Optional.of(LocalDate.of(2026, 1, 1)),
                        Optional.empty(),
                        Optional.of(java.math.BigDecimal.ONE),
                        Optional.of(java.math.BigDecimal.TEN),
                        Optional.of(LocalDate.of(2027, 1, 1)),
                        Optional.empty(),
                        java.math.BigDecimal.ZERO,
                        java.math.BigDecimal.ZERO,
                        List.of())));
        Http browser = SERVER.http(ORGANIZATION.administrator());
        assertThat(browser.get("/objectives/" + id + "?version=draft").status()).isEqualTo(200);
        assertThat(browser.get("/objectives/" + id + "/pdf").status()).isEqualTo(200);
    }

    @Test
    void is_not_there_for_another_organization_nor_before_the_objective_was() {
        Http own = SERVER.api(ORGANIZATION.administrator().token());
        Http stranger =
                SERVER.api(SERVER.organization("Foreign").administrator().token());
        String path = "/api/v1/objectives/" + whole.id() + "/pdf";
        assertThat(own.get(path).header("Content-Type")).isEqualTo("application/pdf");
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(own.get(path + "?asOf=2020-01-01").status()).isEqualTo(404);
        assertThat(own.get(path + "?asOf=yesterday").status()).isEqualTo(422);
    }

    private static ObjectiveId draft(String reference, String title, List<ObjectiveTarget> targets) {
        var saved = SERVER.bean(WriteObjective.class)
                .create(
                        SERVER.actor(ORGANIZATION),
                        reference,
                        new ObjectiveContent(
                                title,
                                "",
                                "",
                                ORGANIZATION.root(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                "",
                                "",
                                "",
                                targets));
        return ((WriteObjective.Result.Saved) saved).objective();
    }

    private static byte[] printed(ObjectiveId id) {
        Http.Answer answer = SERVER.http(ORGANIZATION.administrator()).get("/objectives/" + id + "/pdf");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.bytes();
    }

    private static byte[] print(Actor actor, ObjectiveId id, Instant moment) {
        return SERVER.bean(PrintObjective.class)
                .print(actor, id, Optional.of(moment))
                .pdf();
    }

    private static String text(byte[] pdf) {
        try {
            return String.join("\n", pages(pdf));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> pages(byte[] pdf) throws IOException {
        List<String> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setSortByPosition(true);
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(document).replaceAll("[\\s\u00a0]+", " "));
            }
        }
        return pages;
    }
}
