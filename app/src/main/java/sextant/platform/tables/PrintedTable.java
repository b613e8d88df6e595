package sextant.platform.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import sextant.platform.language.Formats;
import sextant.platform.language.Reader;
import sextant.platform.language.Texts;
import sextant.platform.print.Pdf;

/**
 * Prints a table as a PDF, in its reader's words and formats. Pages are laid out in memory: the first {@link #MOST_ROWS} rows
 * are printed, and the paper says how many there are.
 */
public final class PrintedTable implements TableWriter {
    /** Sixty pages or so: more nobody reads on paper. */
    public static final int MOST_ROWS = 2_000;

    /** Not a named page of the style sheet: the renderer measures the first page before it sees which one it is. */
    private static final String LANDSCAPE = "@page { size: A4 landscape; margin-bottom: 20mm; }";

    /** Of normal size. */
    private static final int MOST_COLUMNS = 10;

    /** A date, a number, a reference. */
    private static final int NARROW = 14;

    /**
     * What stands above the table.
     *
     * @param about which part of the records it shows and as of when, a line each
     * @param printed the moment that it says
     */
    public record Heading(String organization, String title, List<String> about, Instant printed) {}

    /** @param number whether it stands to the right */
    public record Cell(String text, boolean number) {}

    /**
     * @param number whether a number is below it
     * @param narrow whether everything below it is so short that it stays on one line
     */
    public record Column(String text, boolean number, boolean narrow) {
        /** Of the style sheet. */
        public String classes() {
            return (number ? "num" : "") + (narrow ? " fit" : "");
        }
    }

    /**
     * What the template prints.
     *
     * @param dense whether there are so many columns that they are set smaller
     * @param left says how many rows are not printed; empty when all are
     * @param styleSheet made by us, safe to write as it is
     */
    public record Paper(
            String styleSheet,
            Heading heading,
            String summary,
            String left,
            List<Column> columns,
            boolean dense,
            List<List<Cell>> rows,
            String footer) {}

    private final OutputStream out;
    private final Heading heading;
    private final Texts texts;
    private final Formats formats;
    private final List<String> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();
    private List<Cell> row = new ArrayList<>();
    private long count;

    public PrintedTable(OutputStream out, Heading heading, Reader reader) {
        this.out = out;
        this.heading = heading;
        this.texts = reader.texts();
        this.formats = reader.formats();
    }

    @Override
    public PrintedTable text(String text) {
        row.add(new Cell(text, false));
        return this;
    }

    @Override
    public PrintedTable number(BigDecimal number) {
        row.add(new Cell(formats.number(number), true));
        return this;
    }

    @Override
    public PrintedTable date(LocalDate date) {
        row.add(new Cell(formats.date(date), false));
        return this;
    }

    @Override
    public PrintedTable time(Instant at) {
        row.add(new Cell(formats.time(at), false));
        return this;
    }

    @Override
    public PrintedTable empty() {
        row.add(new Cell("", false));
        return this;
    }

    @Override
    public void endRow() {
        if (columns.isEmpty()) row.forEach(cell -> columns.add(cell.text()));
        else if (++count <= MOST_ROWS) rows.add(row);
        row = new ArrayList<>();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            out.write(Pdf.of("platform/tablePdf.jte", texts, paper(), heading.printed()));
        }
    }

    private Paper paper() {
        return new Paper(
                Pdf.STYLE_SHEET + LANDSCAPE,
                heading,
                texts.text("table.rows", count),
                count <= MOST_ROWS ? "" : texts.text("table.left", formats.number(MOST_ROWS), formats.number(count)),
                IntStream.range(0, columns.size()).mapToObj(this::column).toList(),
                columns.size() > MOST_COLUMNS,
                rows,
                texts.text("table.printed", formats.time(heading.printed())));
    }

    private Column column(int at) {
        List<Cell> below = rows.stream().map(one -> one.get(at)).toList();
        return new Column(
                columns.get(at),
                below.stream().anyMatch(Cell::number),
                below.stream().allMatch(cell -> cell.text().length() <= NARROW));
    }
}
