package sextant.platform.charts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import sextant.platform.charts.MeasurementChart.Fineness;

/** Time onto pixels, left to right, with ticks at the starts of hours, days, months or years in the reader's zone. */
record TimeScale(Instant from, Instant to, double left, double right, ZoneId zone) {

    /** A tick and how finely its label has to name it. */
    record Tick(ZonedDateTime at, Fineness fineness) {}

    private record Step(ChronoUnit unit, int count, Fineness fineness) {
        Duration length() {
            return unit.getDuration().multipliedBy(count);
        }
    }

    private static final List<Step> STEPS = List.of(
            new Step(ChronoUnit.HOURS, 1, Fineness.HOUR),
            new Step(ChronoUnit.HOURS, 3, Fineness.HOUR),
            new Step(ChronoUnit.HOURS, 6, Fineness.HOUR),
            new Step(ChronoUnit.DAYS, 1, Fineness.DAY),
            new Step(ChronoUnit.DAYS, 2, Fineness.DAY),
            new Step(ChronoUnit.DAYS, 7, Fineness.DAY),
            new Step(ChronoUnit.MONTHS, 1, Fineness.MONTH),
            new Step(ChronoUnit.MONTHS, 3, Fineness.MONTH),
            new Step(ChronoUnit.MONTHS, 6, Fineness.MONTH),
            new Step(ChronoUnit.YEARS, 1, Fineness.YEAR),
            new Step(ChronoUnit.YEARS, 2, Fineness.YEAR),
            new Step(ChronoUnit.YEARS, 5, Fineness.YEAR),
            new Step(ChronoUnit.YEARS, 10, Fineness.YEAR),
            new Step(ChronoUnit.YEARS, 25, Fineness.YEAR),
            new Step(ChronoUnit.YEARS, 100, Fineness.YEAR),
            new Step(ChronoUnit.YEARS, 1000, Fineness.YEAR));

    double x(Instant at) {
        double share = (double) Duration.between(from, at).toSeconds()
                / Duration.between(from, to).toSeconds();
        return left + Math.max(0, Math.min(1, share)) * (right - left);
    }

    /** The pixel of the start of a day. */
    double x(LocalDate date) {
        return x(date.atStartOfDay(zone).toInstant());
    }

    boolean contains(LocalDate date) {
        Instant at = date.atStartOfDay(zone).toInstant();
        return !at.isBefore(from) && !at.isAfter(to);
    }

    /** Ticks at least so many pixels apart, the first at or after the left edge. */
    List<Tick> ticks(double apart) {
        double most = Math.max(1, (right - left) / apart);
        long span = Duration.between(from, to).toSeconds();
        Step step = STEPS.stream()
                .filter(candidate -> span / (double) candidate.length().toSeconds() <= most)
                .findFirst()
                .orElse(STEPS.getLast());
        var ticks = new ArrayList<Tick>();
        ZonedDateTime at = start(from.atZone(zone), step);
        while (!at.toInstant().isAfter(to)) {
            if (!at.toInstant().isBefore(from)) ticks.add(new Tick(at, step.fineness()));
            at = at.plus(step.count(), step.unit());
        }
        return ticks;
    }

    private static ZonedDateTime start(ZonedDateTime at, Step step) {
        ZonedDateTime day = at.truncatedTo(ChronoUnit.DAYS);
        return switch (step.fineness()) {
            case HOUR -> day;
            case DAY -> step.count() == 7 ? day.minusDays(day.getDayOfWeek().getValue() - 1L) : day;
            case MONTH -> day.withDayOfMonth(1).withMonth((at.getMonthValue() - 1) / step.count() * step.count() + 1);
            case YEAR -> day.withDayOfYear(1).withYear(Math.floorDiv(at.getYear(), step.count()) * step.count());
        };
    }
}
