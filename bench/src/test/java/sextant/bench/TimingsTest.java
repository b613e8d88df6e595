package sextant.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimingsTest {
    /** 1 to 100 milliseconds, the longest first. */
    private static final Timings HUNDRED = new Timings(
            LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray(), Duration.ofSeconds(2));

    @Test
    void a_percentile_is_the_smallest_time_that_so_many_do_not_exceed() {
        assertThat(HUNDRED.p50()).isEqualTo(50);
        assertThat(HUNDRED.p99()).isEqualTo(99);
        assertThat(HUNDRED.percentile(100)).isEqualTo(100);
        assertThat(HUNDRED.perSecond()).isEqualTo(50);
    }

    @Test
    void of_a_single_one_every_percentile_is_that_one() {
        assertThat(new Timings(new long[] {7_000_000}, Duration.ofSeconds(1)).p99())
                .isEqualTo(7);
    }

    @Test
    void a_bar_is_met_only_when_both_percentiles_are() {
        assertThat(Bars.page(HUNDRED)).isEqualTo("missed: p50 2.5x");
        assertThat(Bars.page(new Timings(new long[] {1_000_000}, Duration.ofSeconds(1))))
                .isEqualTo("met");
        assertThat(Bars.atLeast(0.5, 0.25)).isEqualTo("missed: 0.50 of the bar");
        assertThat(Bars.atMost(3, 6)).isEqualTo("missed: 2.0x");
    }

    @Test
    void nothing_has_no_percentile() {
        assertThatThrownBy(() -> new Timings(new long[0], Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
