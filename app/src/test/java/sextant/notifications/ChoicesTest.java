package sextant.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ChoicesTest {
    @Property(tries = 500)
    void the_next_digest_is_within_a_day_and_a_bit_and_shows_its_hour_on_the_persons_clock(
            @ForAll @IntRange(max = 23) int hour,
            @ForAll @LongRange(min = 1_500_000_000, max = 2_000_000_000) long second) {
        ZoneId zone = ZoneId.of("America/St_Johns");
        Instant now = Instant.ofEpochSecond(second);
        Instant next = new Choices(1, hour, Map.of()).nextDigest(now, zone);
        assertThat(next).isAfter(now).isBefore(now.plusSeconds(26 * 3600));
        assertThat(next.atZone(zone).getHour()).isBetween(hour, hour + 1);
    }

    @Test
    void at_the_very_hour_it_is_tomorrow() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(Choices.USUAL.nextDigest(Instant.parse("2026-03-28T06:00:00Z"), berlin))
                .as("the clocks go forward that night")
                .isEqualTo(Instant.parse("2026-03-29T05:00:00Z"));
    }
}
