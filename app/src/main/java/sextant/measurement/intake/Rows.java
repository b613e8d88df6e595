package sextant.measurement.intake;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads uploads row by row. Every row goes to the consumer as it is read, in order, good or bad; no more than one is held
 * at a time, and within the limits whatever the bytes are. Rows whose time an earlier good row had are bad, so good rows
 * have distinct times. The stream is not closed; its own failures pass through as they are.
 */
public final class Rows {

    private Rows() {}

    /** @param now the moment of reading: decides what is in the future, and should be precise to the microsecond */
    public static Outcome read(InputStream csv, Mapping mapping, Limits limits, Instant now, Consumer<Row> rows)
            throws IOException {
        BoundedInput bytes = new BoundedInput(csv, limits.maxBytes());
        Lines lines = new Lines(Text.decode(bytes, mapping.encoding()), limits.maxRowCharacters(), bytes::overrun);
        Records records = new Records(lines, mapping.delimiter(), mapping.quote(), limits.maxRowCharacters());
        Assessment assessment = new Assessment(new CsvReading(mapping), limits, now, rows);
        int width = mapping.width();
        boolean header = mapping.header();
        for (Records.Entry entry = records.next(); entry != null; entry = records.next()) {
            if (assessment.isFull())
                return assessment.stopped(new Outcome.Reason.TooManyRows(limits.maxRows()), entry.line());
            switch (entry) {
                case Records.Broken(var line, var problem, var text) -> assessment.refuse(line, problem, text);
                case Records.Cells(var line, var cells) -> {
                    int most = Math.min(width, limits.maxColumns());
                    if (header) width = cells.size();
                    else if (widthOf(cells) > most)
                        assessment.refuse(
                                line,
                                List.of(new Problem.RowTooWide(widthOf(cells), most)),
                                shown(assessment, cells, limits));
                    else
                        assessment.assess(line, said(cells, mapping.columns()), () -> shown(assessment, cells, limits));
                }
            }
            header = false;
        }
        return bytes.overrun()
                ? assessment.stopped(new Outcome.Reason.TooLarge(limits.maxBytes()), lines.number())
                : assessment.finished();
    }

    /**
     * An array of objects, or one object alone, in UTF-8 (RFC 8259): {@code {"at": …, "value": …, "note": …,
     * "periodFrom": …}}. {@code at} is a date, meant in the zone, or an RFC 3339 date-time; {@code value} a number or
     * the same as text; {@code note} and {@code periodFrom}, a date, may be absent or null. Rows count from 1.
     */
    public static Outcome readJson(InputStream json, ZoneId zone, Limits limits, Instant now, Consumer<Row> rows)
            throws IOException {
        return new JsonRows(limits, new Assessment(new JsonReading(zone), limits, now, rows)).readArray(json);
    }

    /** The same objects, one on each line; a line that is none is a bad row and reading goes on. */
    public static Outcome readNdjson(InputStream ndjson, ZoneId zone, Limits limits, Instant now, Consumer<Row> rows)
            throws IOException {
        return new JsonRows(limits, new Assessment(new JsonReading(zone), limits, now, rows)).readLines(ndjson);
    }

    private record CsvReading(Mapping mapping) implements Assessment.Reading {
        @Override
        public Parsed<Times.Time> time(Column column, String text) {
            return Times.parse(column, text, mapping.dates(), mapping.zone());
        }

        @Override
        public Parsed<BigDecimal> value(String text) {
            return Numbers.parse(text, mapping.numbers());
        }
    }

    private record JsonReading(ZoneId zone) implements Assessment.Reading {
        @Override
        public Parsed<Times.Time> time(Column column, String text) {
            return Times.parseIso(column, text, zone);
        }

        @Override
        public Parsed<BigDecimal> value(String text) {
            return Numbers.parse(text, NumberStyle.PLAIN);
        }
    }

    private static Assessment.Said said(List<String> cells, Columns columns) {
        return new Assessment.Said(
                cell(cells, columns.time()),
                cell(cells, columns.value()),
                cell(cells, columns.note()),
                cell(cells, columns.periodFrom()));
    }

    private static @Nullable String cell(List<String> cells, OptionalInt column) {
        return column.isEmpty() ? null : cell(cells, column.getAsInt());
    }

    private static @Nullable String cell(List<String> cells, int column) {
        return column < cells.size() ? cells.get(column) : null;
    }

    private static List<String> shown(Assessment assessment, List<String> cells, Limits limits) {
        return cells.stream().limit(limits.maxColumns()).map(assessment::shown).toList();
    }

    /** Without empty cells at the end, which spreadsheets add as they please. */
    private static int widthOf(List<String> cells) {
        int width = cells.size();
        while (width > 0 && Text.trim(cells.get(width - 1)).isEmpty()) width--;
        return width;
    }
}
