package sextant.notifications;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;

/**
 * How one person wants to be told.
 *
 * @param version 0 for whoever never chose
 * @param digestHour of their own clock, 0 to 23
 * @param ways what was chosen; the rest goes the usual way
 */
public record Choices(int version, int digestHour, Map<Matter, Way> ways) {
    public static final Choices USUAL = new Choices(0, 7, Map.of());

    public Way of(Matter matter) {
        return ways.getOrDefault(matter, matter.usual());
    }

    /** The next time that their digest goes out: after now, on whatever day that hour comes next. */
    Instant nextDigest(Instant now, ZoneId zone) {
        ZonedDateTime today =
                now.atZone(zone).toLocalDate().atTime(digestHour, 0).atZone(zone);
        return (today.toInstant().isAfter(now)
                        ? today
                        : today.toLocalDate().plusDays(1).atTime(digestHour, 0).atZone(zone))
                .toInstant();
    }
}
