package sextant.evaluation.rule;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sextant.measurement.Direction;
import sextant.measurement.Frequency;
import sextant.measurement.Measured;
import sextant.objectives.Bands;
import sextant.objectives.Path;
import sextant.objectives.Point;
import sextant.objectives.Range;
import sextant.objectives.Shape;

/**
 * The status rule a second time, from docs/status-rule.md alone and as slowly as it reads: it lives through every day from
 * the target's first, ages the newest measurement by one day each, walks the path in daily steps of exact fractions, and
 * takes the decisions on the evenings on which they fall. It shares the target's numbers with the rule, and no computation.
 */
final class ReferenceEvaluator {

    /** The status, the measurement that it rests on, and how far that one is on the wrong side, where the bands or the end count it. */
    record Answer(String status, Optional<LocalDate> measuredOn, Optional<Fraction> distance) {
        static Answer of(String status) {
            return new Answer(status, Optional.empty(), Optional.empty());
        }
    }

    private static final Map<String, Instant> BEGINNINGS = new HashMap<>();

    private final Case given;
    private final LocalDate first;
    private final LocalDate due;
    private final Optional<LocalDate> maintainUntil;
    private final Optional<Path> path;

    ReferenceEvaluator(Case given) {
        this.given = given;
        if (given.target().shape() instanceof Shape.ReachByDate reach) {
            path = Optional.of(reach.path());
            maintainUntil = Optional.empty();
        } else if (given.target().shape() instanceof Shape.ReachAndMaintain maintain) {
            path = Optional.of(maintain.path());
            maintainUntil = Optional.of(maintain.maintainUntil());
        } else {
            path = Optional.empty();
            maintainUntil = Optional.empty();
        }
        if (given.target().shape() instanceof Shape.KeepWithin keep) {
            first = keep.from();
            due = keep.due();
        } else {
            first = path.orElseThrow().baseline().date();
            due = path.orElseThrow().due();
        }
    }

