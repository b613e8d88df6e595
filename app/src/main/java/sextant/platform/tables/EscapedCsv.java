package sextant.platform.tables;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes CSV (RFC 4180, UTF-8, CRLF) that can be opened in a spreadsheet without harm: text that would run as a formula
 * gets an apostrophe in front, as OWASP says, and reading takes it away again. Cells are written one after the other,
 * {@link #endRow} ends a row. Failures of the stream come as {@link java.io.UncheckedIOException}. Closing closes the
 * stream.
 */
public final class EscapedCsv implements TableWriter {

    /**
     * @param delimiter what stands between two cells
     * @param point what stands before decimals
     * @param byteOrderMark what Excel needs to see that the encoding is UTF-8
     */
    public record Layout(char delimiter, char point, boolean byteOrderMark) {

        public Layout {
            if (delimiter == point)
                throw new IllegalArgumentException("the comma cannot separate both cells and decimals");
        }

        /** What spreadsheets expect where the reader is: semicolons between cells where the comma is for decimals. */
        public static Layout of(Locale reader, boolean byteOrderMark) {
            return DecimalFormatSymbols.getInstance(reader).getDecimalSeparator() == ','
                    ? new Layout(';', ',', byteOrderMark)
                    : new Layout(',', '.', byteOrderMark);
        }
    }

    /** Also quotes text that would be taken apart by a spreadsheet that expects another delimiter. */
    private static final class QuoteDelimiters implements QuoteStrategy {
        @Override
        public boolean quoteValue(int line, int field, String value) {
            boolean delimiters = false;
            boolean text = false;
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                delimiters |= DELIMITERS.indexOf(c) >= 0;
                text |= NUMBER.indexOf(c) < 0;
            }
            return delimiters && text;
        }
    }

    private static final String DELIMITERS = ",;\t|";
    private static final String NUMBER = "0123456789-,.";

    private final Layout layout;
    private final CsvWriter csv;
    private final List<String> row = new ArrayList<>();

    public EscapedCsv(OutputStream out, Layout layout) throws IOException {
        this.layout = layout;
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (layout.byteOrderMark()) writer.write('\ufeff');
        this.csv = CsvWriter.builder()
                .fieldSeparator(layout.delimiter())
                .lineDelimiter(LineDelimiter.CRLF)
                .quoteStrategy(new QuoteDelimiters())
                .build(writer);
    }

    @Override
    public EscapedCsv text(String text) {
        row.add(Formulas.escape(text));
        return this;
    }

    @Override
    public EscapedCsv number(BigDecimal number) {
        row.add(number.toPlainString().replace('.', layout.point()));
        return this;
    }

    /** {@code 2024-12-31}, in every locale. */
    @Override
    public EscapedCsv date(LocalDate date) {
        row.add(date.toString());
        return this;
    }

    /** {@code 2024-12-31T14:30:00Z}, in every locale. */
    @Override
    public EscapedCsv time(Instant at) {
        row.add(at.toString());
        return this;
    }

    @Override
    public EscapedCsv empty() {
        row.add("");
        return this;
    }

    @Override
    public void endRow() {
        csv.writeRecord(row);
        row.clear();
    }

    /** Hands on what was written, for whoever does not close the stream. */
    public void flush() throws IOException {
        csv.flush();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
