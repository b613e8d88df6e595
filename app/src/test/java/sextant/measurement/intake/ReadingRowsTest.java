package sextant.measurement.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sextant.measurement.intake.Uploads.LIMITS;
import static sextant.measurement.intake.Uploads.NOW;
import static sextant.measurement.intake.Uploads.PLAIN;
import static sextant.measurement.intake.Uploads.csv;
import static sextant.measurement.intake.Uploads.rows;
import static sextant.measurement.intake.Uploads.with;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sextant.platform.tables.Encoding;

class ReadingRowsTest {

    @Test
    void gives_each_row_with_its_line_time_value_note_and_period() {
        var reading = rows("2024-01-31,1.50,all patched,2024-01-01", "", "2024-02-29,2,,");
        assertThat(reading.rows())
                .containsExactly(
                        new Row.Good(
                                2,
                                Instant.parse("2024-01-30T23:00:00Z"),
                                LocalDate.parse("2024-01-31"),
                                new BigDecimal("1.5"),
                                "all patched",
                                LocalDate.parse("2024-01-01")),
                        new Row.Good(
                                4,
                                Instant.parse("2024-02-28T23:00:00Z"),
                                LocalDate.parse("2024-02-29"),
                                new BigDecimal("2"),
                                null,
                                null));
        assertThat(reading.outcome()).isEqualTo(new Outcome.Finished(2, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void knows_every_line_ending(String end) {
        String text = String.join(end, "date,value", "2024-01-01,1", "2024-01-02,2", "2024-01-03,3");
        assertThat(csv(text, PLAIN, LIMITS).rows()).extracting(Row::line).containsExactly(2L, 3L, 4L);
        assertThat(csv(text + end, PLAIN, LIMITS).outcome()).isEqualTo(new Outcome.Finished(3, 0));
    }

    @ParameterizedTest
    @EnumSource
    void reads_every_encoding_with_and_without_a_byte_order_mark(Encoding encoding) {
        String text = "date,value,note\n2024-01-01,1,\u00fcberfällig \u20ac\n";
        Mapping mapping = with(PLAIN, encoding);
        assertThat(csv(text, mapping, LIMITS).good(0).note()).isEqualTo("\u00fcberfällig \u20ac");
        if (encoding != Encoding.WINDOWS_1252)
            assertThat(csv("\ufeff" + text, mapping, LIMITS).rows())
                    .isEqualTo(csv(text, mapping, LIMITS).rows());
    }

    @Test
    void keeps_delimiters_doubled_quotes_and_line_breaks_inside_of_quotes() {
        var reading = rows("2024-01-01,1,\"a, \"\"b\"\"\r\nc\",", "2024-01-02,2,,");
        assertThat(reading.good(0).note()).isEqualTo("a, \"b\"\nc");
        assertThat(reading.good(1).line()).isEqualTo(4);
    }

    @Test
    void says_everything_that_is_wrong_with_a_row_and_shows_its_cells() {
        assertThat(rows("yesterday,many,=1+1,tomorrow").only())
                .isEqualTo(new Row.Bad(
                        2,
                        List.of(
                                new Problem.NotADate(Column.TIME, "yesterday"),
                                new Problem.NotANumber("many"),
                                new Problem.FormulaInCell(Column.NOTE, "=1+1"),
                                new Problem.NotADate(Column.PERIOD_FROM, "tomorrow")),
                        List.of("yesterday", "many", "=1+1", "tomorrow")));
    }

    @Test
    void names_the_column_of_a_missing_cell() {
        assertThat(rows("2024-01-01, ").problems()).containsExactly(new Problem.MissingCell(Column.VALUE));
        assertThat(rows("2024-01-01").problems()).containsExactly(new Problem.MissingCell(Column.VALUE));
        assertThat(rows(",5").problems()).containsExactly(new Problem.MissingCell(Column.TIME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+SUM(A1)", "-2+3+cmd|' /C calc'!A0", "-E5", "@here", "\t=1", "\uff1d1"})
    void reports_formulas_wherever_they_are_read_and_runs_none(String formula) {
        String cell = "\"" + formula + "\"";
        assertThat(rows("2024-01-01," + cell).problems())
                .containsExactly(new Problem.FormulaInCell(Column.VALUE, formula));
        assertThat(rows("2024-01-01,1," + cell).problems())
                .containsExactly(new Problem.FormulaInCell(Column.NOTE, formula));
        assertThat(rows(cell + ",1").problems()).containsExactly(new Problem.FormulaInCell(Column.TIME, formula));
    }

    @Test
    void takes_signed_numbers_for_numbers_and_cells_that_it_does_not_read_for_nothing() {
        Mapping twoColumns = new Mapping(
                Encoding.UTF_8,
                Delimiter.COMMA,
                Quote.DOUBLE,
                false,
                3,
                new Columns(0, 1),
                NumberStyle.PLAIN,
                DateFormat.ISO_DATE,
                Uploads.BERLIN);
        assertThat(csv("2024-01-01,-5,=1+1\n2024-01-02,+5,@x\n", twoColumns, LIMITS)
                        .outcome())
                .isEqualTo(new Outcome.Finished(2, 0));
        assertThat(rows("2024-01-01,-1.234.5").problems()).containsExactly(new Problem.NotANumber("-1.234.5"));
    }

    @Test
    void takes_the_apostrophe_off_text_that_was_escaped_on_export() {
        assertThat(rows("2024-01-01,1,'=1+1").good(0).note()).isEqualTo("=1+1");
        assertThat(rows("2024-01-01,1,'quoted'").good(0).note()).isEqualTo("'quoted'");
    }

    @Test
    void refuses_dates_before_1970_and_more_than_a_day_ahead() {
        assertThat(rows("1969-12-31,1").problems())
                .containsExactly(new Problem.DateTooOld(Column.TIME, LocalDate.parse("1969-12-31")));
        assertThat(rows("1970-01-01,1").outcome()).isEqualTo(new Outcome.Finished(1, 0));

        Mapping times = with(PLAIN, DateFormat.ISO_OFFSET_DATE_TIME);
        Instant last = NOW.plusSeconds(86_400);
        assertThat(csv("at,value\n" + last + ",1", times, LIMITS).outcome()).isEqualTo(new Outcome.Finished(1, 0));
        Instant beyond = last.plusNanos(1_000);
        assertThat(csv("at,value\n" + beyond + ",1", times, LIMITS).problems())
                .containsExactly(new Problem.DateInFuture(beyond));
    }

    @Test
    void refuses_a_period_that_begins_after_its_end() {
        assertThat(rows("2024-01-31,1,,2024-02-01").problems())
                .containsExactly(
                        new Problem.PeriodReversed(LocalDate.parse("2024-02-01"), LocalDate.parse("2024-01-31")));
    }

    @Test
    void refuses_a_time_that_an_earlier_good_row_had() {
        var reading = rows("2024-01-01,bad", "2024-01-01,1", "2024-01-02,2", "2024-01-01,1");
        assertThat(reading.good(1).line()).isEqualTo(3);
        assertThat(reading.bad(3).problems())
                .containsExactly(new Problem.DuplicateTime(Instant.parse("2023-12-31T23:00:00Z"), 3));
        assertThat(reading.outcome()).isEqualTo(new Outcome.Finished(2, 2));
    }

    @Test
    void refuses_a_row_that_an_unquoted_decimal_comma_made_wider_than_the_header() {
        var reading = csv("date,value\n2024-01-01,1,5\n2024-01-02,2,,\n", PLAIN, LIMITS);
        assertThat(reading.bad(0).problems()).containsExactly(new Problem.RowTooWide(3, 2));
        assertThat(reading.good(1).value()).isEqualTo(new BigDecimal(2));
    }

    @Test
    void refuses_more_columns_than_allowed() {
        String wide = "2024-01-01,1" + ",x".repeat(60);
        assertThat(csv("date,value" + ",c".repeat(60) + "\n" + wide, PLAIN, LIMITS)
                        .problems())
                .containsExactly(new Problem.RowTooWide(62, 50));
    }

    @Test
    void refuses_cells_and_rows_that_are_too_long_and_shows_their_beginnings() {
        var cell = (Row.Bad) rows("2024-01-01,1," + "n".repeat(201)).only();
        assertThat(cell.problems()).containsExactly(new Problem.CellTooLong(Column.NOTE, 200));
        assertThat(cell.cells().get(2)).hasSize(200);
        var reading = rows("2024-01-01,1," + "n".repeat(2_000), "2024-01-02,2");
        assertThat(reading.bad(0).problems()).containsExactly(new Problem.RowTooLong(1_000));
        assertThat(reading.good(1).line()).isEqualTo(3);
    }

    @Test
    void names_rows_whose_bytes_are_not_of_the_encoding_and_reads_the_others() {
        byte[] bytes =
                "date,value,note\n2024-01-01,1,f\u00fcr\n2024-01-02,2,ok\n".getBytes(StandardCharsets.ISO_8859_1);
        var reading = csv(bytes, PLAIN, LIMITS);
        assertThat(reading.bad(0))
                .isEqualTo(new Row.Bad(2, List.of(new Problem.Undecodable()), List.of("2024-01-01,1,f\ufffdr")));
        assertThat(reading.good(1).note()).isEqualTo("ok");

        byte[] undefined = {'2', '0', '2', '4', '-', '0', '1', '-', '0', '1', ',', '1', ',', (byte) 0x81, '\n'};
        Mapping windows = with(PLAIN, Encoding.WINDOWS_1252);
        var sequence = csv(concat("date,value,note\n".getBytes(StandardCharsets.US_ASCII), undefined), windows, LIMITS);
        assertThat(sequence.problems()).containsExactly(new Problem.Undecodable());
    }

    @Test
    void keeps_characters_beyond_the_basic_plane() {
        assertThat(rows("2024-01-01,1,\ud800\udc00 \ud83d\ude00").good(0).note())
                .isEqualTo("\ud800\udc00 \ud83d\ude00");
    }

    @Test
    void refuses_control_characters() {
        assertThat(rows("2024-01-01,1,a\0b").problems()).containsExactly(new Problem.ControlCharacter(Column.NOTE, 0));
    }

    @Test
    void loses_one_line_to_a_quote_that_does_not_close() {
        var reading = rows("2024-01-01,1,\"open", "2024-01-02,2,fine", "2024-01-03,3,\"also, fine\"", "2024-01-04,4");
        assertThat(reading.bad(0))
                .isEqualTo(new Row.Bad(2, List.of(new Problem.BrokenQuote()), List.of("2024-01-01,1,\"open")));
        assertThat(reading.rows().subList(1, 4)).extracting(Row::line).containsExactly(3L, 4L, 5L);
        assertThat(reading.outcome()).isEqualTo(new Outcome.Finished(3, 1));
    }

    @Test
    void loses_one_line_to_a_quote_that_ends_the_file_and_to_text_after_a_quote() {
        assertThat(rows("2024-01-01,1", "2024-01-02,2,\"cut o").outcome()).isEqualTo(new Outcome.Finished(1, 1));
        assertThat(rows("2024-01-01,1,\"a\"b", "2024-01-02,2").outcome()).isEqualTo(new Outcome.Finished(1, 1));
    }

    @Test
    void stops_at_the_byte_limit_without_judging_the_row_that_it_cuts() {
        String text = "date,value\n2024-01-01,1\n2024-01-02,23\n";
        int beforeTheLastDigit = text.length() - 2;
        Limits limits = new Limits(beforeTheLastDigit, 10, 10, 100, 100);
        var reading = csv(text, PLAIN, limits);
        assertThat(reading.rows()).extracting(Row::line).containsExactly(2L);
        assertThat(reading.outcome())
                .isEqualTo(new Outcome.Stopped(new Outcome.Reason.TooLarge(beforeTheLastDigit), 3, 1, 0));
        assertThat(csv(text, PLAIN, new Limits(text.length(), 10, 10, 100, 100)).outcome())
                .isEqualTo(new Outcome.Finished(2, 0));
    }

    @Test
    void does_not_take_lines_of_a_note_for_rows_when_the_byte_limit_falls_into_it() {
        String text = "date,value,note\n2024-01-01,1,\"as in\n2024-01-02,2,x\n\"\n";
        var reading = csv(text, PLAIN, new Limits(text.length() - 3, 10, 10, 100, 100));
        assertThat(reading.rows()).isEmpty();
        assertThat(reading.outcome()).isInstanceOf(Outcome.Stopped.class);
    }

    @Test
    void stops_at_the_row_limit() {
        Limits limits = new Limits(1_000, 2, 10, 100, 100);
        String text = "date,value\n2024-01-01,1\n2024-01-02,x\n";
        assertThat(csv(text, PLAIN, limits).outcome()).isEqualTo(new Outcome.Finished(1, 1));
        assertThat(csv(text + "2024-01-03,3\n", PLAIN, limits).outcome())
                .isEqualTo(new Outcome.Stopped(new Outcome.Reason.TooManyRows(2), 4, 1, 1));
    }

    @Test
    void finds_nothing_in_nothing() {
        assertThat(csv("", PLAIN, LIMITS).outcome()).isEqualTo(new Outcome.Finished(0, 0));
        assertThat(csv("\ufeff", PLAIN, LIMITS).outcome()).isEqualTo(new Outcome.Finished(0, 0));
        assertThat(csv("date,value\n,,,\n  \n", PLAIN, LIMITS).outcome()).isEqualTo(new Outcome.Finished(0, 0));
    }

    @Test
    void passes_failures_of_the_stream_through() {
        InputStream breaking = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };
        InputStream in = new SequenceInputStream(
                new ByteArrayInputStream("date,value\n2024-01-01,1\n".getBytes(StandardCharsets.UTF_8)), breaking);
        assertThatThrownBy(() -> Rows.read(in, PLAIN, LIMITS, NOW, row -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    @Test
    void has_no_mapping_with_one_column_for_two_things() {
        var none = OptionalInt.empty();
        assertThat(Columns.parse(0, 0, none, none)).isEmpty();
        assertThat(Columns.parse(0, -1, none, none)).isEmpty();
        assertThat(Columns.parse(0, 1, OptionalInt.of(1), none)).isEmpty();
        assertThat(Columns.parse(0, 1, none, none)).contains(new Columns(0, 1));
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
