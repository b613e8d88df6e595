package sextant.platform.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sextant.platform.charts.Drawings.coordinatesOutside;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SparklineTest {

    @Property(tries = 300)
    void every_coordinate_lies_inside_the_drawing(
            @ForAll @Size(max = 400) List<@DoubleRange(min = -1e30, max = 1e30) Double> values,
            @ForAll @DoubleRange(min = -1e30, max = 1e30) double target) {
        var sparkline = new Sparkline(values, OptionalDouble.of(target), StatusMark.AT_RISK);
        assertThat(coordinatesOutside(sparkline.svg())).isEmpty();
    }

    @Test
    void stays_a_few_hundred_bytes_for_any_history() {
        var sparkline = new Sparkline(Collections.nCopies(100_000, 1.0), OptionalDouble.empty(), StatusMark.ON_TRACK);
        assertThat(sparkline.svg()).hasSizeLessThan(2_000);
    }

    @Test
    void is_empty_without_values_and_refuses_what_is_no_number() {
        assertThat(new Sparkline(List.of(), OptionalDouble.empty(), StatusMark.NO_DATA).svg())
                .doesNotContain("c-line");
        assertThatThrownBy(() -> new Sparkline(List.of(Double.NaN), OptionalDouble.empty(), StatusMark.NO_DATA))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
