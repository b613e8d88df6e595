package sextant.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import sextant.ledger.Hash;
import sextant.platform.tables.TableForm;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SpreadsheetUploadTest {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String XLSX = TableForm.XLSX.mediaType();

    private final TestOrganization organization = SERVER.organization("Godwit");
    private final Http page = SERVER.http(organization.administrator());
    private final Http api = SERVER.api(organization.administrator().token());
    private final String kpi = defineKpi();

    @Test
    void is_previewed_and_recorded_from_the_page() {
        byte[] book = workbook(sheet -> {
            fill(sheet);
            sheet.value(4, 0, "not a date");
            sheet.value(4, 1, 7);
        });
        Http.Answer sent = page.postFile("/kpis/" + kpi + "/uploads", "file", "figures.xlsx", book);
        String preview = page.get(sent.header("Location")).body();
        assertThat(preview).contains("not a date", "figures.xlsx");
        assertThat(page.post(sent.header("Location"), "mode", "good").header("Location"))
                .isEqualTo("/kpis/" + kpi);
        assertThat(values()).isEqualTo("45 1.234 1234.5");
    }

    @Test
    void is_recorded_by_a_program_once_and_proved_by_the_digest_of_what_was_sent() throws Exception {
        byte[] book = workbook(SpreadsheetUploadTest::fill);
        String path = "/api/v1/kpis/" + kpi + "/measurements?mode=all&name=figures.xlsx";
        Http.Answer dry = api.send("POST", path + "&dryRun=true", XLSX, BodyPublishers.ofByteArray(book));
        assertThat(dry.status()).as(dry.toString()).isEqualTo(200);
        assertThat(values()).isEmpty();
        Http.Answer made = api.send("POST", path, XLSX, BodyPublishers.ofByteArray(book));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(JSON.readTree(made.body()).at("/added").asInt()).isEqualTo(3);
        assertThat(api.send("POST", path, XLSX, BodyPublishers.ofByteArray(book))
                        .status())
                .isEqualTo(200);
        assertThat(values()).isEqualTo("45 1.234 1234.5");
        assertThat(digest()).isEqualTo(Hash.sha256(book));
    }

    @Test
    void one_that_is_not_read_is_answered_with_the_reason() {
        byte[] merged = workbook(sheet -> {
            fill(sheet);
            sheet.range(0, 0, 0, 1).merge();
        });
        Http.Answer refused =
                api.send("POST", "/api/v1/kpis/" + kpi + "/measurements", XLSX, BodyPublishers.ofByteArray(merged));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Cells A1:B1 on the sheet “Figures” are merged");
        Http.Answer sent = page.postFile("/kpis/" + kpi + "/uploads", "file", "figures.xlsx", merged);
        assertThat(page.get(sent.header("Location")).body())
                .contains("Nothing was read.", "Cells A1:B1 on the sheet “Figures” are merged");
        Http.Answer csv = api.send(
                "POST",
                "/api/v1/kpis/" + kpi + "/measurements",
                XLSX,
                BodyPublishers.ofString("at,value\n2026-01-01,4\n"));
        assertThat(csv.status())
                .as("whatever a program calls a workbook is read as what it is")
                .isEqualTo(201);
    }

    @Test
    void a_template_is_recognized_when_it_comes_back_filled_in() {
        assertThat(page.get("/kpis/" + kpi + "/uploads/template.csv").body()).isEqualTo("\ufeffDate,Value,Note\r\n");
        Http.Answer template = page.get("/kpis/" + kpi + "/uploads/template.xlsx");
        assertThat(template.header("Content-Type")).startsWith(XLSX);
        Http.Answer sent = page.postFile("/kpis/" + kpi + "/uploads", "file", "template.xlsx", template.bytes());
        assertThat(sent.status()).isEqualTo(303);
        assertThat(page.get(sent.header("Location")).status()).isEqualTo(200);
    }

    private static void fill(Worksheet sheet) {
        sheet.value(0, 0, "Date");
        sheet.value(0, 1, "Value");
        for (int i = 1; i < 4; i++) {
            sheet.value(i, 0, LocalDate.of(2026, i, 28));
            sheet.style(i, 0).format("dd.mm.yyyy").set();
        }
        sheet.value(1, 1, new BigDecimal("1234.5"));
        sheet.value(2, 1, new BigDecimal("1.234"));
        sheet.value(3, 1, new BigDecimal("0.45"));
        sheet.style(3, 1).format("0%").set();
    }

    private static byte[] workbook(Consumer<Worksheet> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "Test", "1.0")) {
            content.accept(workbook.newWorksheet("Figures"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The newest first. */
    private String values() {
        StringBuilder values = new StringBuilder();
        for (JsonNode one :
                JSON.readTree(api.get("/api/v1/kpis/" + kpi + "/measurements").body()))
            values.append(values.isEmpty() ? "" : " ")
                    .append(new BigDecimal(one.at("/value").asString())
                            .stripTrailingZeros()
                            .toPlainString());
        return values.toString();
    }

    private Hash digest() throws SQLException {
        try (Connection owner = SERVER.owner();
                PreparedStatement batch =
                        owner.prepareStatement("select digest from measurement_batch where kpi = ?::uuid")) {
            batch.setString(1, kpi);
            ResultSet rows = batch.executeQuery();
            rows.next();
            return Hash.fromBytes(rows.getBytes(1));
        }
    }

    private String defineKpi() {
        Http.Answer made = api.json("POST", "/api/v1/kpis", """
                {"name":"Days","unit":"%s","valueKind":"number","unitOfMeasure":"days","direction":"decrease",
                 "collectedEvery":"month"}""".formatted(organization.root()));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location").replaceFirst(".*/", "");
    }
}
