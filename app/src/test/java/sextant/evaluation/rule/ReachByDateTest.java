package sextant.evaluation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sextant.measurement.Cadence;
import sextant.measurement.Direction;
import sextant.measurement.Frequency;
import sextant.measurement.Measured;
import sextant.objectives.Bands;
import sextant.objectives.Path;
import sextant.objectives.Point;
import sextant.objectives.Shape;
import sextant.objectives.Target;

/** The example of the rule's text: 200 days on 1 January, one fewer each day, at most 100 by 11 April; 5 and 10 allowed. */
class ReachByDateTest {

    private static final LocalDate DUE = LocalDate.of(2025, 4, 11);
    private static final Bands BANDS = new Bands(BigDecimal.valueOf(5), BigDecimal.TEN);

    private final Case given = reach(Direction.DECREASE, "200", "100");

    @Test
    void is_not_started_until_the_first_measurement_is_due() {
        Verdict verdict = given.on("2025-02-06");
        assertThat(verdict.explanation())
                .isEqualTo(new Explanation.FirstAwaited(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 2, 6)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_STARTED);
        assertThat(verdict.validUntil()).contains(given.startOf("2025-02-07"));
        assertThat(verdict.ruleVersion()).isEqualTo("1");
    }

    @Test
    void has_no_data_once_the_first_measurement_is_overdue() {
        assertThat(given.on("2025-02-07").explanation())
                .isEqualTo(new Explanation.NeverMeasured(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 2, 7)));
        assertThat(given.on("2025-02-07").status()).isEqualTo(Status.NO_DATA);
    }

    @Test
    void awaits_the_first_measurement_from_a_period_that_begins_after_the_baseline() {
        Case later = new Case(
                given.target(), given.cadence(), LocalDate.of(2025, 2, 1), given.zone(), given.rows(), given.now());
        assertThat(later.on("2025-01-31").explanation())
                .isEqualTo(new Explanation.PeriodAhead(LocalDate.of(2025, 2, 1)));
        assertThat(later.on("2025-01-31").validUntil()).contains(given.startOf("2025-02-01"));
        assertThat(later.on("2025-02-01").explanation())
                .isEqualTo(new Explanation.FirstAwaited(LocalDate.of(2025, 3, 1), LocalDate.of(2025, 3, 6)));
    }

    @Test
    void judges_a_measurement_even_before_the_period_begins() {
        Case later = new Case(
                given.target(), given.cadence(), LocalDate.of(2025, 6, 1), given.zone(), given.rows(), given.now());
        assertThat(later.measured("2025-01-02", "230").on("2025-01-03").status())
                .isEqualTo(Status.OFF_TRACK);
    }

    @Test
    void is_on_track_when_better_than_the_path() {
        Verdict verdict = given.measured("2025-02-10", "158").on("2025-02-11");
        assertThat(verdict.explanation())
                .isEqualTo(new Explanation.AgainstPath(
                        point("2025-02-10", "158"),
                        Direction.DECREASE,
                        new BigDecimal("160"),
                        BANDS,
                        new BigDecimal("100"),
                        DUE));
        assertThat(verdict.status()).isEqualTo(Status.ON_TRACK);
    }

    @Test
    void is_off_track_when_further_from_the_path_than_allowed_and_says_by_how_much() {
        Explanation explanation =
                given.measured("2025-02-20", "162.5").on("2025-02-20").explanation();
        assertThat(explanation.status()).isEqualTo(Status.OFF_TRACK);
        assertThat(explanation).isInstanceOfSatisfying(Explanation.AgainstPath.class, against -> {
            assertThat(against.expected()).isEqualTo("150");
            assertThat(against.shortfall()).isEqualTo("12.5");
            assertThat(against.bands().offTrack()).isEqualTo("10");
        });
    }

    @Test
    void takes_the_limit_of_a_band_into_the_milder_status() {
        assertThat(given.measured("2025-02-20", "155").on("2025-02-20").status())
                .isEqualTo(Status.ON_TRACK);
        assertThat(given.measured("2025-02-20", "155.000001").on("2025-02-20").status())
                .isEqualTo(Status.AT_RISK);
        assertThat(given.measured("2025-02-20", "160").on("2025-02-20").status())
                .isEqualTo(Status.AT_RISK);
        assertThat(given.measured("2025-02-20", "160.000001").on("2025-02-20").status())
                .isEqualTo(Status.OFF_TRACK);
    }

    @Test
    void judges_a_measurement_by_its_own_day_and_not_by_today() {
        assertThat(given.measured("2025-02-20", "150").on("2025-03-20").status())
                .as("on 20 March the path expects 122")
                .isEqualTo(Status.ON_TRACK);
    }

    @Test
    void has_no_data_from_the_day_after_period_and_grace() {
        Case measured = given.measured("2025-02-20", "162.5");
        assertThat(measured.on("2025-03-25").status()).isEqualTo(Status.OFF_TRACK);
        assertThat(measured.on("2025-03-25").validUntil()).contains(given.startOf("2025-03-26"));
        assertThat(measured.on("2025-03-26").explanation())
                .isEqualTo(new Explanation.Stale(
                        point("2025-02-20", "162.5"), LocalDate.of(2025, 3, 20), LocalDate.of(2025, 3, 26)));
    }

    @Test
    void is_on_track_where_the_target_is_already_met_even_if_a_milestone_asks_for_more() {
        Path path = new Path(
                Direction.DECREASE,
                point("2025-01-01", "200"),
                List.of(point("2025-03-01", "20")),
                new BigDecimal("100"),
                DUE);
        Case ambitious = new Case(
                new Target(new Shape.ReachByDate(path), BANDS),
                given.cadence(),
                given.periodStart(),
                given.zone(),
                List.of(),
                given.now());
        assertThat(ambitious.measured("2025-03-01", "99").on("2025-03-01").explanation())
                .isEqualTo(new Explanation.AlreadyMet(
                        point("2025-03-01", "99"), Direction.DECREASE, new BigDecimal("100"), DUE));
    }

    @Test
    void is_achieved_the_day_after_the_due_date_when_the_target_was_met() {
        Case met = given.measured("2025-04-09", "100");
        assertThat(met.on("2025-04-11").status()).isEqualTo(Status.ON_TRACK);
        assertThat(met.on("2025-04-11").validUntil()).contains(given.startOf("2025-04-12"));
        Verdict verdict = met.on("2025-04-12");
        assertThat(verdict.explanation())
                .isEqualTo(new Explanation.AtDue(
                        point("2025-04-09", "100"), Direction.DECREASE, new BigDecimal("100"), DUE));
        assertThat(verdict.status()).isEqualTo(Status.ACHIEVED);
        assertThat(verdict.validUntil()).isEmpty();
    }

    @Test
    void is_missed_by_the_smallest_amount_because_bands_do_not_move_the_target() {
        assertThat(given.measured("2025-04-09", "100.5").on("2025-04-12").status())
                .isEqualTo(Status.MISSED);
    }

    @Test
    void is_not_saved_by_a_measurement_after_the_due_date() {
        assertThat(given.measured("2025-04-09", "101")
                        .measured("2025-04-12", "50")
                        .on("2025-04-13")
                        .status())
                .isEqualTo(Status.MISSED);
    }

    @Test
    void has_no_data_for_good_when_nothing_was_measured_by_the_due_date() {
        Verdict verdict = given.measured("2025-04-12", "50").on("2025-04-13");
        assertThat(verdict.explanation()).isEqualTo(new Explanation.NothingByDue(DUE));
        assertThat(verdict.validUntil()).isEmpty();
    }

    @Test
    void has_no_data_for_good_when_the_last_measurement_was_stale_at_the_due_date() {
        assertThat(given.measured("2025-03-05", "90").on("2025-04-12").explanation())
                .isEqualTo(new Explanation.StaleAtEnd(point("2025-03-05", "90"), LocalDate.of(2025, 4, 10), DUE));
        assertThat(given.measured("2025-03-06", "90").on("2025-04-12").status()).isEqualTo(Status.ACHIEVED);
    }

    @Test
    void does_not_judge_what_was_measured_before_the_baseline() {
        assertThat(given.measured("2024-12-31", "90").on("2025-01-05").status()).isEqualTo(Status.NOT_STARTED);
    }

    @Test
    void counts_the_due_date_to_its_last_microsecond_in_the_organizations_zone() {
        Instant end = given.startOf("2025-04-12");
        Instant lastMicrosecond = end.minus(1, ChronoUnit.MICROS);
        Case early = given.measured("2025-04-01", "121");
        assertThat(early.with(withRow(early, lastMicrosecond)).at(end).judged().status())
                .isEqualTo(Status.ACHIEVED);
        assertThat(early.with(withRow(early, end)).at(end).judged().status()).isEqualTo(Status.MISSED);
        assertThat(early.at(lastMicrosecond).judged().status()).isEqualTo(Status.OFF_TRACK);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2025-03-30, 2025-03-30T21:59:59.999999Z",
        "Europe/Berlin, 2025-10-26, 2025-10-26T22:59:59.999999Z",
        "America/New_York, 2025-11-02, 2025-11-03T04:59:59.999999Z",
        "America/Sao_Paulo, 2018-11-03, 2018-11-04T02:59:59.999999Z",
        "America/St_Johns, 2010-11-06, 2010-11-07T02:29:59.999999Z",
        "Pacific/Kiritimati, 2024-12-31, 2024-12-31T09:59:59.999999Z",
    })
    void a_due_date_on_which_clocks_change_ends_with_its_day(ZoneId zone, LocalDate due, Instant lastMicrosecond) {
        Path path = new Path(
                Direction.DECREASE, new Point(due.minusDays(9), BigDecimal.TEN), List.of(), BigDecimal.ONE, due);
        Case ending = new Case(
                new Target(new Shape.ReachByDate(path), BANDS),
                new Cadence(Frequency.MONTH, 0),
                due.minusDays(9),
                zone,
                List.of(new Measured(lastMicrosecond, 0, BigDecimal.ONE, lastMicrosecond)),
                lastMicrosecond);
        Instant next = lastMicrosecond.plus(1, ChronoUnit.MICROS);
        assertThat(ending.judged().status()).isEqualTo(Status.ON_TRACK);
        assertThat(ending.judged().validUntil()).contains(next);
        assertThat(ending.at(next).judged().status()).isEqualTo(Status.ACHIEVED);
        assertThat(ending.with(List.of(new Measured(next, 0, BigDecimal.ONE, next)))
                        .at(next)
                        .judged()
                        .status())
                .isEqualTo(Status.NO_DATA);
    }

    @Test
    void increases_are_judged_the_other_way_round() {
        Case rising = reach(Direction.INCREASE, "0", "100");
        assertThat(rising.measured("2025-02-20", "45").on("2025-02-20").status())
                .isEqualTo(Status.ON_TRACK);
        assertThat(rising.measured("2025-02-20", "39.9").on("2025-02-20").status())
                .isEqualTo(Status.OFF_TRACK);
        assertThat(rising.measured("2025-04-11", "100").on("2025-04-12").status())
                .isEqualTo(Status.ACHIEVED);
        assertThat(rising.measured("2025-04-11", "99.9").on("2025-04-12").status())
                .isEqualTo(Status.MISSED);
    }

    private static List<Measured> withRow(Case given, Instant at) {
        return List.of(given.rows().getFirst(), new Measured(at, 0, new BigDecimal("80"), at));
    }

    private static Case reach(Direction direction, String from, String to) {
        Path path = new Path(direction, point("2025-01-01", from), List.of(), new BigDecimal(to), DUE);
        return new Case(
                new Target(new Shape.ReachByDate(path), BANDS),
                new Cadence(Frequency.MONTH, 5),
                LocalDate.of(2025, 1, 1),
                ZoneId.of("Europe/Berlin"),
                List.of(),
                Instant.EPOCH);
    }

    private static Point point(String date, String value) {
        return new Point(LocalDate.parse(date), new BigDecimal(value));
    }
}
