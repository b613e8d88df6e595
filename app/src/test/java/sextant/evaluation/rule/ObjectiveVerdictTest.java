package sextant.evaluation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sextant.measurement.Direction;
import sextant.objectives.Point;

class ObjectiveVerdictTest {

    private static final LocalDate DAY = LocalDate.of(2025, 6, 1);
    private static final Instant SOON = Instant.parse("2025-07-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2025-08-01T00:00:00Z");

    private final Verdict awaited = verdict(new Explanation.FirstAwaited(DAY, DAY), Optional.of(SOON));
    private final Verdict stale = verdict(new Explanation.NeverMeasured(DAY, DAY), Optional.of(LATER));
    private final Verdict achieved = verdict(
            new Explanation.AtDue(new Point(DAY, BigDecimal.ONE), Direction.INCREASE, BigDecimal.ONE, DAY),
            Optional.empty());

    @Test
    void is_the_worst_of_its_targets_and_holds_until_any_of_them_may_change() {
        assertThat(ObjectiveVerdict.of(List.of(achieved, awaited, stale)))
                .isEqualTo(new ObjectiveVerdict.WorstTarget(stale, Optional.of(SOON)));
        assertThat(ObjectiveVerdict.of(List.of(achieved)))
                .isEqualTo(new ObjectiveVerdict.WorstTarget(achieved, Optional.empty()));
    }

    @Test
    void is_a_case_of_its_own_without_targets() {
        assertThat(ObjectiveVerdict.of(List.of())).isEqualTo(new ObjectiveVerdict.NoTargets());
    }

    @Test
    void orders_the_statuses_worst_first() {
        assertThat(Status.values())
                .extracting(Status::code)
                .containsExactly("missed", "off-track", "no-data", "at-risk", "on-track", "not-started", "achieved");
        assertThat(Status.of("no-data").isWorseThan(Status.of("at-risk"))).isTrue();
        assertThat(Status.AT_RISK.isWorseThan(Status.AT_RISK)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Status.of("green"));
    }

    @Test
    void a_verdict_cannot_contradict_its_explanation() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Verdict(Status.ACHIEVED, stale.explanation(), Optional.empty(), "1"));
    }

    private static Verdict verdict(Explanation explanation, Optional<Instant> validUntil) {
        return new Verdict(explanation.status(), explanation, validUntil, StatusRule.VERSION);
    }
}
