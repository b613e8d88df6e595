package sextant.measurement.intake;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sextant.measurement.intake.NumberStyle.Grouping;
import sextant.measurement.intake.NumberStyle.Point;

/** What a column's cells can be read as. A format counts when it reads half of them or more, and none reads more. */
final class ColumnKinds {

    /** @param epoch whether the numbers could be epoch seconds of this or the last few decades */
    record Kind(Detection.Dates asDates, Detection.Numbers numbers, boolean epoch, boolean isEmpty) {

        boolean isDate() {
            return !(asDates instanceof Detection.Dates.None);
        }

        boolean isNumber() {
            return !(numbers instanceof Detection.Numbers.None);
        }

        boolean isKnown() {
            return isDate() || isNumber();
        }

        /** Epoch seconds are offered where the name speaks of time, and even then have to be chosen. */
        Detection.Dates dates(String name) {
            return epoch && ColumnNames.isTime(name)
                    ? new Detection.Dates.Ambiguous(List.of(DateFormat.EPOCH_SECONDS))
                    : asDates;
        }
    }

    private static final List<DateFormat> DATES = List.of(
            DateFormat.ISO_DATE,
            DateFormat.ISO_DATE_TIME,
            DateFormat.ISO_OFFSET_DATE_TIME,
            DateFormat.ISO_MONTH,
            DateFormat.DOT_DAY_FIRST,
            DateFormat.SLASH_DAY_FIRST,
            DateFormat.SLASH_MONTH_FIRST);

    private static final List<NumberStyle> STYLES = List.of(
            NumberStyle.PLAIN,
            new NumberStyle(Point.COMMA, Grouping.NONE),
            new NumberStyle(Point.POINT, Grouping.COMMA),
            new NumberStyle(Point.COMMA, Grouping.POINT),
            new NumberStyle(Point.POINT, Grouping.SPACE),
            new NumberStyle(Point.COMMA, Grouping.SPACE),
            new NumberStyle(Point.POINT, Grouping.APOSTROPHE),
            new NumberStyle(Point.COMMA, Grouping.APOSTROPHE));

    private static final Pattern EPOCH_SECONDS = Pattern.compile("[0-9]{9,10}");

    private ColumnKinds() {}

    /** @param delimiter tells the likelier of two styles: where the comma separates cells, it is no decimal comma */
    static Kind of(List<String> cells, Delimiter delimiter) {
        Detection.Dates dates = dates(cells);
        Detection.Numbers numbers =
                dates instanceof Detection.Dates.None ? numbers(cells, delimiter) : new Detection.Numbers.None();
        long epochs = cells.stream()
                .filter(cell -> EPOCH_SECONDS.matcher(cell).matches())
                .count();
        return new Kind(dates, numbers, isMost(epochs, cells), cells.isEmpty());
    }

    static boolean isDateOrNumber(String cell) {
        return DATES.stream().anyMatch(format -> isDate(cell, format))
                || STYLES.stream().anyMatch(style -> number(cell, style).isPresent());
    }

    private static Detection.Dates dates(List<String> cells) {
        List<DateFormat> best = new ArrayList<>();
        long most = 0;
        for (DateFormat format : DATES) {
            long count = cells.stream().filter(cell -> isDate(cell, format)).count();
            if (count > most) best.clear();
            if (count >= most) best.add(format);
            most = Math.max(most, count);
        }
        if (!isMost(most, cells)) return new Detection.Dates.None();
        return best.size() == 1
                ? new Detection.Dates.Certain(best.getFirst())
                : new Detection.Dates.Ambiguous(List.copyOf(best));
    }

    /** Styles that read the same numbers are one; of those the simplest is taken. */
    private static Detection.Numbers numbers(List<String> cells, Delimiter delimiter) {
        Map<List<Optional<BigDecimal>>, NumberStyle> readings = new LinkedHashMap<>();
        long most = 0;
        for (NumberStyle style : STYLES) {
            List<Optional<BigDecimal>> reading =
                    cells.stream().map(cell -> number(cell, style)).toList();
            long count = reading.stream().filter(Optional::isPresent).count();
            if (count > most) readings.clear();
            if (count >= most) readings.putIfAbsent(reading, style);
            most = Math.max(most, count);
        }
        if (!isMost(most, cells)) return new Detection.Numbers.None();
        List<NumberStyle> styles = new ArrayList<>(readings.values());
        if (styles.size() == 1) return new Detection.Numbers.Certain(styles.getFirst());
        Point likely = delimiter == Delimiter.COMMA || delimiter == Delimiter.PIPE ? Point.POINT : Point.COMMA;
        styles.sort((one, other) -> Boolean.compare(other.point() == likely, one.point() == likely));
        return new Detection.Numbers.Ambiguous(List.copyOf(styles));
    }

    private static boolean isMost(long count, List<String> cells) {
        return count > 0 && count * 2 >= cells.size();
    }

    private static boolean isDate(String cell, DateFormat format) {
        return !(Times.parse(Column.TIME, cell, format, ZoneOffset.UTC) instanceof Parsed.Refused<Times.Time>(var why)
                && why instanceof Problem.NotADate);
    }

    private static Optional<BigDecimal> number(String cell, NumberStyle style) {
        return Numbers.parse(cell, style) instanceof Parsed.Read<BigDecimal>(var number)
                ? Optional.of(number)
                : Optional.empty();
    }
}
