package sextant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;

class RegisterFilesTest {
    private static final TestServer SERVER = TestServer.running();

    private final TestOrganization organization = SERVER.organization("Lapwing");
    private final Http api = SERVER.api(organization.administrator().token());
    private final Http page = SERVER.http(organization.administrator());

    @ParameterizedTest
    @ValueSource(strings = {"/objectives", "/kpis", "/people/persons", "/people/units", "/conformance"})
    void every_register_leaves_in_every_form_and_says_which(String register) {
        String name = register.substring(register.lastIndexOf('/') + 1);
        String[][] forms = {
            {"csv", "text/csv", "\ufeff"},
            {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"},
            {"pdf", "application/pdf", "%PDF-"}
        };
        for (String[] form : forms) {
            Http.Answer file = page.get(register + "." + form[0]);
            assertThat(file.status()).as(file.toString()).isEqualTo(200);
            assertThat(file.header("Content-Type")).startsWith(form[1]);
            assertThat(file.header("Content-Disposition"))
                    .isEqualTo("attachment; filename=\"%s.%s\"".formatted(name, form[0]));
            assertThat(new String(file.bytes(), StandardCharsets.UTF_8)).startsWith(form[2]);
        }
        assertThat(page.get(register + ".docx").status()).isEqualTo(404);
    }

    @Test
    void the_paper_has_what_is_filtered_and_names_the_filters() {
        define("KPI-1", "Share of <patched> servers");
        define("KPI-2", "Days to close an incident");
        assertThat(text("/kpis.pdf?q=patch&unit=" + organization.root()))
                .contains("Share of <patched> servers", "Unit: Lapwing", "Lapwing", "1 / 1")
                .contains(": patch")
                .contains("One row")
                .doesNotContain("Days to close");
        assertThat(text("/kpis.pdf")).contains("Days to close an incident", "2 rows");
    }

    @Test
    void the_paper_is_as_of_the_moment_that_is_looked_at() {
        define("KPI-1", "Share of patched servers");
        String moment = SERVER.clock().instant().toString();
        SERVER.clock().ahead(Duration.ofMinutes(2), () -> {
            define("KPI-2", "Days to close an incident");
            assertThat(text("/kpis.pdf?asOf=" + moment))
                    .contains("As recorded on")
                    .doesNotContain("Days to close");
        });
    }

    @Test
    void a_moment_that_is_none_is_refused_before_anything_is_sent() {
        Http.Answer answer = page.get("/objectives.xlsx?asOf=cats");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
    }

    private void define(String reference, String name) {
        Http.Answer made = api.json("POST", "/api/v1/kpis", """
                {"reference":"%s","name":"%s","unit":"%s","valueKind":"number","unitOfMeasure":"days",
                 "direction":"decrease","collectedEvery":"month"}
                """.formatted(reference, name, organization.root()));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    private String text(String path) {
        Http.Answer file = page.get(path);
        assertThat(file.status()).as(file.toString()).isEqualTo(200);
        try (PDDocument document = Loader.loadPDF(file.bytes())) {
            return new PDFTextStripper().getText(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
