package sextant.evaluation.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import sextant.measurement.Cadence;
import sextant.measurement.Direction;
import sextant.measurement.Frequency;
import sextant.measurement.Measured;
import sextant.objectives.Bands;
import sextant.objectives.Path;
import sextant.objectives.Point;
import sextant.objectives.Range;
import sextant.objectives.Shape;
import sextant.objectives.Target;

/** Everything one verdict depends on; {@link #random} makes one whose numbers and days lie close together, where edges are. */
record Case(Target target, Cadence cadence, LocalDate periodStart, ZoneId zone, List<Measured> rows, Instant now) {

    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Asia/Kolkata",
            "Pacific/Kiritimati",
            "America/Sao_Paulo",
            "Pacific/Apia",
            "America/St_Johns",
            "Australia/Lord_Howe");

    /** Days on which the clocks of one of the zones changed, a date was skipped, or a month or year ends. */
    private static final List<LocalDate> ANCHORS = List.of(
            LocalDate.of(2025, 3, 30),
            LocalDate.of(2025, 10, 26),
            LocalDate.of(2025, 11, 2),
            LocalDate.of(2018, 11, 4),
            LocalDate.of(2018, 2, 18),
            LocalDate.of(2011, 12, 30),
            LocalDate.of(2010, 11, 7),
            LocalDate.of(2024, 2, 29),
            LocalDate.of(2024, 12, 31));

    private static final List<Frequency> SHORT = List.of(Frequency.DAY, Frequency.WEEK, Frequency.MONTH);

    Verdict judged() {
        return new StatusRule(zone).judge(target, cadence, periodStart, rows, now);
    }

    Case at(Instant moment) {
        return new Case(target, cadence, periodStart, zone, rows, moment);
    }

    Case with(List<Measured> otherRows) {
        return new Case(target, cadence, periodStart, zone, otherRows, now);
    }

    /** With one more value, measured and recorded at noon of a day. */
    Case measured(String day, String value) {
        Instant noon = noonOf(day);
        List<Measured> more = new ArrayList<>(rows);
        more.add(new Measured(noon, 0, new BigDecimal(value), noon));
        return with(more);
    }

    /** The verdict in the evening of a day. */
    Verdict on(String day) {
        return at(noonOf(day).plus(6, ChronoUnit.HOURS)).judged();
    }

    Instant startOf(String day) {
        return LocalDate.parse(day).atStartOfDay(zone).toInstant();
    }

    private Instant noonOf(String day) {
        return LocalDate.parse(day).atTime(12, 0).atZone(zone).toInstant();
    }

    static Case random(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        LocalDate anchor = pick(random, ANCHORS);
        ZoneId zone = ZoneId.of(pick(random, ZONES));
        int length = 1 + random.nextInt(random.nextInt(8) == 0 ? 400 : 40);
        LocalDate first = anchor.minusDays(random.nextInt(length + 3));
        Shape shape = shape(random, first, first.plusDays(length));
        BigDecimal atRisk = BigDecimal.valueOf(random.nextInt(4));
        Target target = new Target(shape, new Bands(atRisk, atRisk.add(BigDecimal.valueOf(random.nextInt(5)))));
        Frequency frequency = pick(random, random.nextInt(3) > 0 ? SHORT : List.of(Frequency.values()));
        Cadence cadence = new Cadence(frequency, random.nextInt(4) * random.nextInt(4));
        LocalDate periodStart = first.plusDays(random.nextInt(-10, random.nextInt(4) == 0 ? 60 : 5));

        LocalDate today = random.nextBoolean()
                ? anchor.plusDays(random.nextInt(-2, 3))
                : first.plusDays(random.nextInt(-3, 2 * length + 30));
        Instant now = moment(random, today, zone);
        int count = random.nextInt(9);
        List<Measured> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long span = Math.max(2, ChronoUnit.DAYS.between(first, today) + 4);
            LocalDate near = random.nextBoolean() ? shape.due().minusDays(random.nextInt(6)) : today;
            LocalDate day = random.nextInt(3) == 0 ? near : first.plusDays(random.nextLong(-3, span));
            Instant at = moment(random, day, zone);
            if (rows.stream().anyMatch(row -> row.at().equals(at))) continue;
            int corrections = random.nextInt(3) == 0 ? random.nextInt(1, 4) : 0;
            Instant recordedAt = at.minusSeconds(random.nextInt(4) == 0 ? 200_000 : 0);
            for (int correction = 0; correction <= corrections; correction++) {
                rows.add(new Measured(
                        at, correction, random.nextBoolean() ? value(random) : near(random, shape), recordedAt));
                recordedAt = recordedAt.plusSeconds(random.nextLong(0, 400_000));
            }
        }
        return new Case(target, cadence, periodStart, zone, shuffled(random, rows), now);
    }

    private static Shape shape(RandomGenerator random, LocalDate first, LocalDate due) {
        int kind = random.nextInt(4);
        if (kind == 2) {
            BigDecimal low = BigDecimal.valueOf(random.nextInt(12));
            BigDecimal high = low.add(BigDecimal.valueOf(random.nextInt(8)));
            int bounds = random.nextInt(3);
            return new Shape.KeepWithin(
                    first,
                    Range.of(
                            bounds == 0 ? Optional.empty() : Optional.of(low),
                            bounds == 1 ? Optional.empty() : Optional.of(high)),
                    due);
        }
        Direction direction = random.nextBoolean() ? Direction.INCREASE : Direction.DECREASE;
        BigDecimal one = value(random);
        BigDecimal other = value(random);
        boolean rising = direction == Direction.INCREASE;
        Point baseline = new Point(first, rising ? one.min(other) : one.max(other));
        List<Point> milestones = new ArrayList<>();
        for (LocalDate day = first.plusDays(1 + random.nextInt(9));
                day.isBefore(due) && milestones.size() < 3;
                day = day.plusDays(1 + random.nextInt(20))) {
            if (random.nextBoolean()) milestones.add(new Point(day, value(random)));
        }
        Path path = new Path(direction, baseline, milestones, rising ? one.max(other) : one.min(other), due);
        return kind == 0
                ? new Shape.ReachByDate(path)
                : new Shape.ReachAndMaintain(path, due.plusDays(1 + random.nextInt(40)));
    }

    /** Mostly small whole numbers, so that values meet limits; else with more digits than the rule keeps. */
    private static BigDecimal value(RandomGenerator random) {
        if (random.nextInt(6) == 0) return BigDecimal.valueOf(random.nextLong(-20_000_000_000L, 20_000_000_000L), 9);
        if (random.nextInt(6) == 0) return BigDecimal.valueOf(random.nextInt(-30, 30), 7);
        return BigDecimal.valueOf(random.nextInt(-3, 20));
    }

    private static BigDecimal near(RandomGenerator random, Shape shape) {
        BigDecimal wanted = switch (shape) {
            case Shape.ReachByDate(Path path) -> path.target();
            case Shape.ReachAndMaintain maintain -> maintain.path().target();
            case Shape.KeepWithin keep ->
                keep.range().low().or(keep.range()::high).orElseThrow();
        };
        return wanted.add(BigDecimal.valueOf(random.nextInt(-5, 6)));
    }

    /** Often the first or the last microsecond of the day. */
    private static Instant moment(RandomGenerator random, LocalDate day, ZoneId zone) {
        Instant start = day.atStartOfDay(zone).toInstant();
        Instant next = day.plusDays(1).atStartOfDay(zone).toInstant();
        return switch (random.nextInt(4)) {
            case 0 -> start;
            case 1 -> next.minus(1, ChronoUnit.MICROS);
            case 2 -> start.plusSeconds(random.nextLong(-5_000, 5_000));
            default -> start.plusSeconds(random.nextLong(90_000));
        };
    }

    private static <T> List<T> shuffled(RandomGenerator random, List<T> items) {
        List<T> left = new ArrayList<>(items);
        List<T> taken = new ArrayList<>();
        while (!left.isEmpty()) taken.add(left.remove(random.nextInt(left.size())));
        return List.copyOf(taken);
    }

    private static <T> T pick(RandomGenerator random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
