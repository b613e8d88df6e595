package sextant.documents;

import java.math.BigDecimal;
import sextant.measurement.Direction;
import sextant.measurement.Kpi;
import sextant.objectives.ObjectiveTarget;
import sextant.platform.language.Formats;

/** What a target asks for, in a reader's numbers. */
public record GoalWords(Formats formats) {
    /** The target value with the side that is good, or the range. */
    public String goal(ObjectiveTarget it, Kpi.Definition kpi) {
        return switch (it.kind()) {
            case REACH, MAINTAIN ->
                it.targetValue()
                        .map(value -> (kpi.direction() == Direction.DECREASE ? "≤ " : "≥ ") + value(kpi, value))
                        .orElse("–");
            case WITHIN ->
                it.low().map(formats::number).orElse("…") + "–"
                        + it.high().map(high -> value(kpi, high)).orElse("…");
        };
    }

    /** With its unit of measure. */
    public String value(Kpi.Definition kpi, BigDecimal value) {
        return kpi.unitOfMeasure().isEmpty()
                ? formats.number(value)
                : formats.number(value) + "\u00a0" + kpi.unitOfMeasure();
    }
}
