package sextant.platform.language;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers, dates and times as one reader writes them. A date is unambiguous in every language: day, month as a word, year.
 */
public final class Formats {
    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d{1,20}(\\.\\d{1,10})?");

    private final Locale locale;
    private final ZoneId zone;
    private final DateTimeFormatter date;
    private final DateTimeFormatter time;

    public Formats(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
        String day = locale.getLanguage().equals("de") ? "d. MMM uuuu" : "d MMM uuuu";
        this.date = DateTimeFormatter.ofPattern(day, locale);
        this.time = DateTimeFormatter.ofPattern(day + " HH:mm", locale).withZone(zone);
    }

    public ZoneId zone() {
        return zone;
    }

    /** With at most four digits after the point, and groups of three; the whole value is in the API and the exports. */
    public String number(BigDecimal value) {
        DecimalFormat format = new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(locale));
        return format.format(value);
    }

    /** A number that was computed, not measured: three digits, or all before the point. */
    public String rough(BigDecimal value) {
        int whole = value.precision() - value.scale();
        return number(value.round(new MathContext(Math.max(3, whole))));
    }

    public String number(long value) {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(locale)).format(value);
    }

    /** For a form's field: all digits, no groups, the reader's decimal sign. */
    public String fieldNumber(BigDecimal value) {
        String plain = value.stripTrailingZeros().toPlainString();
        return plain.replace('.', decimalSign());
    }

    public String date(LocalDate value) {
        return date.format(value);
    }

    public String time(Instant value) {
        return time.format(value);
    }

    /** The date that an instant has for this reader. */
    public String day(Instant value) {
        return date.format(value.atZone(zone));
    }

    /**
     * A number as a person types it: the reader's decimal sign, with or without group signs. The point is also taken when
     * it cannot be a group sign of this reader.
     */
    public Optional<BigDecimal> parseNumber(String text) {
        String typed = text.strip()
                .replace("\u00a0", "")
                .replace("\u202f", "")
                .replace(" ", "")
                .replace('\u2212', '-');
        char decimal = decimalSign();
        char group = decimal == ',' ? '.' : ',';
        boolean grouped = typed.matches("[+-]?\\d{1,3}(" + Pattern.quote(String.valueOf(group)) + "\\d{3})+("
                + Pattern.quote(String.valueOf(decimal)) + "\\d+)?");
        String plain =
                grouped ? typed.replace(String.valueOf(group), "").replace(decimal, '.') : typed.replace(decimal, '.');
        return parsePlainNumber(plain);
    }

    /** A number as the API takes it: decimal point, no groups, at most 20 digits before and 10 after the point. */
    public static Optional<BigDecimal> parsePlainNumber(String text) {
        return PLAIN.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** ISO 8601, as a browser's date field sends it. */
    public static Optional<LocalDate> parseDate(String text) {
        try {
            LocalDate parsed = LocalDate.parse(text);
            return parsed.getYear() < 1970 || parsed.getYear() > 2199 ? Optional.empty() : Optional.of(parsed);
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    private char decimalSign() {
        return DecimalFormatSymbols.getInstance(locale).getDecimalSeparator();
    }

    /** A date, meant as its last moment in that zone, or an RFC 3339 instant; empty when the text is neither. */
    public static Optional<Instant> moment(String text, ZoneId zone) {
        if (text.length() <= 10)
            return parseDate(text)
                    .map(date -> date.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS));
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
