package sextant.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import sextant.platform.language.Languages;
import sextant.platform.language.Reader;
import sextant.testing.TestServer;

class PrintedTableTest {
    private static final Instant PRINTED = Instant.parse("2026-11-27T12:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void says_how_many_rows_are_not_printed() throws IOException {
        try (PrintedTable table = table(Locale.ENGLISH)) {
            table.text("Name").endRow();
            for (int i = 1; i <= PrintedTable.MOST_ROWS + 500; i++)
                table.text("row-" + i).endRow();
        }
        assertThat(text())
                .contains("The first 2,000 of 2,500 rows are printed.")
                .contains("row-2000")
                .doesNotContain("row-2001");
    }

    @Test
    void numbers_dates_and_times_are_as_the_reader_writes_them() throws IOException {
        try (PrintedTable table = table(Locale.GERMAN)) {
            table.text("Wert").text("Tag").text("Zeit").endRow();
            table.number(new BigDecimal("1234.5"))
                    .date(LocalDate.parse("2026-03-31"))
                    .time(PRINTED)
                    .endRow();
            table.empty().empty().empty().endRow();
        }
        assertThat(text()).contains("1.234,5").contains("31. März 2026").contains("27. Nov. 2026 13:00");
    }

    @Test
    void a_table_without_rows_says_so() throws IOException {
        try (PrintedTable table = table(Locale.ENGLISH)) {
            table.text("Name").endRow();
        }
        assertThat(text()).contains("No row");
    }

    private PrintedTable table(Locale locale) {
        Reader reader = TestServer.running().bean(Languages.Speaking.class).reader(locale, ZoneId.of("Europe/Berlin"));
        return new PrintedTable(
                out, new PrintedTable.Heading("Harbour Ltd", "Everything", List.of("As of then"), PRINTED), reader);
    }

    private String text() throws IOException {
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            return new PDFTextStripper().getText(document);
        }
    }
}
