package sextant.objectives;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sextant.people.Unit;
import sextant.people.UnitId;

/**
 * At which units there is an objective (ISO/IEC 27001:2022, 6.2: "at relevant functions and levels"): those that have one in
 * force of their own, and those that one cascades to, on its way from a unit above down to the unit below whose objective
 * serves it.
 */
public final class Coverage {
    private Coverage() {}

    /** An objective in force. */
    public record InForce(ObjectiveId id, UnitId unit, Optional<ObjectiveId> serves) {}

    /** @param tree a unit before those below it */
    public static Set<UnitId> of(List<Unit> tree, Collection<InForce> objectives) {
        Map<UnitId, UnitId> above = new HashMap<>();
        tree.forEach(unit -> unit.parent().ifPresent(parent -> above.put(unit.id(), parent)));
        Map<ObjectiveId, UnitId> where = new HashMap<>();
        objectives.forEach(one -> where.put(one.id(), one.unit()));
        Set<UnitId> covered = new HashSet<>(where.values());
        for (InForce one : objectives)
            one.serves()
                    .flatMap(served -> Optional.ofNullable(where.get(served)))
                    .ifPresent(top -> covered.addAll(between(above, one.unit(), top)));
        return covered;
    }

    /** From the one up to below the other; nothing when the other is no longer above. */
    private static Set<UnitId> between(Map<UnitId, UnitId> above, UnitId from, UnitId top) {
        Set<UnitId> between = new HashSet<>();
        UnitId at = above.get(from);
        while (at != null && !at.equals(top) && between.add(at)) at = above.get(at);
        return top.equals(at) ? between : Set.of();
    }
}
