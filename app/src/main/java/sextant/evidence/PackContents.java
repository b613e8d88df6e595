package sextant.evidence;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import sextant.objectives.Objective;
import sextant.objectives.Objectives;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** Which objectives a scope means at a moment, of those whose evidence somebody may build. */
@Component
class PackContents {
    private final Objectives objectives;
    private final Units units;
    private final Transactions transactions;

    PackContents(Objectives objectives, Units units, Transactions transactions) {
        this.objectives = objectives;
        this.units = units;
        this.transactions = transactions;
    }

    /**
     * By their references.
     *
     * @param moment empty for the present
     * @throws NotFound when there is no such objective or unit, or there was none at that moment
     * @throws sextant.platform.Forbidden when the actor may not build the evidence of the one, or of one that was chosen
     */
    List<Objective> of(Actor actor, PackScope scope, Optional<Instant> moment) {
        return transactions.read(actor.organization(), moment, () -> found(actor, scope)).stream()
                .sorted(Comparator.comparing(Objective::reference))
                .toList();
    }

    private List<Objective> found(Actor actor, PackScope scope) {
        OrganizationId organization = actor.organization();
        return switch (scope) {
            case PackScope.OfObjective(var id) -> permitted(actor, List.of(objectives.get(organization, id)));
            case PackScope.OfChoice(var ids) -> {
                List<Objective> chosen = objectives.among(organization, ids);
                if (chosen.size() < ids.size()) throw new NotFound(Objectives.KIND);
                yield permitted(actor, chosen);
            }
            case PackScope.OfUnit(var unit) -> {
                Set<UnitId> below = below(organization, unit);
                yield reached(actor, one -> below.contains(unitOf(one)));
            }
            case PackScope.OfRegister all -> reached(actor, one -> true);
        };
    }

    private static List<Objective> permitted(Actor actor, List<Objective> named) {
        named.forEach(one -> actor.require(Permission.EVIDENCE_BUILD, unitOf(one)));
        return named;
    }

    private List<Objective> reached(Actor actor, Predicate<Objective> wanted) {
        return objectives.all(actor.organization()).stream()
                .filter(wanted)
                .filter(one -> actor.may(Permission.EVIDENCE_BUILD, unitOf(one)))
                .toList();
    }

    /** The unit and all below it; the tree names a unit before those. */
    private Set<UnitId> below(OrganizationId organization, UnitId top) {
        Set<UnitId> below = new HashSet<>();
        for (Unit unit : units.tree(organization))
            if (unit.id().equals(top) || unit.parent().filter(below::contains).isPresent()) below.add(unit.id());
        if (below.isEmpty()) throw new NotFound(Units.KIND);
        return below;
    }

    static UnitId unitOf(Objective objective) {
        return objective.shown().content().unit();
    }
}