    Answer answer() {
        LocalDate today = today();
        LocalDate last = maintainUntil.orElse(due);
        Map<LocalDate, BigDecimal> diary = diary(today);
        boolean nothingToJudge = diary.keySet().stream().noneMatch(day -> !day.isBefore(first) && !day.isAfter(last));
        if (given.periodStart().isAfter(today) && nothingToJudge) return Answer.of("not-started");

        LocalDate measuringBegins = first.isAfter(given.periodStart()) ? first : given.periodStart();
        LocalDate dueBy = measuringBegins.plusDays(lifetime(measuringBegins));

        Answer answer = Answer.of("not-started");
        Answer atDue = answer;
        Answer atEnd = answer;
        Optional<LocalDate> newest = Optional.empty();
        int daysLeft = 0;
        Fraction expected = path.map(p -> Fraction.of(p.baseline().value())).orElse(Fraction.ZERO);
        Fraction expectedOfNewest = expected;
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            if (path.isPresent() && day.isAfter(first) && !day.isAfter(due)) expected = step(expected, day);
            if (diary.containsKey(day)) {
                newest = Optional.of(day);
                daysLeft = lifetime(day);
                expectedOfNewest = expected.toMillionths();
            } else {
                daysLeft--;
            }
            boolean gone = daysLeft < 0;

            if (!day.isAfter(due)) {
                if (newest.isEmpty()) answer = Answer.of(day.isAfter(dueBy) ? "no-data" : "not-started");
                else if (gone) answer = new Answer("no-data", newest, Optional.empty());
                else if (path.isEmpty()) answer = banded(newest, outside(value(diary, newest)));
                else if (meets(value(diary, newest))) answer = new Answer("on-track", newest, Optional.empty());
                else answer = banded(newest, unfavourable(value(diary, newest), expectedOfNewest));
            }
            if (day.equals(due)) atDue = decision(diary, newest, gone);
            if (day.isAfter(due)) {
                answer = atDue;
                if (maintainUntil.isPresent() && atDue.status().equals("achieved")) {
                    if (day.isAfter(last)) answer = atEnd;
                    else if (gone) answer = new Answer("no-data", newest, Optional.empty());
                    else answer = banded(newest, unfavourable(value(diary, newest), target()));
                }
            }
            if (day.equals(last)) atEnd = decision(diary, newest, gone);
        }
        return answer;
    }

    private Answer decision(Map<LocalDate, BigDecimal> diary, Optional<LocalDate> newest, boolean gone) {
        if (newest.isEmpty() || gone) return new Answer("no-data", newest, Optional.empty());
        Fraction value = value(diary, newest);
        Fraction distance = path.isEmpty() ? outside(value) : unfavourable(value, target());
        return new Answer(distance.greaterThan(Fraction.ZERO) ? "missed" : "achieved", newest, Optional.of(distance));
    }

    private Answer banded(Optional<LocalDate> newest, Fraction distance) {
        Bands bands = given.target().bands();
        String status = "on-track";
        if (distance.greaterThan(Fraction.of(bands.atRisk()))) status = "at-risk";
        if (distance.greaterThan(Fraction.of(bands.offTrack()))) status = "off-track";
        return new Answer(status, newest, Optional.of(distance));
    }

    private static Fraction value(Map<LocalDate, BigDecimal> diary, Optional<LocalDate> day) {
        return Fraction.of(diary.get(day.orElseThrow()));
    }

    private Fraction target() {
        return Fraction.of(path.orElseThrow().target());
    }

    private boolean meets(Fraction value) {
        return !unfavourable(value, target()).greaterThan(Fraction.ZERO);
    }

    private Fraction unfavourable(Fraction value, Fraction wanted) {
        Fraction gap = path.orElseThrow().direction() == Direction.INCREASE ? wanted.minus(value) : value.minus(wanted);
        return gap.greaterThan(Fraction.ZERO) ? gap : Fraction.ZERO;
    }

    private Fraction outside(Fraction value) {
        Range range = ((Shape.KeepWithin) given.target().shape()).range();
        if (range.low().isPresent() && Fraction.of(range.low().get()).greaterThan(value))
            return Fraction.of(range.low().get()).minus(value);
        if (range.high().isPresent()
                && value.greaterThan(Fraction.of(range.high().get())))
            return value.minus(Fraction.of(range.high().get()));
        return Fraction.ZERO;
    }

    /** The exact expected value of {@code day}, from the one of the day before. */
    private Fraction step(Fraction yesterday, LocalDate day) {
        List<Point> corners = new ArrayList<>(path.orElseThrow().milestones());
        corners.addFirst(path.orElseThrow().baseline());
        corners.addLast(new Point(due, path.orElseThrow().target()));
        for (int i = 1; i < corners.size(); i++) {
            Point left = corners.get(i - 1);
            Point right = corners.get(i);
            if (day.equals(right.date())) return Fraction.of(right.value());
            if (day.isAfter(left.date()) && day.isBefore(right.date())) {
                int days = 0;
                for (LocalDate d = left.date(); d.isBefore(right.date()); d = d.plusDays(1)) days++;
                Fraction climb = Fraction.of(right.value()).minus(Fraction.of(left.value()));
                Fraction daily = climb.dividedBy(days);
                return yesterday.plus(daily);
            }
        }
        throw new AssertionError(day + " is not on the path");
    }

    /** For each day up to today that has one, the value of its last measurement that counts. */
    private Map<LocalDate, BigDecimal> diary(LocalDate today) {
        Map<LocalDate, Measured> lastOfDay = new HashMap<>();
        for (Measured row : given.rows()) {
            boolean replaced = given.rows().stream()
                    .anyMatch(other ->
                            known(other) && other.at().equals(row.at()) && other.correction() > row.correction());
            if (!known(row) || replaced || row.at().isAfter(given.now())) continue;
            LocalDate day = first;
            if (row.at().isBefore(beginning(first, given.zone()))) continue;
            while (!row.at().isBefore(beginning(day.plusDays(1), given.zone()))) day = day.plusDays(1);
            Measured other = lastOfDay.get(day);
            if (other == null || row.at().isAfter(other.at())) lastOfDay.put(day, row);
        }
        Map<LocalDate, BigDecimal> values = new HashMap<>();
        lastOfDay.forEach((day, row) -> values.put(day, row.value()));
        values.keySet().removeIf(day -> day.isAfter(today));
        return values;
    }

    private boolean known(Measured row) {
        return !row.recordedAt().isAfter(given.now());
    }

    private LocalDate today() {
        LocalDate day = LocalDate.ofInstant(given.now(), ZoneOffset.UTC).minusDays(3);
        while (!given.now().isBefore(beginning(day.plusDays(1), given.zone()))) day = day.plusDays(1);
        return day;
    }

    /** For how many days after {@code day} a measurement of it stays fresh, counted one by one. */
    private int lifetime(LocalDate day) {
        int months = switch (given.cadence().frequency()) {
            case DAY, WEEK -> 0;
            case MONTH -> 1;
            case QUARTER -> 3;
            case HALF_YEAR -> 6;
            case YEAR -> 12;
        };
        int grace = given.cadence().graceDays();
        if (months == 0) return grace + (given.cadence().frequency() == Frequency.DAY ? 1 : 7);
        int count = 0;
        LocalDate there = day;
        while (monthNumber(there) < monthNumber(day) + months
                || (there.getDayOfMonth() < day.getDayOfMonth()
                        && monthNumber(there.plusDays(1)) == monthNumber(there))) {
            there = there.plusDays(1);
            count++;
        }
        return count + grace;
    }

    private static int monthNumber(LocalDate day) {
        return day.getYear() * 12 + day.getMonthValue();
    }

    /** The first instant at which the clocks show {@code day} or a later date: local midnight under some offset, or a change of the clocks. */
    private static Instant beginning(LocalDate day, ZoneId zone) {
        return BEGINNINGS.computeIfAbsent(zone + " " + day, _ -> {
            List<Instant> candidates = new ArrayList<>();
            Instant around = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            for (int hour = -50; hour <= 50; hour++) {
                ZoneOffset offset = zone.getRules().getOffset(around.plus(Duration.ofHours(hour)));
                candidates.add(day.atStartOfDay(offset).toInstant());
            }
            ZoneOffsetTransition change = zone.getRules().nextTransition(around.minus(Duration.ofHours(50)));
            if (change != null) candidates.add(change.getInstant());
            return candidates.stream()
                    .filter(instant -> !LocalDate.ofInstant(instant, zone).isBefore(day))
                    .min(Instant::compareTo)
                    .orElseThrow();
        });
    }
}
