package sextant.evaluation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import sextant.measurement.Cadence;
import sextant.measurement.Frequency;

class CadenceTest {

    @Test
    void counts_calendar_periods() {
        LocalDate day = LocalDate.of(2024, 8, 31);
        assertThat(Frequency.DAY.after(day)).isEqualTo("2024-09-01");
        assertThat(Frequency.WEEK.after(day)).isEqualTo("2024-09-07");
        assertThat(Frequency.MONTH.after(day)).isEqualTo("2024-09-30");
        assertThat(Frequency.QUARTER.after(day)).isEqualTo("2024-11-30");
        assertThat(Frequency.HALF_YEAR.after(day)).isEqualTo("2025-02-28");
        assertThat(Frequency.YEAR.after(LocalDate.of(2024, 2, 29))).isEqualTo("2025-02-28");
    }

    @Test
    void adds_the_grace_after_the_period() {
        assertThat(new Cadence(Frequency.MONTH, 3).freshUntil(LocalDate.of(2025, 2, 28)))
                .isEqualTo("2025-03-31");
    }
}
