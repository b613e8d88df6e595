package sextant.platform.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sextant.platform.charts.Drawings.coordinatesOutside;
import static sextant.platform.charts.Drawings.parsed;

import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class StatusGaugeTest {

    @Test
    void the_course_is_read_in_tolerances() {
        assertThat(StatusGauge.course(0, 0.2, 0.8)).isZero();
        assertThat(StatusGauge.course(-0.1, 0.2, 0.8)).isEqualTo(-0.5);
        assertThat(StatusGauge.course(-0.2, 0.2, 0.8)).isEqualTo(-1);
        assertThat(StatusGauge.course(-0.5, 0.2, 0.8)).isEqualTo(-1.5);
        assertThat(StatusGauge.course(-0.8, 0.2, 0.8)).isEqualTo(-2);
        assertThat(StatusGauge.course(-1000, 0.2, 0.8)).isEqualTo(-3);
        assertThat(StatusGauge.course(0.4, 0.2, 0.8)).isEqualTo(1);
    }

    @Test
    void without_tolerance_the_least_distance_is_off_track() {
        assertThat(StatusGauge.course(-0.01, 0, 0)).isEqualTo(-3);
        assertThat(StatusGauge.course(0, 0, 0)).isZero();
        assertThat(StatusGauge.course(0.01, 0, 0)).isEqualTo(3);
    }

    @Property
    void being_further_behind_never_moves_the_arm_back(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double ahead,
            @ForAll @DoubleRange(min = 0, max = 1e6) double further,
            @ForAll @DoubleRange(min = 0, max = 1e3) double atRisk,
            @ForAll @DoubleRange(min = 0, max = 1e3) double more) {
        assertThat(StatusGauge.course(ahead - further, atRisk, atRisk + more))
                .isLessThanOrEqualTo(StatusGauge.course(ahead, atRisk, atRisk + more));
    }

    @Property
    void the_arm_stays_inside_the_drawing(@ForAll double course) {
        if (Double.isNaN(course)) return;
        var gauge = new StatusGauge(StatusMark.ON_TRACK, OptionalDouble.of(course), "<Ahead & well>");
        assertThat(coordinatesOutside(gauge.svg())).isEmpty();
        assertThat(parsed(gauge.svg()).getDocumentElement().getAttribute("aria-label"))
                .isEqualTo("<Ahead & well>");
    }

    @Test
    void has_no_arm_where_there_is_nothing_to_stand_on() {
        assertThat(new StatusGauge(StatusMark.NO_DATA, OptionalDouble.empty(), "No data").svg())
                .doesNotContain("g-arm")
                .contains("g-none");
        assertThat(new StatusGauge(StatusMark.ON_TRACK, OptionalDouble.of(0), "On track").svg())
                .contains("g-arm")
                .doesNotContain("g-none");
    }

    @Test
    void refuses_tolerances_that_contradict_each_other() {
        assertThatThrownBy(() -> StatusGauge.course(1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StatusGauge.course(1, Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
