package sextant.measurement.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sextant.platform.tables.Encoding;
import sextant.platform.tables.EncodingGuess;

/** Finds out how the beginning of a CSV is written: every way is tried, and the one that gives the best table is taken. */
final class Detector {

    private static final int MOST_ROWS = 200;
    private static final int MOST_COLUMNS = 100;

    /** One way to take the text apart, and what comes of it. */
    private record Table(Delimiter delimiter, Quote quote, int width, double regular, List<List<String>> rows) {}

    /** A table with its columns looked at. */
    private record Candidate(Table table, boolean header, List<ColumnKinds.Kind> kinds, double score) {

        /** Cells that are still enclosed in what another choice would have taken for quotes. */
        long otherQuotes() {
            return table.rows().stream()
                    .flatMap(List::stream)
                    .filter(cell -> Arrays.stream(Quote.values())
                            .anyMatch(quote -> quote != table.quote() && isEnclosed(cell, quote.character())))
                    .count();
        }

        private static boolean isEnclosed(String cell, char quote) {
            int last = cell.length() - 1;
            return last > 0 && cell.charAt(0) == quote && cell.charAt(last) == quote;
        }
    }

    private final byte[] head;
    private final boolean cutShort;

    Detector(byte[] head) {
        this.head = head.length > Detection.HEAD ? Arrays.copyOf(head, Detection.HEAD) : head;
        this.cutShort = head.length >= Detection.HEAD;
    }

    Detection detect() {
        Encoding encoding = EncodingGuess.of(head, cutShort);
        Candidate best = null;
        for (Quote quote : Quote.values()) {
            for (Delimiter delimiter : Delimiter.values()) {
                Candidate candidate = candidate(table(encoding, delimiter, quote));
                if (best == null || isBetter(candidate, best)) best = candidate;
            }
        }
        if (best == null) throw new IllegalStateException("there is always a way to try");
        return detection(encoding, best);
    }

    /** Of equally good ones that which leaves fewer cells in quotes of another kind, the wider, the first tried. */
    private static boolean isBetter(Candidate one, Candidate other) {
        return Comparator.comparingDouble(Candidate::score)
                        .thenComparing(Candidate::otherQuotes, Comparator.reverseOrder())
                        .thenComparingInt(candidate -> candidate.table().width())
                        .compare(one, other)
                > 0;
    }

    private Table table(Encoding encoding, Delimiter delimiter, Quote quote) {
        List<List<String>> rows = new ArrayList<>();
        int broken = 0;
        try {
            Lines lines =
                    new Lines(Text.decode(new ByteArrayInputStream(head), encoding), Detection.HEAD, () -> cutShort);
            Records records = new Records(lines, delimiter, quote, Detection.HEAD);
            for (Records.Entry entry = records.next();
                    entry != null && rows.size() < MOST_ROWS;
                    entry = records.next()) {
                if (entry instanceof Records.Cells row)
                    rows.add(row.cells().subList(0, Math.min(row.cells().size(), MOST_COLUMNS)));
                else broken++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail", e);
        }
        Map<Integer, Integer> widths = new HashMap<>();
        for (List<String> row : rows) widths.merge(row.size(), 1, Integer::sum);
        int width = 1;
        int most = 0;
        for (Map.Entry<Integer, Integer> entry : widths.entrySet()) {
            if (entry.getValue() > most || (entry.getValue() == most && entry.getKey() > width)) {
                width = entry.getKey();
                most = entry.getValue();
            }
        }
        double regular = rows.isEmpty() ? 0 : (double) most / (rows.size() + broken);
        return new Table(delimiter, quote, width, regular, rows);
    }

    private static Candidate candidate(Table table) {
        List<List<String>> data = table.rows()
                .subList(Math.min(1, table.rows().size()), table.rows().size());
        List<ColumnKinds.Kind> kinds = kinds(table, data);
        boolean header = !table.rows().isEmpty() && isHeader(table.rows().getFirst(), kinds);
        if (!header) kinds = kinds(table, table.rows());
        double known = kinds.stream().filter(ColumnKinds.Kind::isKnown).count();
        double score = table.regular()
                * (1
                        + (kinds.stream().anyMatch(ColumnKinds.Kind::isDate) ? 1 : 0)
                        + (kinds.stream().anyMatch(ColumnKinds.Kind::isNumber) ? 1 : 0)
                        + known / kinds.size());
        return new Candidate(table, header, kinds, table.width() == 1 ? score / 2 : score);
    }

    private static List<ColumnKinds.Kind> kinds(Table table, List<List<String>> rows) {
        List<ColumnKinds.Kind> kinds = new ArrayList<>();
        for (int column = 0; column < table.width(); column++)
            kinds.add(ColumnKinds.of(cells(rows, column), table.delimiter()));
        return kinds;
    }

    /** A first row is a header when it has names, and one of them where the rows under it have dates, numbers or nothing. */
    private static boolean isHeader(List<String> first, List<ColumnKinds.Kind> kinds) {
        boolean names = false;
        for (int i = 0; i < first.size(); i++) {
            String cell = Text.trim(first.get(i));
            if (cell.isEmpty()) continue;
            if (ColumnKinds.isDateOrNumber(cell)) return false;
            names |= i >= kinds.size() || kinds.get(i).isKnown() || kinds.get(i).isEmpty();
        }
        return names;
    }

    private static Detection detection(Encoding encoding, Candidate best) {
        Table table = best.table();
        List<List<String>> rows =
                best.header() ? table.rows().subList(1, table.rows().size()) : table.rows();
        List<Detection.ColumnFound> columns = new ArrayList<>();
        for (int i = 0; i < (table.rows().isEmpty() ? 0 : table.width()); i++) {
            List<String> first = table.rows().getFirst();
            String name = best.header() && i < first.size() ? Text.wellFormed(Text.trim(first.get(i))) : "";
            ColumnKinds.Kind kind = best.kinds().get(i);
            List<String> examples =
                    cells(rows, i).stream().limit(3).map(Text::shown).toList();
            columns.add(new Detection.ColumnFound(i, name, kind.dates(name), kind.numbers(), examples));
        }
        ColumnNames.Roles roles = ColumnNames.roles(columns);
        return new Detection(
                encoding,
                table.delimiter(),
                table.quote(),
                best.header(),
                table.width(),
                columns,
                roles.time(),
                roles.value(),
                roles.note(),
                roles.periodFrom());
    }

    private static List<String> cells(List<List<String>> rows, int column) {
        List<String> cells = new ArrayList<>();
        for (List<String> row : rows) {
            String cell = column < row.size() ? Text.trim(row.get(column)) : "";
            if (!cell.isEmpty()) cells.add(cell);
        }
        return cells;
    }
}
