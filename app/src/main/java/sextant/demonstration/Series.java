package sextant.demonstration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sextant.ledger.Hash;
import sextant.measurement.Frequency;
import sextant.measurement.ValueKind;

/** The values of one KPI as somebody would have measured them: along the trend of the story, with its noise. */
final class Series {
    record Value(LocalDate day, BigDecimal value) {}

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Script script;
    private final String reference;
    private final ValueKind kind;
    private final Frequency frequency;
    private final Story.Values values;
    private final TreeMap<LocalDate, BigDecimal> trend = new TreeMap<>();

    Series(Script script, String reference, ValueKind kind, Frequency frequency, Story.Values values) {
        this.script = script;
        this.reference = reference;
        this.kind = kind;
        this.frequency = frequency;
        this.values = values;
        values.trend().forEach((day, value) -> trend.put(script.day(day), value));
    }

    List<Value> values() {
        List<Value> series = new ArrayList<>();
        List<LocalDate> days = days();
        for (int i = 0; i < days.size(); i++) {
            LocalDate day = days.get(i);
            if (!values.missing().contains(monthsFromNow(day))) series.add(new Value(day, at(day, i)));
        }
        return series;
    }

    /** 0 for the month in which the story is told, -1 for the one before. */
    int monthsFromNow(LocalDate day) {
        return (int) ChronoUnit.MONTHS.between(YearMonth.from(script.today()), YearMonth.from(day));
    }

    private List<LocalDate> days() {
        LocalDate last = trend.lastKey();
        List<LocalDate> days = new ArrayList<>();
        boolean weekly = frequency == Frequency.WEEK || values.file() != null;
        LocalDate day = weekly
                ? trend.firstKey().with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY))
                : onItsDay(YearMonth.from(trend.firstKey()));
        while (!day.isAfter(last) && day.isBefore(script.today())) {
            if (!day.isBefore(trend.firstKey())) days.add(day);
            day = weekly ? day.plusWeeks(1) : onItsDay(YearMonth.from(frequency.after(day.withDayOfMonth(1))));
        }
        return days;
    }

    private LocalDate onItsDay(YearMonth month) {
        return month.atDay(Math.min(values.day(), month.lengthOfMonth()));
    }

    private BigDecimal at(LocalDate day, int index) {
        Map.Entry<LocalDate, BigDecimal> from = trend.floorEntry(day);
        Map.Entry<LocalDate, BigDecimal> to = trend.higherEntry(day);
        BigDecimal straight = to == null ? from.getValue() : between(from, to, day);
        BigDecimal noisy = straight.add(values.noise().multiply(swing(index)));
        BigDecimal least = kind == ValueKind.NUMBER ? noisy : noisy.max(BigDecimal.ZERO);
        BigDecimal most = kind == ValueKind.SHARE ? least.min(HUNDRED) : least;
        return most.setScale(values.decimals(), RoundingMode.HALF_EVEN);
    }

    private static BigDecimal between(
            Map.Entry<LocalDate, BigDecimal> from, Map.Entry<LocalDate, BigDecimal> to, LocalDate day) {
        BigDecimal length = BigDecimal.valueOf(ChronoUnit.DAYS.between(from.getKey(), to.getKey()));
        BigDecimal gone = BigDecimal.valueOf(ChronoUnit.DAYS.between(from.getKey(), day));
        return from.getValue()
                .add(to.getValue().subtract(from.getValue()).multiply(gone).divide(length, 6, RoundingMode.HALF_EVEN));
    }

    /** From -1 to 1, looking like chance, and the same whenever the story is told. */
    private BigDecimal swing(int index) {
        byte[] bytes = Hash.sha256((reference + "#" + index).getBytes(StandardCharsets.UTF_8))
                .bytes();
        int number = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        return BigDecimal.valueOf(number)
                .divide(BigDecimal.valueOf(32_768), 4, RoundingMode.DOWN)
                .subtract(BigDecimal.ONE);
    }
}
