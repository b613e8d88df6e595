package sextant.evaluation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sextant.measurement.Cadence;
import sextant.measurement.Frequency;
import sextant.objectives.Bands;
import sextant.objectives.Point;
import sextant.objectives.Range;
import sextant.objectives.Shape;
import sextant.objectives.Target;

/** The example of the rule's text: between 0 and 5 from 1 March to 30 June, weekly with 2 days of grace; 0 and 2 allowed. */
class KeepWithinTest {

    private static final LocalDate DUE = LocalDate.of(2025, 6, 30);
    private static final Range RANGE = Range.of(Optional.of(BigDecimal.ZERO), Optional.of(BigDecimal.valueOf(5)));
    private static final Bands BANDS = new Bands(BigDecimal.ZERO, BigDecimal.TWO);

    private final Case given = keep(RANGE, BANDS);

    @Test
    void is_on_track_inside_the_range_and_on_its_limits() {
        for (String value : List.of("0", "3", "5")) {
            assertThat(given.measured("2025-04-07", value).on("2025-04-07").explanation())
                    .isEqualTo(new Explanation.AgainstRange(point("2025-04-07", value), RANGE, BANDS, DUE));
            assertThat(given.measured("2025-04-07", value).on("2025-04-07").status())
                    .isEqualTo(Status.ON_TRACK);
        }
    }

    @Test
    void is_at_risk_and_then_off_track_outside_on_either_side() {
        assertThat(given.measured("2025-04-14", "7").on("2025-04-14").status()).isEqualTo(Status.AT_RISK);
        assertThat(given.measured("2025-04-14", "-2").on("2025-04-14").status()).isEqualTo(Status.AT_RISK);
        assertThat(given.measured("2025-04-21", "8").on("2025-04-21").status()).isEqualTo(Status.OFF_TRACK);
        assertThat(given.measured("2025-04-21", "-2.1").on("2025-04-21").status())
                .isEqualTo(Status.OFF_TRACK);
    }

    @Test
    void is_still_on_track_within_the_first_band_but_not_achieved_by_it() {
        Case lenient = keep(RANGE, new Bands(BigDecimal.ONE, BigDecimal.TWO));
        assertThat(lenient.measured("2025-06-28", "6").on("2025-06-30").status())
                .isEqualTo(Status.ON_TRACK);
        assertThat(lenient.measured("2025-06-28", "6").on("2025-07-01").status())
                .isEqualTo(Status.MISSED);
    }

    @Test
    void turns_to_no_data_when_the_week_and_the_grace_are_over() {
        Case measured = given.measured("2025-04-21", "8");
        assertThat(measured.on("2025-04-30").status()).isEqualTo(Status.OFF_TRACK);
        assertThat(measured.on("2025-05-01").status()).isEqualTo(Status.NO_DATA);
    }

    @Test
    void waits_for_the_first_measurement_from_its_first_day() {
        assertThat(given.on("2025-03-10").status()).isEqualTo(Status.NOT_STARTED);
        assertThat(given.on("2025-03-11").status()).isEqualTo(Status.NO_DATA);
        assertThat(given.measured("2025-02-28", "3").on("2025-03-02").status()).isEqualTo(Status.NOT_STARTED);
    }

    @Test
    void is_decided_by_the_last_measurement_by_the_due_date() {
        assertThat(given.measured("2025-04-21", "8")
                        .measured("2025-06-27", "4")
                        .on("2025-07-01")
                        .explanation())
                .isEqualTo(new Explanation.RangeAtDue(point("2025-06-27", "4"), RANGE, DUE));
        assertThat(given.measured("2025-06-27", "4").on("2025-07-01").status()).isEqualTo(Status.ACHIEVED);
        assertThat(given.measured("2025-06-27", "6").on("2025-07-01").status()).isEqualTo(Status.MISSED);
        assertThat(given.measured("2025-06-20", "4").on("2025-07-01").status()).isEqualTo(Status.NO_DATA);
        assertThat(given.on("2025-07-01").explanation()).isEqualTo(new Explanation.NothingByDue(DUE));
    }

    @Test
    void may_have_one_limit_only() {
        Case atMost = keep(Range.of(Optional.empty(), Optional.of(BigDecimal.valueOf(5))), BANDS);
        assertThat(atMost.measured("2025-04-07", "-900").on("2025-04-07").status())
                .isEqualTo(Status.ON_TRACK);
        Case atLeast = keep(Range.of(Optional.of(BigDecimal.valueOf(5)), Optional.empty()), BANDS);
        assertThat(atLeast.measured("2025-04-07", "900").on("2025-04-07").status())
                .isEqualTo(Status.ON_TRACK);
        assertThat(atLeast.measured("2025-04-07", "2.9").on("2025-04-07").status())
                .isEqualTo(Status.OFF_TRACK);
    }

    private static Case keep(Range range, Bands bands) {
        return new Case(
                new Target(new Shape.KeepWithin(LocalDate.of(2025, 3, 1), range, DUE), bands),
                new Cadence(Frequency.WEEK, 2),
                LocalDate.of(2025, 3, 1),
                ZoneId.of("Europe/Berlin"),
                List.of(),
                Instant.EPOCH);
    }

    private static Point point(String date, String value) {
        return new Point(LocalDate.parse(date), new BigDecimal(value));
    }
}
