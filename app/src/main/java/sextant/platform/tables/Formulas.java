package sextant.platform.tables;

import java.util.regex.Pattern;

/**
 * Cells that a spreadsheet would run as a formula when it opens a CSV: those that begin with one of the characters that
 * OWASP's page on CSV injection and ASVS 5.0, 1.2.10 name (= + - @, tab, line breaks, NUL, and the full-width forms of
 * the first four), unless the cell is a plain number or a lone sign. An apostrophe in front makes them text.
 */
public final class Formulas {

    private static final String LEADING = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20";
    private static final char APOSTROPHE = '\'';

    /** Digits with separators, whatever the style; an exponent only after a digit, since {@code -E5} names a cell. */
    private static final Pattern SIGNED_NUMBER =
            Pattern.compile("[+-]|[+-][0-9.,][0-9.,'\u2019 \u00a0\u2009\u202f]*|[+-][0-9.,]*[0-9][eE][+-]?[0-9]+");

    private Formulas() {}

    public static boolean isFormula(String cell) {
        return !cell.isEmpty()
                && LEADING.indexOf(cell.charAt(0)) >= 0
                && !SIGNED_NUMBER.matcher(cell).matches();
    }

    /** What {@link #unescape} turns back into the same text, and no spreadsheet runs. */
    public static String escape(String cell) {
        return isFormula(withoutApostrophes(cell)) ? APOSTROPHE + cell : cell;
    }

    /** Takes away the one apostrophe that was put in front of a formula. */
    public static String unescape(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == APOSTROPHE && isFormula(withoutApostrophes(cell))
                ? cell.substring(1)
                : cell;
    }

    /** Text that begins with apostrophes and then a formula is escaped too: else it would lose one on its way back. */
    private static String withoutApostrophes(String cell) {
        int i = 0;
        while (i < cell.length() && cell.charAt(i) == APOSTROPHE) i++;
        return cell.substring(i);
    }
}
