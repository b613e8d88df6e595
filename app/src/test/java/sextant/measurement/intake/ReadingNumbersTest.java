package sextant.measurement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sextant.measurement.intake.NumberStyle.Grouping;
import sextant.measurement.intake.NumberStyle.Point;

class ReadingNumbersTest {

    private static final NumberStyle GERMAN = new NumberStyle(Point.COMMA, Grouping.POINT);
    private static final NumberStyle ENGLISH = new NumberStyle(Point.POINT, Grouping.COMMA);
    private static final NumberStyle FRENCH = new NumberStyle(Point.COMMA, Grouping.SPACE);
    private static final NumberStyle SWISS = new NumberStyle(Point.POINT, Grouping.APOSTROPHE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0 | 0",
                "42 | 42",
                "-0 | 0",
                "+7 | 7",
                "\u22123.5 | -3.5",
                ".5 | 0.5",
                "007 | 7",
                "182.0 | 182",
                "1.5e3 | 1500",
                "1E-10 | 0.0000000001",
                "0e999999999 | 0",
                "1e0000000000000002 | 100",
                "99999999999999999999.9999999999 | 99999999999999999999.9999999999",
                "1.00000000000000000000000 | 1",
            })
    void reads_plain_numbers_exactly(String text, BigDecimal expected) {
        assertThat(Numbers.parse(text, NumberStyle.PLAIN)).isEqualTo(new Parsed.Read<>(expected));
    }

    @Test
    void reads_thousands_in_the_style_that_was_chosen() {
        BigDecimal expected = new BigDecimal("-1234567.5");
        assertThat(Numbers.parse("-1.234.567,5", GERMAN)).isEqualTo(new Parsed.Read<>(expected));
        assertThat(Numbers.parse("-1,234,567.5", ENGLISH)).isEqualTo(new Parsed.Read<>(expected));
        assertThat(Numbers.parse("-1 234\u202f567,5", FRENCH)).isEqualTo(new Parsed.Read<>(expected));
        assertThat(Numbers.parse("-1'234\u2019567.5", SWISS)).isEqualTo(new Parsed.Read<>(expected));
        assertThat(Numbers.parse("\u00a01234567,5 ", GERMAN)).isEqualTo(new Parsed.Read<>(expected.negate()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "1.23.456",
                "1.2345",
                "1234.567",
                "0.125",
                ".123",
                "1..234",
                "1.234.",
                "1,2.345",
                "1,",
                "1,5,5",
                "--1",
                "1-",
                "12a",
                "0x10",
                "1 234",
                "1'234",
                "\u0661",
                "1e",
                "1e+",
                "1e1.5",
                "12%",
                "-",
                "."
            })
    void refuses_what_is_no_number_in_the_style_rather_than_reading_another(String text) {
        assertThat(Numbers.parse(text, GERMAN)).isEqualTo(new Parsed.Refused<>(new Problem.NotANumber(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NaN", "nan", "Infinity", "-inf", "+INF", "\u221e", "1e999", "-1e309", "1e99999999999999999999"})
    void names_numbers_that_are_not_finite(String text) {
        assertThat(Numbers.parse(text, NumberStyle.PLAIN)).isEqualTo(new Parsed.Refused<>(new Problem.NotFinite(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"100000000000000000000", "1e20", "0.12345678901", "1e-11", "-1e300", "1e-99999999999999999999"})
    void refuses_more_digits_than_can_be_kept(String text) {
        assertThat(Numbers.parse(text, NumberStyle.PLAIN))
                .isEqualTo(new Parsed.Refused<>(new Problem.TooManyDigits(text)));
    }

    @Test
    void shortens_overlong_texts_in_the_problem() {
        assertThat(Numbers.parse("9".repeat(5_000), NumberStyle.PLAIN))
                .isEqualTo(new Parsed.Refused<>(new Problem.TooManyDigits("9".repeat(80))));
        assertThat(Numbers.parse("x".repeat(5_000), NumberStyle.PLAIN))
                .isEqualTo(new Parsed.Refused<>(new Problem.NotANumber("x".repeat(80))));
    }

    @Property
    void reads_back_every_number_in_range_as_equal_and_in_one_form(
            @ForAll @BigRange(min = "-99999999999999999999", max = "99999999999999999999") @Scale(10)
                    BigDecimal number) {
        var read = (Parsed.Read<BigDecimal>) Numbers.parse(number.toPlainString(), NumberStyle.PLAIN);
        assertThat(read.value()).isEqualByComparingTo(number);
        assertThat(Numbers.parse(number.setScale(12).toPlainString(), NumberStyle.PLAIN))
                .isEqualTo(read);
    }
}
