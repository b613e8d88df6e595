package sextant.measurement.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Times from text, strictly. The contract:
 *
 * <ul>
 *   <li>a date alone is that day in the zone; its instant is the start of that day there;
 *   <li>a month is over at its last day: it stands for the start of that day, and its period begins on its first;
 *   <li>a time without an offset is the zone's; one that the clocks repeat is the earlier of the two, one that they skip
 *       is refused;
 *   <li>an instant has whole microseconds, as the database keeps them; finer ones are refused, not rounded.
 * </ul>
 */
final class Times {

    /** @param periodFrom where the text itself names a period */
    record Time(Instant at, LocalDate localDate, @Nullable LocalDate periodFrom) {}

    private static final int LONGEST = 40;

    private final String text;
    private int position;

    private Times(String text) {
        this.text = text;
    }

    static Parsed<Time> parse(Column column, String cell, DateFormat format, ZoneId zone) {
        String text = Text.trim(cell);
        if (text.length() > LONGEST) return notADate(column, text);
        return new Times(text).read(column, format, zone);
    }

    /** A date, or a date-time with its offset: what our JSON says. */
    static Parsed<Time> parseIso(Column column, String text, ZoneId zone) {
        return parse(column, text, text.length() <= 10 ? DateFormat.ISO_DATE : DateFormat.ISO_OFFSET_DATE_TIME, zone);
    }

    private Parsed<Time> read(Column column, DateFormat format, ZoneId zone) {
        return switch (format) {
            case ISO_DATE -> day(column, isoDate(), zone);
            case ISO_MONTH -> month(column, zone);
            case ISO_DATE_TIME -> local(column, isoDate(), zone);
            case ISO_OFFSET_DATE_TIME -> offset(column, zone);
            case DOT_DAY_FIRST -> dayMaybeTime(column, date('.', true), zone);
            case SLASH_DAY_FIRST -> dayMaybeTime(column, date('/', true), zone);
            case SLASH_MONTH_FIRST -> dayMaybeTime(column, date('/', false), zone);
            case EPOCH_SECONDS -> epoch(column, zone);
        };
    }

    private Parsed<Time> day(Column column, @Nullable LocalDate date, ZoneId zone) {
        if (date == null || position != text.length()) return notADate(column, text);
        return new Parsed.Read<>(new Time(date.atStartOfDay(zone).toInstant(), date, null));
    }

    private Parsed<Time> month(Column column, ZoneId zone) {
        int year = digits(4, 4);
        if (year < 0 || !take('-')) return notADate(column, text);
        int month = digits(2, 2);
        if (month < 1 || month > 12 || position != text.length()) return notADate(column, text);
        YearMonth whole = YearMonth.of(year, month);
        LocalDate last = whole.atEndOfMonth();
        return new Parsed.Read<>(new Time(last.atStartOfDay(zone).toInstant(), last, whole.atDay(1)));
    }

    private Parsed<Time> dayMaybeTime(Column column, @Nullable LocalDate date, ZoneId zone) {
        return position == text.length() ? day(column, date, zone) : local(column, date, zone);
    }

    private Parsed<Time> local(Column column, @Nullable LocalDate date, ZoneId zone) {
        LocalTime time = date == null ? null : timeOfDay();
        if (date == null || time == null || position != text.length()) return notADate(column, text);
        if (isTooFine(time)) return new Parsed.Refused<>(new Problem.TimeTooFine(Text.shown(text)));
        LocalDateTime local = date.atTime(time);
        if (zone.getRules().getValidOffsets(local).isEmpty())
            return new Parsed.Refused<>(new Problem.NoSuchLocalTime(Text.shown(text)));
        return new Parsed.Read<>(new Time(local.atZone(zone).toInstant(), date, null));
    }

    private Parsed<Time> offset(Column column, ZoneId zone) {
        LocalDate date = isoDate();
        LocalTime time = date == null ? null : timeOfDay();
        ZoneOffset offset = time == null ? null : zoneOffset();
        if (date == null || time == null || offset == null || position != text.length()) return notADate(column, text);
        if (isTooFine(time)) return new Parsed.Refused<>(new Problem.TimeTooFine(Text.shown(text)));
        Instant at = date.atTime(time).toInstant(offset);
        return new Parsed.Read<>(new Time(at, at.atZone(zone).toLocalDate(), null));
    }

