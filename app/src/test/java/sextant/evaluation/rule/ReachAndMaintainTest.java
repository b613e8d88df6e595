package sextant.evaluation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import sextant.measurement.Cadence;
import sextant.measurement.Direction;
import sextant.measurement.Frequency;
import sextant.objectives.Bands;
import sextant.objectives.Path;
import sextant.objectives.Point;
import sextant.objectives.Shape;
import sextant.objectives.Target;

/** The example of the rule's text: from 60 to 95 percent by the end of 2025, held until the end of 2026; 1 and 3 allowed. */
class ReachAndMaintainTest {

    private static final BigDecimal TARGET = new BigDecimal("95");
    private static final LocalDate DUE = LocalDate.of(2025, 12, 31);
    private static final LocalDate UNTIL = LocalDate.of(2026, 12, 31);

    private final Case given = new Case(
            new Target(
                    new Shape.ReachAndMaintain(
                            new Path(Direction.INCREASE, point("2025-01-01", "60"), List.of(), TARGET, DUE), UNTIL),
                    new Bands(BigDecimal.ONE, new BigDecimal("3"))),
            new Cadence(Frequency.QUARTER, 10),
            LocalDate.of(2025, 1, 1),
            ZoneId.of("Europe/Berlin"),
            List.of(),
            Instant.EPOCH);
    private final Case reached = given.measured("2025-12-20", "96");

    @Test
    void is_judged_by_the_path_until_the_due_date() {
        assertThat(given.measured("2025-07-01", "60").on("2025-07-02").status()).isEqualTo(Status.OFF_TRACK);
        assertThat(reached.on("2025-12-31").explanation())
                .isEqualTo(new Explanation.AlreadyMet(point("2025-12-20", "96"), Direction.INCREASE, TARGET, DUE));
    }

    @Test
    void is_on_track_and_not_achieved_once_reached() {
        assertThat(reached.on("2026-01-01").explanation())
                .isEqualTo(new Explanation.Maintaining(
                        point("2025-12-20", "96"),
                        Direction.INCREASE,
                        TARGET,
                        given.target().bands(),
                        UNTIL));
        assertThat(reached.on("2026-01-01").status()).isEqualTo(Status.ON_TRACK);
    }

    @Test
    void is_judged_by_its_distance_from_the_target_while_maintaining() {
        assertThat(reached.measured("2026-03-20", "94").on("2026-03-20").status())
                .isEqualTo(Status.ON_TRACK);
        assertThat(reached.measured("2026-03-20", "93").on("2026-03-20").status())
                .isEqualTo(Status.AT_RISK);
        assertThat(reached.measured("2026-03-20", "91.9").on("2026-03-20").status())
                .isEqualTo(Status.OFF_TRACK);
    }

    @Test
    void has_no_data_while_maintaining_without_a_fresh_measurement() {
        Case june = reached.measured("2026-06-20", "95");
        assertThat(june.on("2026-09-30").status()).isEqualTo(Status.ON_TRACK);
        assertThat(june.on("2026-09-30").validUntil()).contains(given.startOf("2026-10-01"));
        assertThat(june.on("2026-10-01").explanation())
                .isEqualTo(new Explanation.Stale(
                        point("2026-06-20", "95"), LocalDate.of(2026, 9, 20), LocalDate.of(2026, 10, 1)));
    }

    @Test
    void is_achieved_after_the_last_day_when_the_last_measurement_meets_the_target() {
        Verdict verdict = reached.measured("2026-05-01", "20")
                .measured("2026-12-15", "97")
                .on("2027-01-01");
        assertThat(verdict.explanation())
                .isEqualTo(new Explanation.Maintained(point("2026-12-15", "97"), Direction.INCREASE, TARGET, UNTIL));
        assertThat(verdict.status()).isEqualTo(Status.ACHIEVED);
        assertThat(verdict.validUntil()).isEmpty();
    }

    @Test
    void is_missed_after_the_last_day_when_the_last_measurement_does_not() {
        assertThat(reached.measured("2026-12-15", "94.9").on("2027-01-01").status())
                .isEqualTo(Status.MISSED);
    }

    @Test
    void has_no_data_after_the_last_day_when_nothing_fresh_was_there() {
        assertThat(reached.on("2027-01-01").explanation())
                .isEqualTo(new Explanation.StaleAtEnd(point("2025-12-20", "96"), LocalDate.of(2026, 3, 30), UNTIL));
    }

    @Test
    void stays_missed_when_it_was_missed_at_the_due_date() {
        Case missed = given.measured("2025-12-20", "94.9").measured("2026-12-15", "99");
        for (String day : List.of("2026-01-01", "2026-12-31", "2027-01-01", "2030-01-01")) {
            assertThat(missed.on(day).explanation())
                    .as(day)
                    .isEqualTo(new Explanation.AtDue(point("2025-12-20", "94.9"), Direction.INCREASE, TARGET, DUE));
            assertThat(missed.on(day).validUntil()).isEmpty();
        }
    }

    @Test
    void stays_without_data_when_there_was_none_at_the_due_date() {
        Case late = given.measured("2026-01-05", "99").measured("2026-12-15", "99");
        assertThat(late.on("2026-12-20").explanation()).isEqualTo(new Explanation.NothingByDue(DUE));
        assertThat(late.on("2027-01-01").explanation()).isEqualTo(new Explanation.NothingByDue(DUE));
    }

    private static Point point(String date, String value) {
        return new Point(LocalDate.parse(date), new BigDecimal(value));
    }
}
