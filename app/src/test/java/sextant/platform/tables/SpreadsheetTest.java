package sextant.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SpreadsheetTest {
    @TempDir
    Path temporary;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void what_looks_like_a_formula_is_text_and_unchanged() throws Exception {
        try (Spreadsheet table = new Spreadsheet(out, "KPIs")) {
            table.text("=HYPERLINK(\"http://bad.example\")")
                    .text("+1")
                    .text("a < b & \"c\"")
                    .endRow();
        }
        Document sheet = sheet();
        assertThat(texts(sheet)).containsExactly("=HYPERLINK(\"http://bad.example\")", "+1", "a < b & \"c\"");
        assertThat(sheet.getElementsByTagName("f").getLength()).isZero();
    }

    @Test
    void numbers_and_dates_are_numbers_and_dates() throws Exception {
        try (Spreadsheet table = new Spreadsheet(out, "KPIs")) {
            table.number(new BigDecimal("12.50"))
                    .date(LocalDate.parse("2026-11-27"))
                    .time(Instant.parse("2026-11-27T12:00:00Z"))
                    .empty()
                    .text("")
                    .endRow();
        }
        NodeList values = sheet().getElementsByTagName("v");
        assertThat(new BigDecimal(values.item(0).getTextContent())).isEqualByComparingTo("12.5");
        // Days since the end of 1899, as ECMA-376 18.17.4.1 counts them.
        assertThat(new BigDecimal(values.item(1).getTextContent())).isEqualByComparingTo("46353");
        assertThat(new BigDecimal(values.item(2).getTextContent())).isEqualByComparingTo("46353.5");
        assertThat(files().get("xl/styles.xml")).contains("yyyy-mm-dd");
    }

    @Test
    void characters_that_no_xml_holds_do_not_break_the_file() throws Exception {
        try (Spreadsheet table = new Spreadsheet(out, "A/B: [everything] that is much too long for a sheet")) {
            table.text("bell \u0007, null \u0000, half a pair \ud83d, whole \ud83d\ude00")
                    .endRow();
        }
        assertThat(texts(sheet()).getFirst()).startsWith("bell ").contains("whole \ud83d\ude00");
    }

    @Test
    void a_cell_that_is_too_long_is_cut_and_says_so() throws Exception {
        try (Spreadsheet table = new Spreadsheet(out, "Long")) {
            table.text("x".repeat(40_000)).endRow();
        }
        assertThat(texts(sheet()).getFirst())
                .hasSize(Spreadsheet.MOST_CHARACTERS)
                .endsWith("x…");
    }

    @Test
    void rows_beyond_what_is_held_at_a_time_come_in_order_under_a_heading_with_a_filter() throws Exception {
        try (Spreadsheet table = new Spreadsheet(out, "Many")) {
            for (int i = 0; i < 1_234; i++) table.text("row " + i).endRow();
        }
        Document sheet = sheet();
        assertThat(texts(sheet)).hasSize(1_234).startsWith("row 0", "row 1").endsWith("row 1233");
        assertThat(sheet.getElementsByTagName("autoFilter").getLength()).isOne();
        assertThat(sheet.getElementsByTagName("pane").getLength()).isOne();
    }

    @Test
    void a_table_without_rows_is_a_file_that_opens() throws Exception {
        new Spreadsheet(out, "Nothing").close();
        assertThat(texts(sheet())).isEmpty();
    }

    private Document sheet() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        files().get("xl/worksheets/sheet1.xml").getBytes(StandardCharsets.UTF_8)));
    }

    /** By its directory, as spreadsheets read it: the writer streams, and says lengths only there. */
    private Map<String, String> files() throws IOException {
        Path file = Files.write(temporary.resolve("table.xlsx"), out.toByteArray());
        Map<String, String> files = new HashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries()))
                try (InputStream content = zip.getInputStream(entry)) {
                    files.put(entry.getName(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
                }
        }
        return files;
    }

    private static List<String> texts(Document sheet) {
        List<String> texts = new ArrayList<>();
        NodeList cells = sheet.getElementsByTagName("is");
        for (int i = 0; i < cells.getLength(); i++) texts.add(((Element) cells.item(i)).getTextContent());
        return texts;
    }
}
