package sextant.home;

import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;
import static sextant.schema.Tables.OBJECTIVE;
import static sextant.schema.Tables.OBJECTIVE_VERSION;
import static sextant.schema.Tables.VERDICT;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.UnitId;

/** How the status of objectives changed lately. */
@Component
class StatusChanges {
    private final DSLContext sql;

    StatusChanges(DSLContext sql) {
        this.sql = sql;
    }

    /** Newest first, of objectives this person may see. */
    List<StatusChange> since(Actor actor, Instant since, int most) {
        var before = VERDICT.as("before");
        var previous = lateral(select(before.STATUS)
                        .from(before)
                        .where(before.ORGANIZATION.eq(VERDICT.ORGANIZATION))
                        .and(before.OBJECTIVE.eq(VERDICT.OBJECTIVE))
                        .and(before.TARGET.eq(VERDICT.TARGET))
                        .and(before.HELD_FROM.lt(VERDICT.HELD_FROM))
                        .orderBy(before.HELD_FROM.desc())
                        .limit(1))
                .as("previous");
        Field<String> from = Objects.requireNonNull(previous.field(before.STATUS));
        Set<UnitId> visible = actor.reach().getOrDefault(Permission.OBJECTIVES_READ, Set.of());
        return sql.select(
                        OBJECTIVE.ID,
                        OBJECTIVE.REFERENCE,
                        OBJECTIVE_VERSION.TITLE,
                        from,
                        VERDICT.STATUS,
                        VERDICT.HELD_FROM)
                .from(VERDICT)
                .join(OBJECTIVE)
                .on(OBJECTIVE.ORGANIZATION.eq(VERDICT.ORGANIZATION))
                .and(OBJECTIVE.ID.eq(VERDICT.OBJECTIVE))
                .join(OBJECTIVE_VERSION)
                .on(OBJECTIVE_VERSION.ORGANIZATION.eq(OBJECTIVE.ORGANIZATION))
                .and(OBJECTIVE_VERSION.OBJECTIVE.eq(OBJECTIVE.ID))
                .and(OBJECTIVE_VERSION.NUMBER.eq(OBJECTIVE.CURRENT_VERSION))
                .leftJoin(previous)
                .on(trueCondition())
                .where(VERDICT.ORGANIZATION.eq(actor.organization().value()))
                .and(VERDICT.TARGET.eq(VERDICT.OBJECTIVE))
                .and(VERDICT.HELD_FROM.ge(since))
                // A verdict may be written anew for its sentence alone.
                .and(from.isDistinctFrom(VERDICT.STATUS))
                .and(OBJECTIVE_VERSION.UNIT.in(
                        visible.stream().map(UnitId::value).toList()))
                .orderBy(VERDICT.HELD_FROM.desc())
                .limit(most)
                .fetch(row -> new StatusChange(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        Optional.ofNullable(row.value4()),
                        row.value5(),
                        row.value6()));
    }
}
