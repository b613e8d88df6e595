package sextant.measurement.intake;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from text, exactly and strictly: groups have three digits and the first of them does not begin with 0, digits
 * are 0 to 9, an exponent may follow ({@code 1.5e3}). So a number in another style is refused, never read as another
 * number, except where both styles write both ({@code 1.234}), which is why {@link Detection} asks then.
 */
final class Numbers {

    private static final int DIGITS_BEFORE = 20;
    private static final int DIGITS_AFTER = 10;
    /** No number in range is written longer than this, unless padded with zeros. */
    private static final int LONGEST = 100;
    /** Largest power of ten in a double: what is beyond, other programs read as infinity. */
    private static final int LARGEST_EXPONENT = 308;

    private static final int EXPONENT_DIGITS = 5;
    private static final Pattern NOT_FINITE =
            Pattern.compile("[+\\-\u2212]?(nan|inf|infinity|\u221e)", Pattern.CASE_INSENSITIVE);
    private static final Pattern OVERLONG_NUMBER = Pattern.compile("[+\\-\u2212]?[0-9.,'\u2019 \u00a0\u2009\u202f]+");

    private Numbers() {}

    static Parsed<BigDecimal> parse(String cell, NumberStyle style) {
        String text = Text.trim(cell);
        if (text.length() > LONGEST) {
            return refused(
                    OVERLONG_NUMBER.matcher(text).matches()
                            ? new Problem.TooManyDigits(Text.shown(text))
                            : new Problem.NotANumber(Text.shown(text)));
        }
        String plain = plain(text, style);
        if (plain == null) {
            return refused(
                    NOT_FINITE.matcher(text).matches()
                            ? new Problem.NotFinite(Text.shown(text))
                            : new Problem.NotANumber(Text.shown(text)));
        }
        return inRange(new BigDecimal(plain), text);
    }

    private static Parsed<BigDecimal> inRange(BigDecimal number, String text) {
        BigDecimal shortest = number.stripTrailingZeros();
        long integerDigits = (long) shortest.precision() - shortest.scale();
        if (shortest.signum() != 0 && integerDigits - 1 > LARGEST_EXPONENT)
            return refused(new Problem.NotFinite(Text.shown(text)));
        if (integerDigits > DIGITS_BEFORE || shortest.scale() > DIGITS_AFTER)
            return refused(new Problem.TooManyDigits(Text.shown(text)));
        return new Parsed.Read<>(shortest.scale() < 0 ? shortest.setScale(0) : shortest);
    }

    /** The same number as {@link BigDecimal} reads it; null when the text is none in this style. */
    private static @Nullable String plain(String text, NumberStyle style) {
        int length = text.length();
        StringBuilder plain = new StringBuilder(length);
        int i = 0;
        if (i < length && isSign(text.charAt(i))) {
            if (text.charAt(i) != '+') plain.append('-');
            i++;
        }
        int integerStart = plain.length();
        int group = 0;
        boolean grouped = false;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                plain.append(c);
                group++;
            } else if (style.grouping().separates(c)) {
                boolean first = !grouped && group >= 1 && group <= 3 && plain.charAt(integerStart) != '0';
                if (!first && !(grouped && group == 3)) return null;
                grouped = true;
                group = 0;
            } else {
                break;
            }
        }
        if (grouped && group != 3) return null;
        boolean digits = group > 0;
        if (i < length && text.charAt(i) == style.point().character()) {
            plain.append('.');
            int decimals = i + 1;
            for (i = decimals; i < length && isDigit(text.charAt(i)); i++) plain.append(text.charAt(i));
            if (i == decimals) return null;
            digits = true;
        }
        if (!digits) return null;
        if (i < length && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) return exponent(text, i + 1, plain);
        return i == length ? plain.toString() : null;
    }

    private static @Nullable String exponent(String text, int from, StringBuilder plain) {
        int i = from;
        plain.append('E');
        if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) plain.append(text.charAt(i++));
        if (i == text.length()) return null;
        int start = i;
        for (; i < text.length(); i++) if (!isDigit(text.charAt(i))) return null;
        // Longer exponents say nothing more: the number is out of range either way, or zero.
        while (start < text.length() - 1 && text.charAt(start) == '0') start++;
        plain.append(text.length() - start > EXPONENT_DIGITS ? "99999" : text.substring(start));
        return plain.toString();
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+' || c == '\u2212';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Parsed<BigDecimal> refused(Problem problem) {
        return new Parsed.Refused<>(problem);
    }
}
