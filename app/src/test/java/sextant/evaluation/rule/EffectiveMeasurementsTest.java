package sextant.evaluation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sextant.measurement.EffectiveMeasurements;
import sextant.measurement.Measured;

class EffectiveMeasurementsTest {

    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    private final Measured first = row(NOON, 0, "1", NOON);
    private final Measured correction = row(NOON, 1, "2", LATER);
    private final Measured next = row(LATER, 0, "3", LATER);

    @Test
    void are_the_latest_corrections_in_time_order() {
        assertThat(EffectiveMeasurements.knownAt(LATER, List.of(next, correction, first))
                        .rows())
                .containsExactly(correction, next);
    }

    @Test
    void are_those_recorded_by_the_moment_itself() {
        assertThat(EffectiveMeasurements.knownAt(LATER.minusNanos(1), List.of(next, correction, first))
                        .rows())
                .containsExactly(first);
    }

    @Test
    void cannot_hold_two_rows_with_one_correction_number() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffectiveMeasurements.knownAt(LATER, List.of(first, row(NOON, 0, "2", LATER))));
    }

    @Test
    void are_equal_when_their_numbers_are() {
        assertThat(row(NOON, 0, "1.00", NOON)).isEqualTo(first);
    }

    private static Measured row(Instant at, int correction, String value, Instant recordedAt) {
        return new Measured(at, correction, new BigDecimal(value), recordedAt);
    }
}
