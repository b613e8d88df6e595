package sextant.evaluation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sextant.measurement.Cadence;
import sextant.measurement.Direction;
import sextant.measurement.Frequency;
import sextant.objectives.Bands;
import sextant.objectives.Path;
import sextant.objectives.Point;
import sextant.objectives.Range;
import sextant.objectives.Shape;
import sextant.objectives.TargetProblem;

class TargetProblemsTest {

    private static final LocalDate START = LocalDate.of(2025, 1, 1);
    private static final LocalDate DUE = LocalDate.of(2025, 12, 31);
    private static final BigDecimal LOW = BigDecimal.ONE;
    private static final BigDecimal HIGH = BigDecimal.TEN;

    @Test
    void names_a_due_date_that_is_not_after_the_baseline() {
        assertThat(Path.problems(Direction.INCREASE, new Point(DUE, LOW), List.of(), HIGH, DUE))
                .containsExactly(new TargetProblem.DueNotAfterFirstDay(DUE, DUE));
        assertThat(Shape.KeepWithin.problems(DUE, START))
                .containsExactly(new TargetProblem.DueNotAfterFirstDay(DUE, START));
    }

    @Test
    void names_milestones_outside_and_out_of_order() {
        List<Point> milestones = List.of(
                new Point(START, LOW),
                new Point(START.plusDays(9), LOW),
                new Point(START.plusDays(9), LOW),
                new Point(DUE, LOW));
        assertThat(Path.problems(Direction.INCREASE, new Point(START, LOW), milestones, HIGH, DUE))
                .containsExactly(
                        new TargetProblem.MilestoneNotBetween(0, START),
                        new TargetProblem.MilestoneOutOfOrder(2, START.plusDays(9), START.plusDays(9)),
                        new TargetProblem.MilestoneNotBetween(3, DUE));
    }

    @Test
    void names_a_target_that_is_worse_than_the_baseline() {
        assertThat(Path.problems(Direction.INCREASE, new Point(START, HIGH), List.of(), LOW, DUE))
                .containsExactly(new TargetProblem.TargetWorseThanBaseline(Direction.INCREASE, HIGH, LOW));
        assertThat(Path.problems(Direction.DECREASE, new Point(START, LOW), List.of(), HIGH, DUE))
                .containsExactly(new TargetProblem.TargetWorseThanBaseline(Direction.DECREASE, LOW, HIGH));
        assertThat(Path.problems(Direction.DECREASE, new Point(START, LOW), List.of(), LOW, DUE))
                .isEmpty();
    }

    @Test
    void names_a_day_to_maintain_until_that_is_not_after_the_due_date() {
        assertThat(Shape.ReachAndMaintain.problems(DUE, DUE))
                .containsExactly(new TargetProblem.MaintainUntilNotAfterDue(DUE, DUE));
        assertThat(Shape.ReachAndMaintain.problems(DUE, DUE.plusDays(1))).isEmpty();
    }

    @Test
    void names_bands_that_are_negative_or_reversed() {
        BigDecimal negative = BigDecimal.valueOf(-1);
        assertThat(Bands.problems(HIGH, negative))
                .containsExactly(
                        new TargetProblem.NegativeBand(negative), new TargetProblem.BandsReversed(HIGH, negative));
        assertThat(Bands.problems(HIGH, HIGH)).isEmpty();
    }

    @Test
    void names_a_range_without_limits_or_with_crossed_ones() {
        assertThat(Range.problems(Optional.empty(), Optional.empty())).containsExactly(new TargetProblem.NoBound());
        assertThat(Range.problems(Optional.of(HIGH), Optional.of(LOW)))
                .containsExactly(new TargetProblem.LowAboveHigh(/* low= */ HIGH, /* high= */ LOW));
        assertThat(Range.problems(Optional.of(LOW), Optional.of(LOW))).isEmpty();
    }

    @Test
    void are_what_keeps_a_value_from_being_built() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Path(Direction.INCREASE, new Point(DUE, LOW), List.of(), HIGH, START));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bands(HIGH, LOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Range.Between(/* lowest= */ HIGH, /* highest= */ LOW));
        assertThatIllegalArgumentException().isThrownBy(() -> Range.of(Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Shape.KeepWithin(DUE, new Range.AtLeast(LOW), START));
        Path path = new Path(Direction.INCREASE, new Point(START, LOW), List.of(), HIGH, DUE);
        assertThatIllegalArgumentException().isThrownBy(() -> new Shape.ReachAndMaintain(path, DUE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cadence(Frequency.DAY, -1));
    }
}
