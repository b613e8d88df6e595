package sextant.evaluation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sextant.measurement.Direction;
import sextant.objectives.Band;
import sextant.objectives.Bands;
import sextant.objectives.Path;
import sextant.objectives.Point;
import sextant.objectives.Range;
import sextant.objectives.Shape;
import sextant.objectives.Target;

class PathTest {

    private static final LocalDate DAY_0 = LocalDate.of(2025, 1, 1);

    @Test
    void runs_straight_from_corner_to_corner_by_days() {
        Path path = path("200", "100", new Point(DAY_0.plusDays(20), new BigDecimal("190")));
        assertThat(path.expectedOn(DAY_0)).isEqualTo("200");
        assertThat(path.expectedOn(DAY_0.plusDays(10))).isEqualTo("195");
        assertThat(path.expectedOn(DAY_0.plusDays(20))).isEqualTo("190");
        assertThat(path.expectedOn(DAY_0.plusDays(60))).isEqualTo("145");
        assertThat(path.expectedOn(DAY_0.plusDays(100))).isEqualTo("100");
    }

    @Test
    void rounds_the_exact_value_to_six_decimals_and_a_tie_to_the_even_digit() {
        assertThat(path("0.00005", "0").expectedOn(DAY_0.plusDays(99))).isEqualTo("0");
        assertThat(path("0.00015", "0").expectedOn(DAY_0.plusDays(99))).isEqualTo("0.000002");
        assertThat(path("0.00025", "0").expectedOn(DAY_0.plusDays(99))).isEqualTo("0.000002");
    }

    @Test
    void expects_nothing_outside_its_days() {
        assertThatIllegalArgumentException().isThrownBy(() -> path("2", "1").expectedOn(DAY_0.minusDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> path("2", "1").expectedOn(DAY_0.plusDays(101)));
    }

    @Test
    void draws_its_corners_and_the_time_to_maintain() {
        Path path = path("200", "100", new Point(DAY_0.plusDays(20), new BigDecimal("190")));
        LocalDate until = DAY_0.plusDays(200);
        Target target = new Target(new Shape.ReachAndMaintain(path, until), new Bands(BigDecimal.ONE, BigDecimal.TEN));
        assertThat(target.expectedPath())
                .containsExactly(
                        new Point(DAY_0, new BigDecimal("200")),
                        new Point(DAY_0.plusDays(20), new BigDecimal("190")),
                        new Point(DAY_0.plusDays(100), new BigDecimal("100")),
                        new Point(until, new BigDecimal("100")));
        assertThat(new Target(new Shape.ReachByDate(path), target.bands()).expectedPath())
                .hasSize(3);
    }

    @Test
    void has_a_band_on_each_of_its_days_and_on_no_other() {
        LocalDate until = DAY_0.plusDays(200);
        Target target = new Target(
                new Shape.ReachAndMaintain(path("200", "100"), until), new Bands(BigDecimal.ONE, BigDecimal.TEN));
        assertThat(target.bandAt(DAY_0.plusDays(50)))
                .contains(new Band(
                        DAY_0.plusDays(50),
                        new Range.AtMost(new BigDecimal("150")),
                        new Range.AtMost(new BigDecimal("151")),
                        new Range.AtMost(new BigDecimal("160"))));
        assertThat(target.bandAt(until).map(Band::wanted)).contains(new Range.AtMost(new BigDecimal("100")));
        assertThat(target.bandAt(DAY_0.minusDays(1))).isEmpty();
        assertThat(target.bandAt(until.plusDays(1))).isEmpty();
    }

    @Test
    void is_no_path_but_a_band_where_a_range_is_kept() {
        Range range = Range.of(Optional.of(BigDecimal.ONE), Optional.of(BigDecimal.TEN));
        Target target = new Target(
                new Shape.KeepWithin(DAY_0, range, DAY_0.plusDays(9)), new Bands(BigDecimal.ONE, BigDecimal.TWO));
        assertThat(target.expectedPath()).isEmpty();
        assertThat(target.bandAt(DAY_0).orElseThrow().tolerable())
                .isEqualTo(new Range.Between(new BigDecimal("-1"), new BigDecimal("12")));
    }

    private static Path path(String from, String to, Point... milestones) {
        return new Path(
                Direction.DECREASE,
                new Point(DAY_0, new BigDecimal(from)),
                List.of(milestones),
                new BigDecimal(to),
                DAY_0.plusDays(100));
    }
}
