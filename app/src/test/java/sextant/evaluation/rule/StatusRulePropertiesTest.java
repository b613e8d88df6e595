package sextant.evaluation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import sextant.measurement.Direction;
import sextant.measurement.EffectiveMeasurements;
import sextant.measurement.Measured;
import sextant.objectives.Band;
import sextant.objectives.Path;
import sextant.objectives.Point;
import sextant.objectives.Shape;

class StatusRulePropertiesTest {

    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
    void a_better_value_never_gives_a_worse_verdict(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int by) {
        Case given = Case.random(seed);
        for (Measured row : given.rows()) {
            Measured better = new Measured(
                    row.at(), row.correction(), better(given.target().shape(), row.value(), by), row.recordedAt());
            List<Measured> rows = new ArrayList<>(given.rows());
            rows.set(rows.indexOf(row), better);
            Status after = given.with(rows).judged().status();
            assertThat(after.isWorseThan(given.judged().status()))
                    .as("%s instead of %s gives %s in %s", better, row, after, given)
                    .isFalse();
        }
    }

    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
    void a_corrected_value_is_judged_as_if_it_had_been_measured_so(@ForAll long seed) {
        Case given = Case.random(seed);
        List<Measured> corrected = EffectiveMeasurements.knownAt(given.now(), given.rows()).rows().stream()
                .map(row -> new Measured(row.at(), 0, row.value(), row.recordedAt()))
                .toList();
        assertThat(given.with(corrected).judged()).isEqualTo(given.judged());
    }

    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
    void what_is_recorded_later_changes_no_verdict_of_before(@ForAll long seed) {
        Case given = Case.random(seed);
        List<Measured> known = given.rows().stream()
                .filter(row -> !row.recordedAt().isAfter(given.now()))
                .toList();
        assertThat(given.with(known).judged()).isEqualTo(given.judged());
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    void the_zone_matters_only_through_the_dates(@ForAll long seed, @ForAll @IntRange(min = -18, max = 18) int hours) {
        Case given = inZone(Case.random(seed), ZoneOffset.UTC, Duration.ZERO);
        Duration shift = Duration.ofHours(-hours);
        Verdict here = given.judged();
        Verdict there = inZone(given, ZoneOffset.ofHours(hours), shift).judged();
        assertThat(there.explanation()).isEqualTo(here.explanation());
        assertThat(there.validUntil()).isEqualTo(here.validUntil().map(instant -> instant.plus(shift)));
    }

    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
    void a_verdict_holds_until_it_says_and_changes_then(@ForAll long seed) {
        Case given = Case.random(seed);
        List<Measured> known = given.rows().stream()
                .filter(row -> !row.recordedAt().isAfter(given.now()))
                .toList();
        Case later = given.with(known);
        Verdict verdict = given.judged();
        Instant end = verdict.validUntil().orElse(given.now().plus(800, ChronoUnit.DAYS));
        assertThat(end).isAfter(given.now());

        List<Instant> moments = new ArrayList<>();
        moments.add(given.now().plusNanos(1));
        moments.add(end.minusNanos(1));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        long seconds = ChronoUnit.SECONDS.between(given.now(), end);
        for (int i = 0; i < 20 && seconds > 0; i++) moments.add(given.now().plusSeconds(random.nextLong(seconds)));
        for (Instant moment : moments) {
            if (!moment.isBefore(end)) continue;
            assertThat(later.at(moment).judged()).as("at %s: %s", moment, given).isEqualTo(verdict);
        }
        verdict.validUntil()
                .ifPresent(until -> assertThat(later.at(until).judged().explanation())
                        .as("%s", given)
                        .isNotEqualTo(verdict.explanation()));
    }

    @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
    void the_reference_sees_no_change_before_the_verdict_ends_either(@ForAll long seed) {
        Case given = Case.random(seed);
        List<Measured> known = given.rows().stream()
                .filter(row -> !row.recordedAt().isAfter(given.now()))
                .toList();
        Verdict verdict = given.judged();
        Instant last = verdict.validUntil()
                .map(until -> until.minusNanos(1))
                .orElse(given.now().plus(500, ChronoUnit.DAYS));
        assertThat(new ReferenceEvaluator(given.with(known).at(last)).answer())
                .isEqualTo(new ReferenceEvaluator(given).answer());
    }

    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
    void the_rows_of_the_deciding_days_are_enough(@ForAll long seed) {
        Case given = Case.random(seed);
        StatusRule rule = new StatusRule(given.zone());
        List<Measured> effective =
                EffectiveMeasurements.knownAt(given.now(), given.rows()).rows();
        List<Measured> few = new ArrayList<>(
                effective.stream().filter(row -> row.at().isAfter(given.now())).toList());
        for (LocalDate day : rule.decidingDays(given.target(), given.now())) {
            Instant end = rule.days().startOf(day.plusDays(1));
            effective.reversed().stream()
                    .filter(row -> row.at().isBefore(end) && !row.at().isAfter(given.now()))
                    .findFirst()
                    .filter(row -> !few.contains(row))
                    .ifPresent(few::add);
        }
        assertThat(given.with(few).judged()).as("%s", given).isEqualTo(given.judged());
    }

    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
    void the_band_of_the_chart_and_the_verdict_agree(@ForAll long seed) {
        Case given = Case.random(seed);
        Explanation explanation = given.judged().explanation();
        Point measured = switch (explanation) {
            case Explanation.AgainstPath against -> against.measured();
            case Explanation.AgainstRange against -> against.measured();
            case Explanation.Maintaining held
            when held.measured().date().isAfter(given.target().shape().due()) -> held.measured();
            default -> null;
        };
        if (measured == null) return;
        Band band = given.target().bandAt(measured.date()).orElseThrow();
        assertThat(band.onTrack().contains(measured.value())).isEqualTo(explanation.status() == Status.ON_TRACK);
        assertThat(band.tolerable().contains(measured.value())).isEqualTo(explanation.status() != Status.OFF_TRACK);
    }

    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
    void an_explanation_reads_back_from_its_stored_form(@ForAll long seed) {
        Explanation explanation = Case.random(seed).judged().explanation();
        assertThat(Explanation.of(explanation.stored())).isEqualTo(explanation);
    }

    /** Towards the target, or towards the middle of a range without passing it. */
    private static BigDecimal better(Shape shape, BigDecimal value, int by) {
        BigDecimal step = BigDecimal.valueOf(by);
        return switch (shape) {
            case Shape.ReachByDate(Path path) -> better(path.direction(), value, step);
            case Shape.ReachAndMaintain maintain -> better(maintain.path().direction(), value, step);
            case Shape.KeepWithin keep -> {
                if (value.compareTo(keep.range().low().orElse(value)) < 0)
                    yield value.add(step).min(keep.range().low().orElseThrow());
                if (value.compareTo(keep.range().high().orElse(value)) > 0)
                    yield value.subtract(step).max(keep.range().high().orElseThrow());
                yield value;
            }
        };
    }

    private static BigDecimal better(Direction direction, BigDecimal value, BigDecimal step) {
        return direction == Direction.INCREASE ? value.add(step) : value.subtract(step);
    }

    private static Case inZone(Case given, ZoneOffset zone, Duration shift) {
        List<Measured> rows = given.rows().stream()
                .map(row -> new Measured(
                        row.at().plus(shift),
                        row.correction(),
                        row.value(),
                        row.recordedAt().plus(shift)))
                .toList();
        return new Case(
                given.target(),
                given.cadence(),
                given.periodStart(),
                zone,
                rows,
                given.now().plus(shift));
    }
}
