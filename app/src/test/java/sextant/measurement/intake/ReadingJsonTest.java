package sextant.measurement.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static sextant.measurement.intake.Uploads.LIMITS;
import static sextant.measurement.intake.Uploads.json;
import static sextant.measurement.intake.Uploads.ndjson;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingJsonTest {

    private static final String GOOD = "{\"at\":\"2024-01-01\",\"value\":1}";

    @Test
    void gives_each_object_of_an_array_with_its_number() {
        var reading = json("""
                [{"at": "2024-01-31", "value": 12345678901234567890.0123456789, "note": "n", "periodFrom": "2024-01-01"},
                 {"value": "-1.5", "at": "2024-02-29T12:00:00.000001Z", "note": null}]
                """);
        assertThat(reading.rows())
                .containsExactly(
                        new Row.Good(
                                1,
                                Instant.parse("2024-01-30T23:00:00Z"),
                                LocalDate.parse("2024-01-31"),
                                new BigDecimal("12345678901234567890.0123456789"),
                                "n",
                                LocalDate.parse("2024-01-01")),
                        new Row.Good(
                                2,
                                Instant.parse("2024-02-29T12:00:00.000001Z"),
                                LocalDate.parse("2024-02-29"),
                                new BigDecimal("-1.5"),
                                null,
                                null));
        assertThat(reading.outcome()).isEqualTo(new Outcome.Finished(2, 0));
    }

    @Test
    void takes_one_object_alone_and_an_empty_array() {
        assertThat(json("\ufeff" + GOOD).outcome()).isEqualTo(new Outcome.Finished(1, 0));
        assertThat(json("[]").outcome()).isEqualTo(new Outcome.Finished(0, 0));
    }

    @Test
    void gives_the_objects_of_lines_with_their_line() {
        var reading = ndjson("\ufeff" + GOOD + "\r\n\n{\"at\":\"2024-01-02\",\"value\":2}");
        assertThat(reading.rows()).extracting(Row::line).containsExactly(1L, 3L);
        assertThat(reading.outcome()).isEqualTo(new Outcome.Finished(2, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999", "\"NaN\""})
    void names_values_that_are_not_finite(String value) {
        String object = "{\"at\":\"2024-01-01\",\"value\":" + value + "}";
        var expected = new Problem.NotFinite(value.replace("\"", ""));
        assertThat(json("[" + object + "]").problems()).containsExactly(expected);
        assertThat(ndjson(object).problems()).containsExactly(expected);
    }

    @Test
    void names_unknown_double_and_nested_fields_and_reads_on() {
        var reading = json("[{\"at\":\"2024-01-01\",\"value\":1,\"unit\":\"d\"},"
                + "{\"at\":\"2024-01-01\",\"value\":1,\"value\":2},"
                + "{\"at\":{\"x\":[1]},\"value\":[1]}," + "7, [" + GOOD + "]," + GOOD + "]");
        assertThat(reading.bad(0).problems()).containsExactly(new Problem.UnknownField("unit"));
        assertThat(reading.bad(1).problems()).containsExactly(new Problem.DuplicateField("value"));
        assertThat(reading.bad(2).problems())
                .containsExactly(new Problem.NestedValue("at"), new Problem.NestedValue("value"));
        assertThat(reading.bad(3).problems()).containsExactly(new Problem.NotAnObject());
        assertThat(reading.bad(4).problems()).containsExactly(new Problem.NotAnObject());
        assertThat(reading.good(5).line()).isEqualTo(6);
    }

    @Test
    void says_what_is_wrong_with_the_values() {
        assertThat(json("[{\"at\":\"2024-01-01T12:00:00\",\"value\":true,\"note\":\"=1\"}]")
                        .only())
                .isEqualTo(new Row.Bad(
                        1,
                        List.of(
                                new Problem.NotADate(Column.TIME, "2024-01-01T12:00:00"),
                                new Problem.NotANumber("true"),
                                new Problem.FormulaInCell(Column.NOTE, "=1")),
                        List.of("2024-01-01T12:00:00", "true", "=1", "")));
        assertThat(json("[{\"at\":null}]").problems())
                .containsExactly(new Problem.MissingCell(Column.TIME), new Problem.MissingCell(Column.VALUE));
        assertThat(json("[{\"at\":\"2024-01-01\",\"value\":\"1,5\"}]").problems())
                .containsExactly(new Problem.NotANumber("1,5"));
        assertThat(json("[" + GOOD + "," + GOOD + "]").bad(1).problems())
                .containsExactly(new Problem.DuplicateTime(Instant.parse("2023-12-31T23:00:00Z"), 1));
    }

    @Test
    void refuses_text_that_cannot_be_stored() {
        assertThat(json("[{\"at\":\"2024-01-01\",\"value\":1,\"note\":\"\\u0000\"}]")
                        .problems())
                .containsExactly(new Problem.ControlCharacter(Column.NOTE, 0));
        assertThat(json("[{\"at\":\"2024-01-01\",\"value\":1,\"note\":\"\\ud800\"}]")
                        .problems())
                .containsExactly(new Problem.Undecodable());
        byte[] latin =
                "[{\"at\":\"2024-01-01\",\"value\":1,\"note\":\"f\u00fcr\"}]".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(json(latin, LIMITS).problems()).containsExactly(new Problem.Undecodable());
        assertThat(ndjson(Arrays.copyOfRange(latin, 1, latin.length - 1), LIMITS)
                        .problems())
                .containsExactly(new Problem.Undecodable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7", "[" + GOOD, "[" + GOOD + ",]", "[" + GOOD + "] x", "[" + GOOD + "][]", "[{\"at\"", "[{]"
            })
    void stops_where_an_array_is_malformed_after_giving_what_was_whole(String text) {
        var reading = json(text);
        assertThat(reading.outcome()).isInstanceOfSatisfying(Outcome.Stopped.class, stopped -> {
            assertThat(stopped.reason()).isEqualTo(new Outcome.Reason.MalformedJson());
            assertThat(stopped.good()).isEqualTo(text.contains(GOOD) ? 1 : 0);
            assertThat(stopped.line()).isEqualTo(stopped.good() + 1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"at\":}", "nonsense", GOOD + GOOD, "{\"value\":01}"})
    void loses_one_line_to_malformed_json_in_lines(String line) {
        var reading = ndjson(line + "\n" + GOOD);
        assertThat(reading.bad(0).problems()).containsExactly(new Problem.MalformedJson());
        assertThat(reading.good(1).line()).isEqualTo(2);
    }

    @Test
    void keeps_to_the_limits() {
        String array = "[" + GOOD + ",{\"at\":\"2024-01-02\",\"value\":2}]";
        byte[] bytes = array.getBytes(StandardCharsets.UTF_8);
        assertThat(json(bytes, new Limits(bytes.length - 5, 9, 9, 99, 99)).outcome())
                .isEqualTo(new Outcome.Stopped(new Outcome.Reason.TooLarge(bytes.length - 5), 2, 1, 0));
        assertThat(json(bytes, new Limits(bytes.length - 1, 9, 9, 99, 99)).outcome())
                .isEqualTo(new Outcome.Stopped(new Outcome.Reason.TooLarge(bytes.length - 1), 3, 2, 0));
        assertThat(json(bytes, new Limits(bytes.length, 1, 9, 99, 99)).outcome())
                .isEqualTo(new Outcome.Stopped(new Outcome.Reason.TooManyRows(1), 2, 1, 0));
        assertThat(json("[{\"at\":\"2024-01-01\",\"value\":1,\"note\":\"" + "n".repeat(300) + "\"}]")
                        .problems())
                .containsExactly(new Problem.CellTooLong(Column.NOTE, 200));
        assertThat(json("[{\"note\":\"" + "n".repeat(200_000) + "\"}]").outcome())
                .isEqualTo(new Outcome.Stopped(new Outcome.Reason.JsonBeyondLimits(1_000), 1, 0, 0));
        assertThat(json("[".repeat(100_000)).outcome())
                .isEqualTo(new Outcome.Stopped(new Outcome.Reason.JsonBeyondLimits(1_000), 1, 0, 0));
        assertThat(ndjson("{\"note\":\"" + "n".repeat(2_000) + "\"}\n" + GOOD)
                        .bad(0)
                        .problems())
                .containsExactly(new Problem.RowTooLong(1_000));
        assertThat(json("[{" + "\"x\":1,".repeat(60) + "\"x\":1}]").problems()).hasSize(20);
    }
}
