package sextant.objectives;

import static org.jooq.impl.DSL.lower;
import static sextant.schema.Tables.OBJECTIVE;
import static sextant.schema.Tables.OBJECTIVE_VERSION;
import static sextant.schema.Tables.UNIT;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.OrganizationId;

/** Which objectives one of a unit can serve: those of the units above it. */
@Component
public class HigherObjectives {
    /** One to choose, by the number and title that people know. */
    public record Suggestion(String reference, String title, String unit) {}

    private final DSLContext sql;
    private final Units units;
    private final Objectives objectives;

    HigherObjectives(DSLContext sql, Units units, Objectives objectives) {
        this.sql = sql;
        this.units = units;
        this.objectives = objectives;
    }

    /** Approved ones of units that have others below them, by reference number, as far as this person may see them. */
    public List<Suggestion> suggestions(Actor actor, int most) {
        Set<UnitId> above = units.tree(actor.organization()).stream()
                .flatMap(unit -> unit.parent().stream())
                .filter(unit -> actor.may(Permission.OBJECTIVES_READ, unit))
                .collect(Collectors.toSet());
        return sql.select(OBJECTIVE.REFERENCE, OBJECTIVE_VERSION.TITLE, UNIT.NAME)
                .from(OBJECTIVE)
                .join(OBJECTIVE_VERSION)
                .on(OBJECTIVE_VERSION.ORGANIZATION.eq(OBJECTIVE.ORGANIZATION))
                .and(OBJECTIVE_VERSION.OBJECTIVE.eq(OBJECTIVE.ID))
                .and(OBJECTIVE_VERSION.NUMBER.eq(OBJECTIVE.CURRENT_VERSION))
                .join(UNIT)
                .on(UNIT.ORGANIZATION.eq(OBJECTIVE_VERSION.ORGANIZATION))
                .and(UNIT.ID.eq(OBJECTIVE_VERSION.UNIT))
                .where(OBJECTIVE.ORGANIZATION.eq(actor.organization().value()))
                .and(OBJECTIVE_VERSION.STAGE.eq(Stage.APPROVED.code()))
                .and(OBJECTIVE_VERSION.UNIT.in(above.stream().map(UnitId::value).toList()))
                .orderBy(OBJECTIVE.REFERENCE)
                .limit(most)
                .fetch(row -> new Suggestion(row.value1(), row.value2(), row.value3()));
    }

    /** The one with that number, in upper or lower case; whether this person may see it is asked when it is used. */
    public Optional<ObjectiveId> byReference(OrganizationId organization, String reference) {
        return sql
                .select(OBJECTIVE.ID)
                .from(OBJECTIVE)
                .where(OBJECTIVE.ORGANIZATION.eq(organization.value()))
                .and(lower(OBJECTIVE.REFERENCE).eq(reference.strip().toLowerCase(Locale.ROOT)))
                .orderBy(OBJECTIVE.REFERENCE.eq(reference.strip()).desc())
                .limit(1)
                .fetch(row -> new ObjectiveId(row.value1()))
                .stream()
                .findFirst();
    }

    /** The number of the one that is served, with its title where this person may see it; empty for none. */
    public String called(Actor actor, Optional<ObjectiveId> served) {
        return served.map(id -> objectives.get(actor.organization(), id))
                .map(one -> isSeen(actor, one)
                        ? one.reference() + " " + one.shown().content().title()
                        : one.reference())
                .orElse("");
    }

    /** Whether any version of any objective serves that one, or ever did. */
    public boolean wasServed(OrganizationId organization, ObjectiveId id) {
        return sql.fetchExists(
                OBJECTIVE_VERSION,
                OBJECTIVE_VERSION.ORGANIZATION.eq(organization.value()).and(OBJECTIVE_VERSION.SERVES.eq(id.value())));
    }

    /** Whether it is there and this person may see it. */
    boolean isSeen(Actor actor, ObjectiveId id) {
        return objectives.among(actor.organization(), List.of(id)).stream().anyMatch(one -> isSeen(actor, one));
    }

    private static boolean isSeen(Actor actor, Objective objective) {
        UnitId unit = objective.shown().content().unit();
        return actor.may(Permission.OBJECTIVES_READ, unit)
                && (objective.current().isPresent() || actor.may(Permission.CONFORMANCE_READ, unit));
    }

    /** Whether it belongs to a unit above that one. */
    boolean isAbove(OrganizationId organization, ObjectiveId id, UnitId unit) {
        Map<UnitId, Unit> tree =
                units.tree(organization).stream().collect(Collectors.toMap(Unit::id, Function.identity()));
        Set<UnitId> above = new HashSet<>();
        Optional<UnitId> next = Optional.ofNullable(tree.get(unit)).flatMap(Unit::parent);
        while (next.isPresent() && above.add(next.get()))
            next = Optional.ofNullable(tree.get(next.get())).flatMap(Unit::parent);
        return objectives.among(organization, List.of(id)).stream()
                .anyMatch(one -> above.contains(one.shown().content().unit()));
    }
}
