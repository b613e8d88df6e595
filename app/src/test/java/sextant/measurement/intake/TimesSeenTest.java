package sextant.measurement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TimesSeenTest {

    @Property(tries = 200)
    void agrees_with_a_map_whatever_the_seed(@ForAll("times") List<Long> times, @ForAll long seed) {
        TimesSeen seen = new TimesSeen(seed);
        Map<Long, Integer> first = new HashMap<>();
        for (int line = 1; line <= times.size(); line++) {
            long time = times.get(line - 1);
            long expected = Objects.requireNonNullElse(first.putIfAbsent(time, line), 0);
            assertThat(seen.firstLine(time, line)).isEqualTo(expected);
        }
    }

    @Provide
    Arbitrary<List<Long>> times() {
        return Arbitraries.oneOf(
                        Arbitraries.longs(), Arbitraries.longs().between(0, 500).map(hour -> hour * 3_600_000_000L))
                .list()
                .ofMaxSize(3_000);
    }
}
