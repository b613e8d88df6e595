package sextant.platform.language;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import sextant.platform.charts.MeasurementChart;

/** Charts with the reader's numbers and dates on their axes. */
public final class ChartAxes {
    private ChartAxes() {}

    public static MeasurementChart.Axes of(Reader reader, ZoneId zone, String unit) {
        Locale locale = reader.texts().locale();
        return new MeasurementChart.Axes(
                zone, unit, value -> number(value, locale), (at, fineness) -> time(at, fineness, locale));
    }

    private static String number(BigDecimal value, Locale locale) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(locale));
        format.setMinimumFractionDigits(Math.max(0, value.scale()));
        format.setMaximumFractionDigits(Math.max(0, value.scale()));
        return format.format(value);
    }

    private static String time(ZonedDateTime at, MeasurementChart.Fineness fineness, Locale locale) {
        String dot = locale.getLanguage().equals("de") ? "." : "";
        String pattern = switch (fineness) {
            case HOUR -> "HH:mm";
            case DAY -> "d" + dot + " MMM";
            case MONTH -> "MMM uuuu";
            case YEAR -> "uuuu";
        };
        return DateTimeFormatter.ofPattern(dot.isEmpty() ? pattern : pattern.replace("d.", "d'.'"), locale)
                .format(at);
    }
}
