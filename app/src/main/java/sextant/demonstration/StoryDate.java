package sextant.demonstration;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day of the story, seen from the day it is told: {@code -17/04} is the fourth of the month seventeen months before,
 * {@code +3/31} the last day of the third month after (as far as that month goes), {@code -12d} twelve days before.
 */
sealed interface StoryDate {
    /** @param day 1 to 31; the last day where the month is shorter */
    record OfMonth(int months, int day) implements StoryDate {}

    record Days(int days) implements StoryDate {}

    Pattern WRITTEN = Pattern.compile("([+-]?\\d+)(?:/(\\d{1,2})|(d))");

    static StoryDate parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) throw new IllegalArgumentException("not a day of a story: " + text);
        int count = Integer.parseInt(written.group(1));
        return written.group(3) != null ? new Days(count) : new OfMonth(count, Integer.parseInt(written.group(2)));
    }

    default LocalDate seenFrom(LocalDate today) {
        return switch (this) {
            case OfMonth(int months, int day) -> {
                YearMonth month = YearMonth.from(today).plusMonths(months);
                yield month.atDay(Math.min(day, month.lengthOfMonth()));
            }
            case Days(int days) -> today.plusDays(days);
        };
    }
}
