package sextant.measurement.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static sextant.measurement.intake.Uploads.BERLIN;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sextant.measurement.intake.Detection.Confidence;
import sextant.measurement.intake.Detection.Dates;
import sextant.measurement.intake.Detection.Suggestion;
import sextant.measurement.intake.NumberStyle.Grouping;
import sextant.measurement.intake.NumberStyle.Point;
import sextant.platform.tables.Encoding;

class DetectingAnUploadTest {

    @Test
    void recognises_a_german_spreadsheet_whole() {
        Charset windows = Charset.forName("windows-1252");
        byte[] bytes =
                "Von;Bis;Messwert;Bemerkung\r\n01.01.2024;31.01.2024;1.234,5;f\u00fcr M\u00e4rz\r\n01.02.2024;29.02.2024;12,25;\r\n"
                        .getBytes(windows);
        Detection detection = Detection.detect(bytes);
        assertThat(detection.mapping(BERLIN))
                .contains(new Mapping(
                        Encoding.WINDOWS_1252,
                        Delimiter.SEMICOLON,
                        Quote.DOUBLE,
                        true,
                        4,
                        new Columns(1, 2, OptionalInt.of(3), OptionalInt.of(0)),
                        new NumberStyle(Point.COMMA, Grouping.POINT),
                        DateFormat.DOT_DAY_FIRST,
                        BERLIN));
    }

    @ParameterizedTest
    @CsvSource({
        "COMMA, 'at,value\n2024-01-01T00:00:00Z,1\n2024-01-02T00:00:00Z,2\n'",
        "SEMICOLON, 'Datum;Wert\n2024-01-01;1,5\n2024-01-02;2,5\n'",
        "SEMICOLON, '2024-01-01;1,5\n2024-01-02;2,5\n'",
        "TAB, 'date\tvalue, in days\n2024-01-01\t1\n2024-01-02\t2\n'",
        "PIPE, 'date|value\n2024-01-01|1\n2024-01-02|2\n'",
        "COMMA, 'note,date,value\n\"a;b;c\",2024-01-01,1\n\"d;e;f\",2024-01-02,2\n'",
    })
    void recognises_the_delimiter(Delimiter expected, String text) {
        assertThat(detect(text).delimiter()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void recognises_the_encoding_with_and_without_a_byte_order_mark(Encoding encoding) {
        String text = "date;value;note\n2024-01-01;1;gr\u00f6\u00dfer\n2024-01-02;2;\n";
        assertThat(Detection.detect(text.getBytes(encoding.charset())).encoding())
                .isEqualTo(encoding);
        if (encoding != Encoding.WINDOWS_1252)
            assertThat(Detection.detect(("\ufeff" + text).getBytes(encoding.charset()))
                            .encoding())
                    .isEqualTo(encoding);
    }

    @Test
    void does_not_mistake_a_character_cut_off_at_the_end_of_the_head_for_another_encoding() {
        String row = "2024-01-01;1;\u20ac\u20ac\u20ac\n";
        byte[] all = ("x" + row.repeat(4_000)).getBytes(StandardCharsets.UTF_8);
        for (int shift = 0; shift < 3; shift++) {
            byte[] head = Arrays.copyOfRange(all, shift, shift + Detection.HEAD);
            assertThat(Detection.detect(head).encoding()).isEqualTo(Encoding.UTF_8);
        }
    }

    @Test
    void passes_over_the_last_line_of_a_head_that_is_cut() {
        String row = "2024-01-01,12.5\n";
        byte[] head = row.repeat(Detection.HEAD / row.length() + 1)
                .substring(0, Detection.HEAD)
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Detection.detect(head).width()).isEqualTo(2);
        byte[] oneLine = "x".repeat(Detection.HEAD).getBytes(StandardCharsets.UTF_8);
        assertThat(Detection.detect(oneLine).columns()).isEmpty();
    }

    @Test
    void tells_a_header_from_data() {
        assertThat(detect("date,value\n2024-01-01,1\n").header()).isTrue();
        assertThat(detect("2024-01-01,1\n2024-01-02,2\n").header()).isFalse();
        assertThat(detect("date,value\n").header()).isTrue();
        assertThat(detect("2024-01-01,1\n").header()).isFalse();
        assertThat(detect("date,value\n2024-01-01,1\n").columns())
                .extracting(Detection.ColumnFound::name)
                .containsExactly("date", "value");
    }

    @ParameterizedTest
    @CsvSource({
        "ISO_DATE, 2024-01-13, 2024-02-14",
        "ISO_DATE_TIME, 2024-01-13T10:00, 2024-02-14 11:00:30",
        "ISO_OFFSET_DATE_TIME, 2024-01-13T10:00:00Z, 2024-02-14T10:00:00+01:00",
        "ISO_MONTH, 2024-01, 2024-02",
        "DOT_DAY_FIRST, 13.1.2024, 14.02.2024",
        "SLASH_DAY_FIRST, 13/01/2024, 01/02/2024",
        "SLASH_MONTH_FIRST, 01/13/2024, 01/02/2024",
    })
    void recognises_the_date_format(DateFormat expected, String one, String other) {
        Detection detection = detect("when;value\n" + one + ";1\n" + other + ";2\n");
        assertThat(detection.columns().getFirst().dates()).isEqualTo(new Dates.Certain(expected));
        assertThat(detection.time()).contains(new Suggestion(0, Confidence.HIGH));
    }

    @Test
    void asks_when_day_and_month_could_be_either() {
        Detection detection = detect("date,value\n01/02/2024,1\n03/04/2024,2\n");
        assertThat(detection.columns().getFirst().dates())
                .isEqualTo(new Dates.Ambiguous(List.of(DateFormat.SLASH_DAY_FIRST, DateFormat.SLASH_MONTH_FIRST)));
        assertThat(detection.mapping(BERLIN)).isEmpty();
    }

    @Test
    void never_takes_epoch_seconds_on_its_own() {
        Detection detection = detect("timestamp,value\n1735686000,1\n1735689600,2\n");
        assertThat(detection.columns().getFirst().dates())
                .isEqualTo(new Dates.Ambiguous(List.of(DateFormat.EPOCH_SECONDS)));
        assertThat(detection.mapping(BERLIN)).isEmpty();
        assertThat(detect("2024-01-01,1735686000\n2024-01-02,1735689600\n")
                        .columns()
                        .get(1)
                        .dates())
                .isEqualTo(new Dates.None());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1.5 | 20 | POINT | NONE",
                "1,5 | 20 | COMMA | NONE",
                "1.234,5 | 20 | COMMA | POINT",
                "1,234.5 | 20 | POINT | COMMA",
                "1 234,5 | 20 | COMMA | SPACE",
                "1'234.5 | 20 | POINT | APOSTROPHE",
                "1.234.567 | 20 | COMMA | POINT",
                "0.125 | 1.250 | POINT | NONE",
            })
    void recognises_how_numbers_are_written(String one, String other, Point point, Grouping grouping) {
        assertThat(detect("date\tvalue\n2024-01-01\t" + one + "\n2024-01-02\t" + other + "\n")
                        .columns()
                        .get(1)
                        .numbers())
                .isEqualTo(new Detection.Numbers.Certain(new NumberStyle(point, grouping)));
    }

