package sextant.measurement;

import java.util.Locale;
import java.util.Map;

/** How frequencies and directions are stored and travel through forms and the API. */
public final class Codes {
    public static final Map<String, Frequency> FREQUENCIES = Map.of(
            "day", Frequency.DAY,
            "week", Frequency.WEEK,
            "month", Frequency.MONTH,
            "quarter", Frequency.QUARTER,
            "half-year", Frequency.HALF_YEAR,
            "year", Frequency.YEAR);
    public static final Map<String, Direction> DIRECTIONS =
            Map.of("increase", Direction.INCREASE, "decrease", Direction.DECREASE);

    private Codes() {}

    public static String of(Frequency frequency) {
        return frequency.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static String of(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }
}
