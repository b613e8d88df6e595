package sextant.objectives;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import sextant.measurement.Direction;
import sextant.platform.Decimals;

/** Values that are as they should be; the limits belong to them. */
public sealed interface Range {

    record AtLeast(BigDecimal limit) implements Range {
        public AtLeast {
            limit = Decimals.canonical(limit);
        }
    }

    record AtMost(BigDecimal limit) implements Range {
        public AtMost {
            limit = Decimals.canonical(limit);
        }
    }

    record Between(BigDecimal lowest, BigDecimal highest) implements Range {
        public Between {
            TargetProblem.refuse(problems(Optional.of(lowest), Optional.of(highest)));
            lowest = Decimals.canonical(lowest);
            highest = Decimals.canonical(highest);
        }
    }

    /** The range with these limits; they have no {@link #problems}. */
    /** The values that are at least as good as {@code limit}, in the KPI's direction. */
    static Range asGoodAs(Direction direction, BigDecimal limit) {
        return switch (direction) {
            case INCREASE -> new AtLeast(limit);
            case DECREASE -> new AtMost(limit);
        };
    }

    static Range of(Optional<BigDecimal> low, Optional<BigDecimal> high) {
        TargetProblem.refuse(problems(low, high));
        if (low.isEmpty()) return new AtMost(high.orElseThrow());
        if (high.isEmpty()) return new AtLeast(low.orElseThrow());
        return new Between(low.orElseThrow(), high.orElseThrow());
    }

    /** What keeps two limits from being a range; empty if nothing does. */
    static List<TargetProblem> problems(Optional<BigDecimal> low, Optional<BigDecimal> high) {
        if (low.isEmpty() && high.isEmpty()) return List.of(new TargetProblem.NoBound());
        if (low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > 0)
            return List.of(new TargetProblem.LowAboveHigh(low.get(), high.get()));
        return List.of();
    }

    default Optional<BigDecimal> low() {
        return switch (this) {
            case AtLeast(BigDecimal limit) -> Optional.of(limit);
            case AtMost _ -> Optional.empty();
            case Between between -> Optional.of(between.lowest());
        };
    }

    default Optional<BigDecimal> high() {
        return switch (this) {
            case AtLeast _ -> Optional.empty();
            case AtMost(BigDecimal limit) -> Optional.of(limit);
            case Between between -> Optional.of(between.highest());
        };
    }

    /** How far {@code value} lies outside; 0 inside and on a limit, never negative. */
    default BigDecimal distanceTo(BigDecimal value) {
        BigDecimal below = low().map(limit -> limit.subtract(value)).orElse(BigDecimal.ZERO);
        BigDecimal above = high().map(limit -> value.subtract(limit)).orElse(BigDecimal.ZERO);
        return Decimals.canonical(below.max(above).max(BigDecimal.ZERO));
    }

    default boolean contains(BigDecimal value) {
        return distanceTo(value).signum() == 0;
    }

    /** The values no further outside than {@code margin}, which is not negative. */
    default Range widenedBy(BigDecimal margin) {
        return of(low().map(limit -> limit.subtract(margin)), high().map(limit -> limit.add(margin)));
    }
}
