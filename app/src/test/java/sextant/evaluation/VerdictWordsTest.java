package sextant.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sextant.evaluation.rule.Explanation;
import sextant.measurement.Direction;
import sextant.objectives.Bands;
import sextant.objectives.Point;
import sextant.platform.language.Formats;
import sextant.platform.language.Languages;
import sextant.testing.TestServer;

class VerdictWordsTest {
    @Test
    void a_value_behind_the_path_is_on_track_because_of_the_tolerance() {
        assertThat(sentence(Locale.ENGLISH, "28"))
                .isEqualTo(
                        "Time to remediate was 28\u00a0days on 19 Nov 2026. The expected path asked for 27.6\u00a0days that"
                                + " day. The difference is within the tolerance of 3\u00a0days, so it is on track for at most"
                                + " 21\u00a0days by 22 Feb 2027.");
        assertThat(sentence(Locale.GERMAN, "28"))
                .endsWith("Die Abweichung liegt innerhalb der Toleranz von 3\u00a0days: auf Kurs für höchstens"
                        + " 21\u00a0days bis zum 22. Feb. 2027.");
    }

    @Test
    void a_value_as_good_as_the_path_is_on_track_because_of_the_path() {
        assertThat(sentence(Locale.ENGLISH, "27"))
                .isEqualTo(
                        "Time to remediate was 27\u00a0days on 19 Nov 2026. The expected path asked for 27.6\u00a0days that"
                                + " day, so it is on track for at most 21\u00a0days by 22 Feb 2027.");
    }

    @ParameterizedTest
    @CsvSource({"27.5918,27.6", "0.040816,0.0408", "123456.7,'123,457'", "-5.55555,-5.56", "0,0", "21,21"})
    void a_computed_number_is_worded_with_three_digits(BigDecimal exact, String worded) {
        assertThat(new Formats(Locale.ENGLISH, ZoneOffset.UTC).rough(exact)).isEqualTo(worded);
    }

    private static String sentence(Locale locale, String measured) {
        return new VerdictWords(
                        TestServer.running().bean(Languages.Speaking.class).reader(locale, ZoneOffset.UTC),
                        "Time to remediate",
                        "days")
                .sentence(new Explanation.AgainstPath(
                        new Point(LocalDate.of(2026, 11, 19), new BigDecimal(measured)),
                        Direction.DECREASE,
                        new BigDecimal("27.5918"),
                        new Bands(new BigDecimal("3"), new BigDecimal("9")),
                        new BigDecimal("21"),
                        LocalDate.of(2027, 2, 22)));
    }
}
