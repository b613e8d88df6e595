package sextant.platform.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import sextant.platform.charts.MeasurementChart.Fineness;

class ScalesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void ticks_are_round_and_carry_the_decimals_of_their_step() {
        assertThat(ValueScale.over(4, 9.1, 0, 100, 5).ticks())
                .extracting(BigDecimal::toPlainString)
                .containsExactly("2", "4", "6", "8", "10");
        assertThat(ValueScale.over(97.1, 98.0, 0, 100, 5).ticks())
                .extracting(BigDecimal::toPlainString)
                .containsExactly("97.0", "97.2", "97.4", "97.6", "97.8", "98.0", "98.2");
        assertThat(ValueScale.over(0, 1.2, 0, 100, 5).ticks())
                .extracting(BigDecimal::toPlainString)
                .containsExactly("0.00", "0.25", "0.50", "0.75", "1.00", "1.25");
    }

    @Test
    void counts_start_at_zero() {
        assertThat(ValueScale.over(14, 182, 0, 100, 5).low()).isZero();
        assertThat(ValueScale.over(0, 3, 0, 100, 5).low()).isZero();
    }

    @Property
    void every_value_keeps_its_order_and_there_are_few_ticks(
            @ForAll @DoubleRange(min = -1e30, max = 1e30) double one,
            @ForAll @DoubleRange(min = -1e30, max = 1e30) double other) {
        double low = Math.min(one, other);
        double high = Math.max(one, other);
        ValueScale scale = ValueScale.over(low, high, 20, 300, 5);
        assertThat(scale.y(low)).isGreaterThanOrEqualTo(scale.y(high)).isBetween(20.0, 300.0);
        assertThat(scale.low()).isLessThanOrEqualTo(low);
        assertThat(scale.high()).isGreaterThanOrEqualTo(high);
        assertThat(scale.ticks()).hasSizeBetween(2, 9);
    }

    @Test
    void time_is_ticked_at_the_starts_of_the_readers_days_months_and_years() {
        assertThat(ticks("2026-01-10T00:00:00Z", "2026-12-20T00:00:00Z"))
                .extracting(tick -> tick.at().toLocalDate())
                .containsExactly(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 7, 1), LocalDate.of(2026, 10, 1));
        assertThat(ticks("2018-05-01T00:00:00Z", "2026-12-20T00:00:00Z"))
                .allMatch(tick -> tick.fineness() == Fineness.YEAR && tick.at().getDayOfYear() == 1);
        assertThat(ticks("2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z"))
                .allMatch(tick ->
                        tick.at().getMinute() == 0 && tick.at().getZone().equals(BERLIN));
    }

    @Property
    void the_middle_of_a_line_keeps_its_peaks_when_thinned(@ForAll @DoubleRange(min = 0, max = 0.99) double where) {
        int peak = (int) (where * 50_000);
        List<Integer> kept = Thinning.indexes(50_000, index -> index == peak ? 1 : 0, 400);
        assertThat(kept).contains(0, peak, 49_999).isSorted().hasSizeLessThanOrEqualTo(400);
    }

    @Test
    void few_points_are_all_kept() {
        assertThat(Thinning.indexes(7, index -> 0, 400))
                .isEqualTo(IntStream.range(0, 7).boxed().toList());
    }

    private static List<TimeScale.Tick> ticks(String from, String to) {
        return new TimeScale(Instant.parse(from), Instant.parse(to), 40, 440, BERLIN).ticks(74);
    }
}
