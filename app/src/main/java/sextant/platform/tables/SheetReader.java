package sextant.platform.tables;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first visible sheet of an XLSX (ECMA-376), row by row. A cell is told as text: a date as {@code 2024-12-31}, with its
 * time as {@code 2024-12-31T14:30:00}; a number with a point and without groups, to the fifteen digits that a spreadsheet
 * keeps, a percentage as it is shown (45 for 45 %); a formula by the result that was saved with it; an error by its code, such
 * as {@code #N/A}. Line breaks within a cell become spaces.
 */
public final class SheetReader {
    /** A row of a sheet. */
    public interface Rows {
        /** @param number of the row in the sheet, from 1; rows without cells are left out */
        void row(int number, List<String> cells) throws IOException;
    }

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    /** Of the format before XLSX, and of a file with a password. */
    private static final byte[] OLE = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

    private static final MathContext DIGITS = new MathContext(15);
    /** A double has no more before the point. */
    private static final int LARGEST_EXPONENT = 310;

    /** ECMA-376, 18.8.30: the built-in formats of dates and times. */
    private static final Set<Integer> DATES =
            Set.of(14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57);

    private static final Set<Integer> PERCENTAGES = Set.of(9, 10);
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*]|_.|\\*.");
    private static final Pattern BREAKS = Pattern.compile("[\\r\\n\\t\\u0085\\u2028\\u2029]+");

    private SheetReader() {}

    /** Whether it begins like an XLSX, or like what people take for one. */
    public static boolean isSpreadsheet(byte[] head) {
        return begins(head, ZIP) || begins(head, OLE);
    }

    private static boolean begins(byte[] head, byte[] with) {
        if (head.length < with.length) return false;
        for (int i = 0; i < with.length; i++) if (head[i] != with[i]) return false;
        return true;
    }

    /** @throws UnreadableSheet when it is none, or one that is not read; before any row is told, or in the middle */
    public static void read(Path file, Rows rows) throws IOException, UnreadableSheet {
        try (InputStream in = Files.newInputStream(file)) {
            if (begins(in.readNBytes(OLE.length), OLE)) throw new UnreadableSheet("old-or-locked");
        }
        SheetGate.First first = SheetGate.check(file);
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(file.toFile(), new ReadingOptions(first.formatted(), true))) {
            Sheet sheet = workbook.getSheet(first.index()).orElseThrow(() -> new UnreadableSheet("no-sheet"));
            try (Stream<Row> all = sheet.openStream()) {
                for (Row row : (Iterable<Row>) all::iterator) rows.row(row.getRowNum(), texts(row));
            }
        } catch (RuntimeException e) {
            // Rows are told without any of its own: whatever the library trips over is in the file.
            throw UnreadableSheet.broken(e);
        }
    }

    private static List<String> texts(Row row) {
        List<String> texts = new ArrayList<>();
        for (Cell cell : row)
            texts.add(cell == null ? "" : BREAKS.matcher(text(cell)).replaceAll(" "));
        return texts;
    }

    private static String text(Cell cell) {
        String raw = cell.getRawValue();
        if (raw == null || cell.getType() == CellType.EMPTY) return "";
        return switch (cell.getType()) {
            case NUMBER -> number(cell, raw);
            case BOOLEAN -> raw.equals("1") ? "true" : "false";
            case FORMULA -> isNumber(raw) ? number(cell, raw) : raw;
            default -> raw;
        };
    }

    private static boolean isNumber(String raw) {
        try {
            return new BigDecimal(raw).precision() > 0;
        } catch (NumberFormatException text) {
            return false;
        }
    }

    private static String number(Cell cell, String raw) {
        BigDecimal value = new BigDecimal(raw);
        if (Math.abs((long) value.precision() - value.scale()) > LARGEST_EXPONENT || value.scale() > LARGEST_EXPONENT)
            return raw;
        String format = QUOTED.matcher(formatOf(cell)).replaceAll("");
        if (isDate(cell, format)) {
            try {
                return date(value, cell);
            } catch (DateTimeException | ExcelReaderException noDate) {
                return raw;
            }
        }
        BigDecimal shown = isPercentage(cell, format) ? value.movePointRight(2) : value;
        return plain(shown.round(DIGITS));
    }

    /** With a fourth decimal where there are three: 1.234 could be read as a number of thousands. */
    private static String plain(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        int decimals = Math.max(plain.scale(), 0);
        return plain.setScale(decimals == 3 ? 4 : decimals).toPlainString();
    }

    private static String date(BigDecimal value, Cell cell) {
        if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(2_958_466)) >= 0)
            throw new DateTimeException("a sheet's dates end with the year 9999");
        LocalDateTime at = new Dated(cell).at();
        return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? at.toLocalDate().toString()
                : at.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT));
    }

    /** The moment that a cell with a date holds, to the second: a day's fraction has no exact one. */
    private record Dated(Cell cell) {
        LocalDateTime at() {
            LocalDateTime at = cell.asDate();
            return at.plusNanos(500_000_000).withNano(0);
        }
    }

    private static String formatOf(Cell cell) {
        @Nullable String format = cell.getDataFormatString();
        return format == null ? "" : format.toLowerCase(Locale.ROOT);
    }

    private static boolean isDate(Cell cell, String format) {
        Integer id = cell.getDataFormatId();
        if (id != null && DATES.contains(id)) return true;
        return format.contains("y") || format.contains("d") || format.contains("h") || format.contains("m");
    }

    private static boolean isPercentage(Cell cell, String format) {
        Integer id = cell.getDataFormatId();
        return (id != null && PERCENTAGES.contains(id)) || format.contains("%");
    }
}
