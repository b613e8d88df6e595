package sextant.measurement.intake;

/**
 * How times are written. Years have four digits. {@link Times} turns them into instants and says how.
 *
 * <p>The day formats with dots and slashes may carry a time of day after a blank ({@code 31.12.2024 14:30}).
 */
public enum DateFormat {
    /** {@code 2024-12-31} */
    ISO_DATE,
    /** {@code 2024-12-31T14:30}, a blank for the T and seconds with up to six decimals allowed; local to the zone */
    ISO_DATE_TIME,
    /** {@code 2024-12-31T14:30:00Z}, {@code +01:00}, {@code +0100} or {@code +01}; RFC 3339 and a little more */
    ISO_OFFSET_DATE_TIME,
    /** {@code 2024-12} */
    ISO_MONTH,
    /** {@code 31.12.2024} */
    DOT_DAY_FIRST,
    /** {@code 31/12/2024} */
    SLASH_DAY_FIRST,
    /** {@code 12/31/2024} */
    SLASH_MONTH_FIRST,
    /** {@code 1735655400}; never assumed, since it looks like any other number */
    EPOCH_SECONDS
}
