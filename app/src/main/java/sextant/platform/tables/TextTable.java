package sextant.platform.tables;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A table of a few thousand rows, read whole: a CSV in any of the usual encodings and with any of the usual delimiters, or a
 * spreadsheet's first sheet. Cells are stripped, and what was escaped against formulas is as it was.
 *
 * @param rows those with something in them, in their order
 */
public record TextTable(List<Line> rows) {
    /** @param number where it begins in the file, from 1 */
    public record Line(long number, List<String> cells) {
        public boolean isBlank() {
            return cells.stream().allMatch(String::isEmpty);
        }
    }

    /**
     * @param bytes of the text, of a spreadsheet when its cells are written as CSV
     * @param rows that have something in them
     * @param columns of the widest row
     */
    public record Limits(int bytes, int rows, int columns) {}

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final String BYTE_ORDER_MARK = "\ufeff";

    /**
     * @param likeness how much a row looks like the headings that are expected: the delimiter is the one with which the first
     *     row looks most like them
     * @throws UnreadableSheet when it is no such table, or larger than the limits
     */
    public static TextTable read(SentTable.Content sent, Limits limits, ToIntFunction<List<String>> likeness)
            throws IOException, UnreadableSheet {
        try (SentTable table = SentTable.of(sent);
                InputStream in = table.text().open()) {
            byte[] bytes = in.readNBytes(limits.bytes() + 1);
            if (bytes.length > limits.bytes()) throw new UnreadableSheet("table-too-large", limits.bytes() / 1_000_000);
            String text = text(bytes);
            return new TextTable(rows(text, table.isSpreadsheet() ? ',' : delimiter(text, likeness), limits));
        }
    }

    private static String text(byte[] bytes) throws UnreadableSheet {
        Charset charset = EncodingGuess.of(bytes, false).charset();
        String text = new String(bytes, charset);
        if (text.indexOf('\0') >= 0) throw new UnreadableSheet("no-text");
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static char delimiter(String text, ToIntFunction<List<String>> likeness) {
        char best = DELIMITERS[0];
        int most = -1;
        for (char delimiter : DELIMITERS) {
            int like = likeness.applyAsInt(first(text, delimiter));
            if (like > most) {
                best = delimiter;
                most = like;
            }
        }
        return best;
    }

    private static List<String> first(String text, char delimiter) {
        try (CsvReader<CsvRecord> csv = reader(text, delimiter)) {
            for (CsvRecord one : csv) if (!line(one).isBlank()) return line(one).cells();
            return List.of();
        } catch (CsvParseException | IOException unreadable) {
            return List.of();
        }
    }

    private static List<Line> rows(String text, char delimiter, Limits limits) throws IOException, UnreadableSheet {
        List<Line> rows = new ArrayList<>();
        long at = 1;
        try (CsvReader<CsvRecord> csv = reader(text, delimiter)) {
            for (CsvRecord one : csv) {
                Line line = line(one);
                at = line.number();
                if (line.isBlank()) continue;
                if (rows.size() == limits.rows()) throw new UnreadableSheet("table-too-long", limits.rows() - 1);
                if (line.cells().size() > limits.columns())
                    throw new UnreadableSheet("table-too-wide", limits.columns(), at);
                rows.add(line);
            }
        } catch (CsvParseException unreadable) {
            throw new UnreadableSheet("broken-quote", at);
        }
        return rows;
    }

    private static CsvReader<CsvRecord> reader(String text, char delimiter) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text);
    }

    private static Line line(CsvRecord one) {
        return new Line(
                one.getStartingLineNumber(),
                one.getFields().stream()
                        .map(cell -> Formulas.unescape(cell.strip()))
                        .toList());
    }
}
