package sextant.measurement.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import sextant.measurement.intake.Detection.ColumnFound;
import sextant.measurement.intake.Detection.Confidence;
import sextant.measurement.intake.Detection.Suggestion;

/** Which column is what, from what is in it and from the words that headers use in English and German. */
final class ColumnNames {

    record Roles(
            Optional<Suggestion> time,
            Optional<Suggestion> value,
            Optional<Suggestion> note,
            Optional<Suggestion> periodFrom) {}

    private static final Set<String> TIME = Set.of(
            "at",
            "time",
            "timestamp",
            "date",
            "datetime",
            "day",
            "month",
            "end",
            "until",
            "to",
            "epoch",
            "measured",
            "zeit",
            "zeitpunkt",
            "zeitstempel",
            "datum",
            "tag",
            "monat",
            "ende",
            "bis",
            "stand");
    private static final Set<String> START =
            Set.of("from", "start", "begin", "begins", "since", "von", "ab", "beginn", "anfang", "seit");
    private static final Set<String> VALUE =
            Set.of("value", "measurement", "measure", "result", "wert", "messwert", "istwert", "ergebnis", "messung");
    private static final Set<String> NOTE = Set.of(
            "note",
            "notes",
            "comment",
            "comments",
            "remark",
            "remarks",
            "notiz",
            "notizen",
            "bemerkung",
            "bemerkungen",
            "kommentar",
            "anmerkung",
            "anmerkungen");

    private ColumnNames() {}

    static Roles roles(List<ColumnFound> columns) {
        List<ColumnFound> dated = where(columns, column -> !(column.dates() instanceof Detection.Dates.None));
        List<ColumnFound> starts = where(dated, column -> speaksOf(column.name(), START));
        List<ColumnFound> times = dated.size() > 1 ? where(dated, column -> !starts.contains(column)) : dated;
        Optional<Suggestion> time = oneOf(times.isEmpty() ? dated : times, TIME);
        Optional<Suggestion> periodFrom = starts.size() == 1 && !isAt(time, starts.getFirst())
                ? Optional.of(new Suggestion(starts.getFirst().index(), Confidence.HIGH))
                : Optional.empty();

        Optional<Suggestion> value = oneOf(
                where(columns, column -> !(column.numbers() instanceof Detection.Numbers.None) && !isAt(time, column)),
                VALUE);
        Optional<Suggestion> note = where(columns, column -> speaksOf(column.name(), NOTE)).stream()
                .filter(column -> !isAt(time, column) && !isAt(value, column) && !isAt(periodFrom, column))
                .findFirst()
                .map(column -> new Suggestion(column.index(), Confidence.HIGH));
        return new Roles(time, value, note, periodFrom);
    }

    static boolean isTime(String name) {
        return speaksOf(name, TIME) || speaksOf(name, START);
    }

    /** The only one, or the only one with a fitting name; else the first, and that is no more than a guess. */
    private static Optional<Suggestion> oneOf(List<ColumnFound> possible, Set<String> words) {
        if (possible.isEmpty()) return Optional.empty();
        List<ColumnFound> named = where(possible, column -> speaksOf(column.name(), words));
        boolean sure = possible.size() == 1 || named.size() == 1;
        ColumnFound first = named.isEmpty() ? possible.getFirst() : named.getFirst();
        return Optional.of(new Suggestion(first.index(), sure ? Confidence.HIGH : Confidence.LOW));
    }

    /** Whether a word of the name is one of these: {@code month_end}, {@code Measured at}, {@code measuredAt}. */
    private static boolean speaksOf(String name, Set<String> words) {
        String apart = name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").toLowerCase(Locale.ROOT);
        return Arrays.stream(apart.split("[^\\p{L}]+")).anyMatch(words::contains);
    }

    private static boolean isAt(Optional<Suggestion> suggestion, ColumnFound column) {
        return suggestion.isPresent() && suggestion.get().column() == column.index();
    }

    private static List<ColumnFound> where(List<ColumnFound> columns, Predicate<ColumnFound> condition) {
        List<ColumnFound> found = new ArrayList<>();
        for (ColumnFound column : columns) if (condition.test(column)) found.add(column);
        return found;
    }
}