    private Parsed<Time> epoch(Column column, ZoneId zone) {
        boolean negative = take('-');
        long seconds = 0;
        int start = position;
        while (position < text.length() && isDigit(text.charAt(position)) && position - start < 12)
            seconds = seconds * 10 + (text.charAt(position++) - '0');
        // Up to the year 9999, as everywhere else: what has more digits counts milliseconds.
        if (position == start || position != text.length() || seconds > 253_402_300_799L) return notADate(column, text);
        Instant at = Instant.ofEpochSecond(negative ? -seconds : seconds);
        return new Parsed.Read<>(new Time(at, at.atZone(zone).toLocalDate(), null));
    }

    private @Nullable LocalDate isoDate() {
        int year = digits(4, 4);
        if (year < 0 || !take('-')) return null;
        int month = digits(2, 2);
        if (month < 0 || !take('-')) return null;
        return validDate(year, month, digits(2, 2));
    }

    private @Nullable LocalDate date(char separator, boolean dayFirst) {
        int first = digits(1, 2);
        if (first < 0 || !take(separator)) return null;
        int second = digits(1, 2);
        if (second < 0 || !take(separator)) return null;
        int year = digits(4, 4);
        return dayFirst ? validDate(year, second, first) : validDate(year, first, second);
    }

    private static @Nullable LocalDate validDate(int year, int month, int day) {
        if (year < 0 || month < 1 || month > 12 || day < 1) return null;
        return day > YearMonth.of(year, month).lengthOfMonth() ? null : LocalDate.of(year, month, day);
    }

    /** {@code T14:30[:15[.123]]}, or with a blank for the T. */
    private @Nullable LocalTime timeOfDay() {
        if (!take('T') && !take('t') && !take(' ')) return null;
        int hour = digits(2, 2);
        if (hour < 0 || hour > 23 || !take(':')) return null;
        int minute = digits(2, 2);
        if (minute < 0 || minute > 59) return null;
        if (!take(':')) return LocalTime.of(hour, minute);
        int second = digits(2, 2);
        if (second < 0 || second > 59) return null;
        int nanos = 0;
        if (take('.') || take(',')) {
            int start = position;
            nanos = digits(1, 9);
            if (nanos < 0) return null;
            for (int i = position - start; i < 9; i++) nanos *= 10;
        }
        return LocalTime.of(hour, minute, second, nanos);
    }

    private @Nullable ZoneOffset zoneOffset() {
        if (take('Z') || take('z')) return ZoneOffset.UTC;
        boolean west = take('-');
        if (!west && !take('+')) return null;
        int hours = digits(2, 2);
        if (hours < 0 || hours > 18) return null;
        int minutes = 0;
        if (position < text.length()) {
            take(':');
            minutes = digits(2, 2);
            if (minutes < 0 || minutes > 59 || (hours == 18 && minutes > 0)) return null;
        }
        int seconds = (hours * 60 + minutes) * 60;
        return ZoneOffset.ofTotalSeconds(west ? -seconds : seconds);
    }

    /** As many digits as there are, up to the most; -1 when fewer than the least. */
    private int digits(int least, int most) {
        int start = position;
        int number = 0;
        while (position < text.length() && position - start < most && isDigit(text.charAt(position)))
            number = number * 10 + (text.charAt(position++) - '0');
        return position - start < least ? -1 : number;
    }

    private boolean take(char c) {
        if (position == text.length() || text.charAt(position) != c) return false;
        position++;
        return true;
    }

    private static boolean isTooFine(LocalTime time) {
        return !time.truncatedTo(ChronoUnit.MICROS).equals(time);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Parsed<Time> notADate(Column column, String text) {
        return new Parsed.Refused<>(new Problem.NotADate(column, Text.shown(text)));
    }
}
