package sextant.evaluation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sextant.measurement.Direction;
import sextant.objectives.Bands;
import sextant.objectives.Point;
import sextant.objectives.Range;

class StoredExplanationTest {

    private static final LocalDate DAY = LocalDate.of(2025, 6, 1);
    private static final LocalDate NEXT = LocalDate.of(2025, 7, 1);
    private static final Point MEASURED = new Point(DAY, new BigDecimal("-12.50"));
    private static final BigDecimal TARGET = new BigDecimal("1E+3");
    private static final Bands BANDS = new Bands(BigDecimal.ZERO, new BigDecimal("0.1"));
    private static final Range RANGE = new Range.Between(BigDecimal.ONE, BigDecimal.TEN);

    private final List<Explanation> all = List.of(
            new Explanation.PeriodAhead(DAY),
            new Explanation.FirstAwaited(DAY, NEXT),
            new Explanation.NeverMeasured(DAY, NEXT),
            new Explanation.Stale(MEASURED, DAY, NEXT),
            new Explanation.AgainstPath(MEASURED, Direction.INCREASE, BigDecimal.TEN, BANDS, TARGET, NEXT),
            new Explanation.AlreadyMet(MEASURED, Direction.DECREASE, TARGET, NEXT),
            new Explanation.NothingByDue(NEXT),
            new Explanation.StaleAtEnd(MEASURED, DAY, NEXT),
            new Explanation.AtDue(MEASURED, Direction.DECREASE, TARGET, NEXT),
            new Explanation.Maintaining(MEASURED, Direction.INCREASE, TARGET, BANDS, NEXT),
            new Explanation.Maintained(MEASURED, Direction.INCREASE, TARGET, NEXT),
            new Explanation.AgainstRange(MEASURED, new Range.AtLeast(TARGET), BANDS, NEXT),
            new Explanation.AgainstRange(MEASURED, new Range.AtMost(TARGET), BANDS, NEXT),
            new Explanation.RangeAtDue(MEASURED, RANGE, NEXT));

    @Test
    void reads_back_as_it_was() {
        assertThat(all.stream().map(Explanation::getClass).distinct())
                .as("every kind is tried")
                .hasSize(Explanation.class.getPermittedSubclasses().length);
        assertThat(all)
                .allSatisfy(explanation ->
                        assertThat(Explanation.of(explanation.stored())).isEqualTo(explanation));
    }

    @Test
    void is_written_in_plain_words_and_numbers() {
        assertThat(new Explanation.AtDue(MEASURED, Direction.DECREASE, TARGET, NEXT).stored())
                .isEqualTo(Map.of(
                        "code", "at-due",
                        "date", "2025-06-01",
                        "value", "-12.5",
                        "direction", "DECREASE",
                        "target", "1000",
                        "due", "2025-07-01"));
    }

    @Test
    void is_refused_when_it_lacks_something_or_has_an_unknown_code() {
        assertThatIllegalArgumentException().isThrownBy(() -> Explanation.of(Map.of("code", "perhaps")));
        assertThatIllegalArgumentException().isThrownBy(() -> Explanation.of(Map.of("code", "nothing-by-due")));
        assertThatIllegalArgumentException().isThrownBy(() -> Explanation.of(Map.of()));
    }
}