    @Test
    void asks_when_a_point_could_be_for_thousands_or_for_decimals() {
        Detection detection = detect("date;value\n2024-01-01;1.234\n2024-01-02;20\n");
        assertThat(detection.columns().get(1).numbers())
                .isEqualTo(new Detection.Numbers.Ambiguous(
                        List.of(new NumberStyle(Point.COMMA, Grouping.POINT), NumberStyle.PLAIN)));
        assertThat(detection.mapping(BERLIN)).isEmpty();
    }

    @Test
    void recognises_the_rest_despite_some_bad_rows() {
        String text =
                "date,value\n" + "2024-01-31,1.5\n".repeat(5) + "n/a,n/a\n\"broken\n" + "2024-02-29,2.5\n".repeat(3);
        assertThat(detect(text).mapping(BERLIN)).isPresent();
    }

    @Test
    void recognises_single_quotes() {
        Detection detection = detect("'date','value','note'\n'2024-01-01','1','a,b'\n'2024-01-02','2','c,d'\n");
        assertThat(detection.quote()).isEqualTo(Quote.SINGLE);
        assertThat(detection.mapping(BERLIN))
                .map(Mapping::columns)
                .contains(new Columns(0, 1, OptionalInt.of(2), OptionalInt.empty()));
    }

    @Test
    void only_guesses_among_several_numbers_unless_one_is_named_a_value() {
        assertThat(detect("date,a,b\n2024-01-01,1,2\n").value()).contains(new Suggestion(1, Confidence.LOW));
        assertThat(detect("date,a,b\n2024-01-01,1,2\n").mapping(BERLIN)).isEmpty();
        assertThat(detect("date,a,currentValue\n2024-01-01,1,2\n").value())
                .contains(new Suggestion(2, Confidence.HIGH));
    }

    @Test
    void has_no_mapping_for_columns_that_are_not_there_or_hold_something_else() {
        Detection detection = detect("date,value,note\n2024-01-01,1,x\n2024-01-02,2,y\n");
        assertThat(detection.mapping(new Columns(0, 1), BERLIN)).isPresent();
        assertThat(detection.mapping(new Columns(0, 7), BERLIN)).isEmpty();
        assertThat(detection.mapping(new Columns(1, 0), BERLIN)).isEmpty();
        assertThat(detection.mapping(new Columns(0, 2), BERLIN)).isEmpty();
    }

    @Test
    void finds_nothing_in_nothing() {
        Detection detection = Detection.detect(new byte[0]);
        assertThat(detection.columns()).isEmpty();
        assertThat(detection.time()).isEqualTo(Optional.empty());
        assertThat(detection.mapping(BERLIN)).isEmpty();
    }

    private static Detection detect(String text) {
        return Detection.detect(text.getBytes(StandardCharsets.UTF_8));
    }
}
