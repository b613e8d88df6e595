package sextant.evidence;

import java.util.Set;
import sextant.objectives.ObjectiveId;
import sextant.people.UnitId;

/** Of which objectives a pack holds the evidence. */
public sealed interface PackScope {
    record OfObjective(ObjectiveId objective) implements PackScope {}

    record OfChoice(Set<ObjectiveId> objectives) implements PackScope {
        public OfChoice {
            objectives = Set.copyOf(objectives);
        }
    }

    /** With all units below it. */
    record OfUnit(UnitId unit) implements PackScope {}

    /** Every objective whose evidence the requester may build. */
    record OfRegister() implements PackScope {}

    /** As the database and the API name it. */
    default String code() {
        return switch (this) {
            case OfObjective one -> "objective";
            case OfChoice some -> "choice";
            case OfUnit unit -> "unit";
            case OfRegister all -> "register";
        };
    }
}
