package sextant.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetReaderTest {
    private static final String SHEET_BEGINS =
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
    private static final String SHEET_ENDS = "</sheetData></worksheet>";

    @TempDir
    Path directory;

    @Test
    void cells_are_told_as_text_that_reads_in_one_way() throws Exception {
        assertThat(csv(sheet -> {
                    sheet.value(0, 0, "Date");
                    sheet.value(0, 1, "Value");
                    sheet.value(1, 0, LocalDate.parse("2026-03-31"));
                    sheet.style(1, 0).format("dd.mm.yyyy").set();
                    sheet.value(1, 1, new BigDecimal("1234.5"));
                    sheet.value(2, 0, LocalDateTime.parse("2026-03-31T14:30:01"));
                    sheet.style(2, 0).format("yyyy-mm-dd hh:mm:ss").set();
                    sheet.value(2, 1, new BigDecimal("1.234"));
                    sheet.value(3, 0, "two\nlines, and \"quotes\"");
                    sheet.value(3, 1, new BigDecimal("0.45"));
                    sheet.style(3, 1).format("0 %").set();
                    sheet.value(4, 1, 0.1 + 0.2);
                    sheet.style(4, 1).format("#,##0.00 \"days\"").set();
                    sheet.value(5, 1, true);
                }))
                .isEqualTo("""
                        Date,Value
                        2026-03-31,1234.5
                        2026-03-31T14:30:01,1.2340
                        "two lines, and ""quotes""\",45
                        ,0.3
                        ,true
                        """);
    }

    @Test
    void a_row_stands_on_the_line_of_its_number() throws Exception {
        assertThat(csv(sheet -> {
                    sheet.value(2, 1, "c");
                    sheet.value(4, 0, "e");
                }))
                .isEqualTo("\n\n,c\n\ne\n");
    }

    @Test
    void the_first_sheet_that_is_visible_is_read() throws Exception {
        Path file = directory.resolve("two.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Test", "1.0")) {
            Worksheet hidden = workbook.newWorksheet("Settings");
            hidden.value(0, 0, "hidden");
            hidden.setVisibilityState(VisibilityState.HIDDEN);
            workbook.newWorksheet("Figures").value(0, 0, "shown");
            workbook.newWorksheet("More").value(0, 0, "not read");
        }
        assertThat(csv(file)).isEqualTo("shown\n");
    }

    @Test
    void a_formula_counts_with_the_result_that_was_saved() throws Exception {
        assertThat(csv(packed("<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c>"
                        + "<c r=\"B1\" t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c>"
                        + "<c r=\"C1\"><f>NOW()</f></c><c r=\"D1\" t=\"e\"><v>#N/A</v></c></row>")))
                .isEqualTo("2,ab,,#N/A\n");
    }

    @Test
    void a_number_that_no_sheet_keeps_is_left_as_it_stands() throws Exception {
        assertThat(csv(packed(
                        "<row r=\"1\"><c r=\"A1\"><v>1E999999999</v></c><c r=\"B1\"><v>1E-999999999</v></c></row>")))
                .isEqualTo("1E999999999,1E-999999999\n");
    }

    @Test
    void merged_cells_are_refused_by_name() throws Exception {
        UnreadableSheet refused = refused(file(sheet -> {
            sheet.value(0, 0, "Title over all");
            sheet.range(0, 0, 0, 3).merge();
        }));
        assertThat(refused.code()).isEqualTo("merged-cells");
        assertThat(refused.arguments()).containsExactly("A1:D1", "Figures");
    }

    @Test
    void what_is_no_workbook_is_refused() throws Exception {
        assertThat(refused(bytes(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1, 2, 3, 4}))
                        .code())
                .isEqualTo("old-or-locked");
        assertThat(refused(zip(Map.of("word/document.xml", "<a/>"))).code()).isEqualTo("no-workbook");
        byte[] whole = Files.readAllBytes(file(sheet -> sheet.value(0, 0, "a")));
        assertThat(refused(bytes(java.util.Arrays.copyOf(whole, whole.length / 2)))
                        .code())
                .isEqualTo("broken");
        assertThat(refused(packed("<row r=\"1\"><c r=\"A1\"><v>1</c></row>")).code())
                .isEqualTo("broken");
    }

    @Test
    void a_formula_that_shares_one_that_is_not_there_is_refused() throws Exception {
        assertThat(refused(packed("<row r=\"1\"><c r=\"A1\"><f t=\"shared\" si=\"9\"/><v>1</v></c></row>"))
                        .code())
                .isEqualTo("broken");
    }

    @Test
    void a_bomb_ends_before_it_is_in_memory() throws Exception {
        Map<String, String> files = new TreeMap<>(workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"));
        files.put("xl/sharedStrings.xml", "<sst><si><t>" + " ".repeat(40 << 20) + "</t></si></sst>");
        Path bomb = zip(files);
        assertThat(Files.size(bomb)).isLessThan(200_000);
        assertThat(refused(bomb).code()).isEqualTo("unpacks-too-large");
    }

    @Test
    void a_document_type_is_refused() throws Exception {
        Map<String, String> files = new TreeMap<>(workbook("<row r=\"1\"/>"));
        files.put("xl/sharedStrings.xml", "<!DOCTYPE sst [<!ENTITY a \"aaaa\">]><sst><si><t>&a;</t></si></sst>");
        assertThat(refused(zip(files)).code()).isEqualTo("broken");
    }

    @Test
    void a_cell_or_row_that_lies_where_no_sheet_has_one_is_refused() throws Exception {
        assertThat(refused(packed("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>"))
                        .code())
                .isEqualTo("broken");
        assertThat(refused(packed("<row r=\"2000000000\"><c r=\"A2\"><v>1</v></c></row>"))
                        .code())
                .isEqualTo("broken");
    }

    private String csv(Consumer<Worksheet> content) throws Exception {
        return csv(file(content));
    }

    private String csv(Path file) throws Exception {
        Path csv = directory.resolve("table.csv");
        SheetToCsv.write(file, csv);
        return Files.readString(csv);
    }

    private UnreadableSheet refused(Path file) {
        return catchThrowableOfType(
                UnreadableSheet.class,
                () -> SheetReader.read(
                        file, (number, cells) -> assertThat(number).isPositive()));
    }

    private Path file(Consumer<Worksheet> content) throws IOException {
        Path file = Files.createTempFile(directory, "book", ".xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Test", "1.0")) {
            content.accept(workbook.newWorksheet("Figures"));
        }
        return file;
    }

    private Path bytes(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(directory, "book", ".xlsx"), content);
    }

    private Path packed(String rows) throws IOException {
        return zip(workbook(rows));
    }

    private static Map<String, String> workbook(String rows) {
        return Map.of(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\""
                        + "/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml"
                        + ".sheet.main+xml\"/></Types>",
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>",
                "xl/workbook.xml",
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\""
                        + "http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                        + "<sheet name=\"Figures\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id="
                        + "\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\""
                        + " Target=\"worksheets/sheet1.xml\"/></Relationships>",
                "xl/worksheets/sheet1.xml",
                SHEET_BEGINS + rows + SHEET_ENDS);
    }

    private Path zip(Map<String, String> files) throws IOException {
        Path file = Files.createTempFile(directory, "book", ".xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> one : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(one.getKey()));
                zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
