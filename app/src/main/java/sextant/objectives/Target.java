package sextant.objectives;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an objective wants of a KPI. */
public record Target(Shape shape, Bands bands) {

    /** The corners of the expected path in the order of their dates, for a chart; empty where there is only a range. */
    public List<Point> expectedPath() {
        return switch (shape) {
            case Shape.ReachByDate(Path path) -> path.points();
            case Shape.ReachAndMaintain(Path path, LocalDate maintainUntil) -> {
                List<Point> points = new ArrayList<>(path.points());
                points.add(new Point(maintainUntil, path.target()));
                yield List.copyOf(points);
            }
            case Shape.KeepWithin _ -> List.of();
        };
    }

    /** Which measured values are well and which are tolerable on a day; empty outside the target's first and last day. */
    public Optional<Band> bandAt(LocalDate day) {
        if (day.isBefore(shape.firstDay()) || day.isAfter(shape.lastDay())) return Optional.empty();
        Range wanted = switch (shape) {
            case Shape.ReachByDate(Path path) -> wantedOn(path, day);
            case Shape.ReachAndMaintain maintain -> wantedOn(maintain.path(), day);
            case Shape.KeepWithin keep -> keep.range();
        };
        return Optional.of(new Band(day, wanted, wanted.widenedBy(bands.atRisk()), wanted.widenedBy(bands.offTrack())));
    }

    private static Range wantedOn(Path path, LocalDate day) {
        return day.isAfter(path.due()) ? path.goal() : Range.asGoodAs(path.direction(), path.expectedOn(day));
    }
}
