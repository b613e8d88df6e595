package sextant.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sextant.people.ImportsRecords;
import sextant.people.ImportsRecords.Column;
import sextant.people.ImportsRecords.Misfit;
import sextant.people.ImportsRecords.Row;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.tables.TextTable;
import sextant.platform.tables.UnreadableSheet;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Option;

/**
 * The records that a table tells. Its first row has the headings: what a register calls its columns, in any of the languages, or as
 * the API names them. What can be chosen may stand there in any of the languages, too; a date as ISO 8601 or with points.
 *
 * @param unread headings of columns that the register does not have
 */
public record ImportTable(List<Found> records, List<String> unread) {
    /** 5 MB, 2,000 rows and the headings, 100 columns. */
    public static final TextTable.Limits LIMITS = new TextTable.Limits(5_000_000, 2_001, 100);

    private static final Pattern POINTS = Pattern.compile("\\b(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})\\b");
    private static final Pattern MIDNIGHT = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[T ]00:00(:00)?");

    /**
     * One record.
     *
     * @param problems of cells that cannot be what their column takes
     */
    public record Found(List<Row> rows, List<Misfit> problems) {
        public long line() {
            return rows.getFirst().line();
        }
    }

    /** Also of a file that is not read for its size alone. */
    public static UnreadableSheet tooLarge() {
        return new UnreadableSheet("table-too-large", LIMITS.bytes() / 1_000_000);
    }

    /**
     * @param languages the reader's first
     * @throws UnreadableSheet when it is no table, too large, or without the headings that are needed
     */
    static ImportTable read(byte[] content, ImportsRecords register, List<Texts> languages)
            throws IOException, UnreadableSheet {
        Map<String, String> headings = headings(register, languages);
        TextTable table = TextTable.read(() -> new ByteArrayInputStream(content), LIMITS, cells -> (int) cells.stream()
                .filter(cell -> headings.containsKey(folded(cell)))
                .count());
        if (table.rows().isEmpty()) throw new UnreadableSheet("table-empty");
        List<Column> columns = register.columns(languages.getFirst());
        List<String> first = table.rows().getFirst().cells();
        Map<String, Integer> places = places(columns, headings, first);
        if (table.rows().size() == 1) throw new UnreadableSheet("table-empty");
        return new ImportTable(
                new Cells(register, columns, choices(register, languages), places)
                        .records(table.rows().subList(1, table.rows().size())),
                first.stream()
                        .filter(cell -> !cell.isEmpty() && !headings.containsKey(folded(cell)))
                        .toList());
    }

    /** The key of the column by all that its heading can be. */
    private static Map<String, String> headings(ImportsRecords register, List<Texts> languages) {
        Map<String, String> headings = new HashMap<>();
        for (Texts texts : languages)
            for (Column column : register.columns(texts)) {
                headings.put(folded(column.heading()), column.key());
                headings.put(folded(column.key()), column.key());
            }
        return headings;
    }

    private static Map<String, Integer> places(List<Column> columns, Map<String, String> headings, List<String> row)
            throws UnreadableSheet {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            String key = headings.get(folded(row.get(i)));
            if (key != null && places.put(key, i) != null) throw new UnreadableSheet("heading-twice", row.get(i));
        }
        List<String> missing = columns.stream()
                .filter(column -> column.needed() && !places.containsKey(column.key()))
                .map(Column::heading)
                .toList();
        if (!missing.isEmpty())
            throw new UnreadableSheet("headings-missing", missing.size(), String.join(", ", missing));
        return places;
    }

    /** For each column that is a choice, the code by all that it can be called. */
    private static Map<String, Map<String, String>> choices(ImportsRecords register, List<Texts> languages) {
        Map<String, Map<String, String>> choices = new HashMap<>();
        for (Texts texts : languages)
            for (Column column : register.columns(texts))
                for (Option option : column.options()) {
                    Map<String, String> codes = choices.computeIfAbsent(column.key(), none -> new HashMap<>());
                    codes.put(folded(option.label()), option.value());
                    codes.put(folded(option.value()), option.value());
                }
        return choices;
    }

    private static String folded(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** Cells become what forms take. */
    private record Cells(
            ImportsRecords register,
            List<Column> columns,
            Map<String, Map<String, String>> choices,
            Map<String, Integer> places) {
        List<Found> records(List<TextTable.Line> lines) {
            List<Collected> records = new ArrayList<>();
            for (TextTable.Line line : lines) {
                List<FieldProblem> problems = new ArrayList<>();
                Row row = row(line, problems);
                @Nullable Collected before = continued(records, row);
                if (before == null) {
                    before = new Collected(new ArrayList<>(), new ArrayList<>());
                    records.add(before);
                }
                int place = before.rows().size();
                before.rows().add(row);
                for (FieldProblem problem : problems) before.problems().add(new Misfit(place, problem));
            }
            return records.stream()
                    .map(one -> new Found(List.copyOf(one.rows()), List.copyOf(one.problems())))
                    .toList();
        }

        private record Collected(List<Row> rows, List<Misfit> problems) {}

        /** The nearest before it comes first. */
        private @Nullable Collected continued(List<Collected> records, Row row) {
            for (Collected one : records.reversed())
                if (register.continues(row, one.rows().getFirst())) return one;
            return null;
        }

        private Row row(TextTable.Line line, List<FieldProblem> problems) {
            Map<String, String> cells = new HashMap<>();
            for (Column column : columns) {
                Integer place = places.get(column.key());
                String text = place == null || place >= line.cells().size()
                        ? ""
                        : line.cells().get(place);
                if (!text.isEmpty()) cells.put(column.key(), cell(column, text, problems));
            }
            return new Row(line.number(), cells);
        }

        private String cell(Column column, String text, List<FieldProblem> problems) {
            return switch (column.takes()) {
                case CHOICE -> {
                    String code = choices.getOrDefault(column.key(), Map.of()).get(folded(text));
                    if (code == null)
                        problems.add(FieldProblem.of(column.key(), "import-choice", text, offered(column)));
                    yield Optional.ofNullable(code).orElse("");
                }
                case DATE -> {
                    String date = isoDates(text);
                    if (Formats.parseDate(date).isEmpty())
                        problems.add(FieldProblem.of(column.key(), "import-date", text));
                    yield date;
                }
                case MILESTONES -> isoDates(text);
                default -> text;
            };
        }

        private static String offered(Column column) {
            return column.options().stream().map(Option::label).collect(Collectors.joining(", "));
        }

        private static String isoDates(String text) {
            String iso = POINTS.matcher(text)
                    .replaceAll(date -> "%s-%02d-%02d"
                            .formatted(
                                    date.group(3), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(1))));
            Matcher midnight = MIDNIGHT.matcher(iso);
            return midnight.matches() ? midnight.group(1) : iso;
        }
    }
}
