package sextant.platform.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes XLSX (ECMA-376): one sheet, numbers and dates as such, which a spreadsheet shows in its reader's formats, and text
 * that is never a formula. The heading stays in sight and has a filter. No more than some hundred rows are held at a time.
 * A cell holds {@link #MOST_CHARACTERS}; what is longer is cut and ends with an ellipsis.
 */
public final class Spreadsheet implements TableWriter {
    /** Of one cell: the limit that Excel states. */
    public static final int MOST_CHARACTERS = 32_767;

    /** The widths of columns are written before the first row; these many rows decide about them. */
    private static final int ROWS_AT_ONCE = 500;

    private static final int NARROWEST = 10;
    private static final int WIDEST = 60;

    /** A name of a sheet has at most 31 characters, and none of these. */
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[\\\\/?*:\\[\\]]");

    private static final int LONGEST_NAME = 31;
    private static final String DATE = "yyyy-mm-dd";
    private static final String TIME = "yyyy-mm-dd hh:mm:ss";

    private final Workbook workbook;
    private final Worksheet sheet;
    private final List<Integer> widths = new ArrayList<>();
    private int row;
    private int column;

    /** @param name of the sheet; shortened where it is too long for one */
    public Spreadsheet(OutputStream out, String name) {
        this.workbook = new Workbook(out, "Sextant", "1.0");
        String allowed = NOT_IN_A_NAME.matcher(name).replaceAll(" ").strip();
        this.sheet = workbook.newWorksheet(allowed.substring(0, Math.min(LONGEST_NAME, allowed.length())));
        sheet.freezePane(0, 1);
    }

    @Override
    public Spreadsheet text(String text) {
        String whole = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 1) + '\u2026';
        sheet.inlineString(row, column, whole);
        return next(whole.length());
    }

    @Override
    public Spreadsheet number(BigDecimal number) {
        sheet.value(row, column, number);
        return next(number.toPlainString().length());
    }

    @Override
    public Spreadsheet date(LocalDate date) {
        sheet.value(row, column, date);
        sheet.style(row, column).format(DATE).set();
        return next(DATE.length());
    }

    @Override
    public Spreadsheet time(Instant at) {
        sheet.value(row, column, at.atOffset(ZoneOffset.UTC).toLocalDateTime());
        sheet.style(row, column).format(TIME).set();
        return next(TIME.length());
    }

    @Override
    public Spreadsheet empty() {
        return next(0);
    }

    @Override
    public void endRow() {
        if (row == 0) {
            sheet.range(0, 0, 0, Math.max(0, column - 1)).style().bold().set();
            sheet.setAutoFilter(0, 0, Math.max(0, column - 1));
        }
        row++;
        column = 0;
        if (row % ROWS_AT_ONCE == 0) flush();
    }

    @Override
    public void close() throws IOException {
        if (row < ROWS_AT_ONCE) setWidths();
        workbook.close();
    }

    private Spreadsheet next(int width) {
        if (row < ROWS_AT_ONCE) {
            if (column == widths.size()) widths.add(0);
            widths.set(column, Math.max(widths.get(column), width));
        }
        column++;
        return this;
    }

    private void flush() {
        if (row == ROWS_AT_ONCE) setWidths();
        try {
            sheet.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void setWidths() {
        for (int i = 0; i < widths.size(); i++) sheet.width(i, Math.clamp(widths.get(i) + 2L, NARROWEST, WIDEST));
    }
}
