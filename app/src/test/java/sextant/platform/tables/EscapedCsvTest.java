package sextant.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedCsvTest {

    private static final EscapedCsv.Layout ENGLISH = EscapedCsv.Layout.of(Locale.UK, false);

    @Test
    void follows_the_readers_locale() throws IOException {
        assertThat(written(EscapedCsv.Layout.of(Locale.GERMANY, true)))
                .isEqualTo("\ufeffn;-1234,50;2024-12-31;2024-12-31T10:00:00Z;\r\n");
        assertThat(written(ENGLISH)).isEqualTo("n,-1234.50,2024-12-31,2024-12-31T10:00:00Z,\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1+1",
                "-1+1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\0=1",
                "\uff1d1",
                "-E5",
                "'=1",
                "''-x"
            })
    void puts_an_apostrophe_before_what_would_run(String text) {
        assertThat(Formulas.escape(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a=1", "-5", "+5", "-1.234,5", "-1 234.5", "-1e-5", "-", "'quoted'", " x", "2024-01-01"})
    void leaves_plain_numbers_and_ordinary_text_alone(String text) {
        assertThat(Formulas.escape(text)).isEqualTo(text);
    }

    @Test
    void quotes_what_any_spreadsheet_could_take_apart() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var csv = new EscapedCsv(out, ENGLISH)) {
            csv.text("a;=1").text("b\tc").text("d\"e").text("f\ng").text("h|i").endRow();
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\"a;=1\",\"b\tc\",\"d\"\"e\",\"f\ng\",\"h|i\"\r\n");
    }

    @Test
    void passes_failures_of_the_stream_on() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        assertThatThrownBy(() -> {
                    try (var csv = new EscapedCsv(full, ENGLISH)) {
                        for (int i = 0; i < 100_000; i++) csv.text("row").endRow();
                    }
                })
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("no space left");
    }

    @Property
    void never_leaves_a_formula_and_always_gives_the_text_back(
            @ForAll @StringLength(max = 8) @Chars({'\'', '=', '+', '-', '@', '1', 'E', 'a', ' ', '\t', ','})
                    String text) {
        String escaped = Formulas.escape(text);
        assertThat(Formulas.isFormula(escaped)).isFalse();
        assertThat(Formulas.unescape(escaped)).isEqualTo(text);
    }

    private static String written(EscapedCsv.Layout layout) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var csv = new EscapedCsv(out, layout)) {
            csv.text("n")
                    .number(new BigDecimal("-1234.50"))
                    .date(LocalDate.parse("2024-12-31"))
                    .time(Instant.parse("2024-12-31T10:00:00Z"))
                    .empty()
                    .endRow();
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
