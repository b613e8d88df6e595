package sextant.objectives;

import java.time.LocalDate;
import java.util.List;

/** What a target asks for over time. */
public sealed interface Shape {

    /** The target value is reached by the due date. */
    record ReachByDate(Path path) implements Shape {}

    /** The target value is reached by the due date and held up to and including {@code maintainUntil}, a later day. */
    record ReachAndMaintain(Path path, LocalDate maintainUntil) implements Shape {
        public ReachAndMaintain {
            TargetProblem.refuse(problems(path.due(), maintainUntil));
        }

        /** What keeps {@code maintainUntil} from following {@code due}; the path has {@linkplain Path#problems its own}. */
        public static List<TargetProblem> problems(LocalDate due, LocalDate maintainUntil) {
            if (maintainUntil.isAfter(due)) return List.of();
            return List.of(new TargetProblem.MaintainUntilNotAfterDue(due, maintainUntil));
        }
    }

    /** The value stays in a range from a first day up to and including the due date. */
    record KeepWithin(LocalDate from, Range range, LocalDate due) implements Shape {
        public KeepWithin {
            TargetProblem.refuse(problems(from, due));
        }

        /** What keeps two days from being first and due; the range has {@linkplain Range#problems its own}. */
        public static List<TargetProblem> problems(LocalDate from, LocalDate due) {
            if (due.isAfter(from)) return List.of();
            return List.of(new TargetProblem.DueNotAfterFirstDay(from, due));
        }
    }

    /** The first day whose measurements are judged. */
    default LocalDate firstDay() {
        return switch (this) {
            case ReachByDate(Path path) -> path.baseline().date();
            case ReachAndMaintain maintain -> maintain.path().baseline().date();
            case KeepWithin keep -> keep.from();
        };
    }

    default LocalDate due() {
        return switch (this) {
            case ReachByDate(Path path) -> path.due();
            case ReachAndMaintain maintain -> maintain.path().due();
            case KeepWithin keep -> keep.due();
        };
    }

    /** The last day whose measurements are judged. */
    default LocalDate lastDay() {
        return switch (this) {
            case ReachByDate _, KeepWithin _ -> due();
            case ReachAndMaintain maintain -> maintain.maintainUntil();
        };
    }
}
