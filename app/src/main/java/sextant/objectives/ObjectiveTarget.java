package sextant.objectives;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import sextant.measurement.Direction;
import sextant.measurement.KpiId;

/**
 * An objective's use of a KPI, as far as it is filled in: a draft may leave anything open. {@link #complete} makes the
 * target that the status rule judges.
 *
 * @param baselineDate for <em>keep within</em>, the first day it is to be kept
 */
public record ObjectiveTarget(
        UUID id,
        KpiId kpi,
        TargetKind kind,
        Optional<BigDecimal> baselineValue,
        Optional<LocalDate> baselineDate,
        Optional<BigDecimal> targetValue,
        Optional<BigDecimal> low,
        Optional<BigDecimal> high,
        Optional<LocalDate> due,
        Optional<LocalDate> maintainUntil,
        BigDecimal atRisk,
        BigDecimal offTrack,
        List<Point> milestones) {
    public sealed interface Completeness {
        record Complete(Target target) implements Completeness {}

        /** @param missing names of the fields that are empty; problems of the filled ones */
        record Incomplete(List<String> missing, List<TargetProblem> problems) implements Completeness {}
    }

    /** @param direction the KPI's favourable direction */
    public Completeness complete(Direction direction) {
        List<String> missing = missing();
        List<TargetProblem> problems = new ArrayList<>(Bands.problems(atRisk, offTrack));
        if (missing.isEmpty()) problems.addAll(problemsOfShape(direction));
        if (!missing.isEmpty() || !problems.isEmpty()) return new Completeness.Incomplete(missing, problems);
        return new Completeness.Complete(new Target(shape(direction), new Bands(atRisk, offTrack)));
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (baselineDate.isEmpty()) missing.add("baselineDate");
        if (due.isEmpty()) missing.add("due");
        if (kind == TargetKind.WITHIN) return missing;
        if (baselineValue.isEmpty()) missing.add("baselineValue");
        if (targetValue.isEmpty()) missing.add("targetValue");
        if (kind == TargetKind.MAINTAIN && maintainUntil.isEmpty()) missing.add("maintainUntil");
        return missing;
    }

    private List<TargetProblem> problemsOfShape(Direction direction) {
        List<TargetProblem> problems = new ArrayList<>();
        if (kind == TargetKind.WITHIN) {
            problems.addAll(Range.problems(low, high));
            problems.addAll(Shape.KeepWithin.problems(baselineDate.orElseThrow(), due.orElseThrow()));
            return problems;
        }
        problems.addAll(Path.problems(direction, baseline(), milestones, targetValue.orElseThrow(), due.orElseThrow()));
        if (kind == TargetKind.MAINTAIN)
            problems.addAll(Shape.ReachAndMaintain.problems(due.orElseThrow(), maintainUntil.orElseThrow()));
        return problems;
    }

    private Shape shape(Direction direction) {
        return switch (kind) {
            case REACH -> new Shape.ReachByDate(path(direction));
            case MAINTAIN -> new Shape.ReachAndMaintain(path(direction), maintainUntil.orElseThrow());
            case WITHIN -> new Shape.KeepWithin(baselineDate.orElseThrow(), Range.of(low, high), due.orElseThrow());
        };
    }

    private Path path(Direction direction) {
        return new Path(direction, baseline(), milestones, targetValue.orElseThrow(), due.orElseThrow());
    }

    private Point baseline() {
        return new Point(baselineDate.orElseThrow(), baselineValue.orElseThrow());
    }
}
