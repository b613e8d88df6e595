package sextant.plans;

import static org.jooq.impl.DSL.any;
import static sextant.schema.Tables.ACTION;
import static sextant.schema.Tables.PLAN;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.journal.Revisions;
import sextant.objectives.ObjectiveId;
import sextant.people.Actor;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.platform.OrganizationId;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.schema.tables.records.ActionRecord;

/** The plans of the organization's objectives. */
@Component
public class Plans {
    public static final String KIND = "plan";

    /** Of so few, the journal is asked at once. */
    private static final int FEW = 100;

    private record Of(OrganizationId organization, Set<ObjectiveId> objectives) {}

    private final DSLContext sql;
    private final Journal journal;
    private final Revisions revisions;

    Plans(DSLContext sql, Journal journal, Revisions revisions) {
        this.sql = sql;
        this.journal = journal;
        this.revisions = revisions;
    }

    public Plan of(OrganizationId organization, ObjectiveId objective) {
        return Objects.requireNonNull(of(organization, List.of(objective)).get(objective));
    }

    /** The plan of each, in one statement; of one that was never planned, an empty plan. */
    public Map<ObjectiveId, Plan> of(OrganizationId organization, Collection<ObjectiveId> objectives) {
        return Transactions.once(new Of(organization, Set.copyOf(objectives)), this::of);
    }

    private Map<ObjectiveId, Plan> of(Of asked) {
        return Transactions.moment().map(moment -> past(asked, moment)).orElseGet(() -> present(asked));
    }

    private Map<ObjectiveId, Plan> past(Of asked, Instant moment) {
        Map<ObjectiveId, Plan> plans = new LinkedHashMap<>();
        Set<ObjectiveId> changed = asked.objectives();
        if (asked.objectives().size() > FEW) {
            // Those that were not changed since are read as they are now.
            plans.putAll(present(asked));
            changed = revisions.changedSince(asked.organization(), KIND, moment).stream()
                    .map(ObjectiveId::new)
                    .filter(asked.objectives()::contains)
                    .collect(Collectors.toSet());
        }
        changed.forEach(objective -> plans.put(objective, Plan.none(objective)));
        for (Revision one : revisions.asOf(
                asked.organization(),
                changed.stream().map(id -> new RecordRef(KIND, id.value())).toList(),
                moment))
            plans.computeIfPresent(
                    new ObjectiveId(one.record().id()), (objective, none) -> PlanRecord.read(objective, one));
        return Collections.unmodifiableMap(plans);
    }

    private Map<ObjectiveId, Plan> present(Of asked) {
        OrganizationId organization = asked.organization();
        Set<ObjectiveId> objectives = asked.objectives();
        UUID[] ids = objectives.stream().map(ObjectiveId::value).toArray(UUID[]::new);
        Map<ObjectiveId, Integer> versions = new LinkedHashMap<>();
        Map<ObjectiveId, List<Action>> actions = new LinkedHashMap<>();
        sql.select(
                        PLAN.OBJECTIVE,
                        PLAN.VERSION,
                        ACTION.ID,
                        ACTION.TITLE,
                        ACTION.RESPONSIBLE,
                        ACTION.TEAM,
                        ACTION.DUE,
                        ACTION.STATE)
                .from(PLAN)
                .leftJoin(ACTION)
                .on(ACTION.ORGANIZATION.eq(PLAN.ORGANIZATION))
                .and(ACTION.OBJECTIVE.eq(PLAN.OBJECTIVE))
                .where(PLAN.ORGANIZATION.eq(organization.value()))
                .and(PLAN.OBJECTIVE.eq(any(ids)))
                .orderBy(PLAN.OBJECTIVE, ACTION.POSITION)
                .forEach(row -> {
                    ObjectiveId objective = new ObjectiveId(row.get(PLAN.OBJECTIVE));
                    versions.put(objective, row.get(PLAN.VERSION));
                    if (row.get(ACTION.ID) != null)
                        actions.computeIfAbsent(objective, one -> new ArrayList<>())
                                .add(action(row));
                });
        Map<ObjectiveId, Plan> plans = new LinkedHashMap<>();
        for (ObjectiveId objective : objectives) {
            Integer version = versions.get(objective);
            plans.put(
                    objective,
                    version == null
                            ? Plan.none(objective)
                            : new Plan(objective, version, actions.getOrDefault(objective, List.of())));
        }
        return Collections.unmodifiableMap(plans);
    }

    /** The plan as it was recorded at that moment, from the journal alone. */
    public Plan asOf(OrganizationId organization, ObjectiveId objective, Instant moment) {
        return revisions.asOf(organization, List.of(new RecordRef(KIND, objective.value())), moment).stream()
                .findFirst()
                .map(revision -> PlanRecord.read(objective, revision))
                .orElseGet(() -> Plan.none(objective));
    }

    /** @throws Stale when the plan is no longer at that version */
    void write(Actor actor, ObjectiveId objective, int version, List<Action> actions, String reason, Instant at) {
        int written = version == 0
                ? sql.insertInto(PLAN)
                        .set(PLAN.ORGANIZATION, actor.organization().value())
                        .set(PLAN.OBJECTIVE, objective.value())
                        .set(PLAN.VERSION, 1)
                        .onConflictDoNothing()
                        .execute()
                : sql.update(PLAN)
                        .set(PLAN.VERSION, version + 1)
                        .where(PLAN.ORGANIZATION.eq(actor.organization().value()))
                        .and(PLAN.OBJECTIVE.eq(objective.value()))
                        .and(PLAN.VERSION.eq(version))
                        .execute();
        if (written == 0) throw new Stale(KIND);
        sql.deleteFrom(ACTION)
                .where(ACTION.ORGANIZATION.eq(actor.organization().value()))
                .and(ACTION.OBJECTIVE.eq(objective.value()))
                .execute();
        insert(actor.organization(), objective, actions);
        journal.append(
                actor.organization(),
                new RecordRef(KIND, objective.value()),
                version + 1,
                at,
                actor.person().value(),
                reason,
                PlanRecord.of(actions));
    }

    private void insert(OrganizationId organization, ObjectiveId objective, List<Action> actions) {
        List<ActionRecord> rows = new ArrayList<>();
        for (Action action : actions) {
            ActionRecord row = sql.newRecord(ACTION);
            row.setOrganization(organization.value());
            row.setId(action.id());
            row.setObjective(objective.value());
            row.setPosition(rows.size());
            row.setTitle(action.title());
            row.setResponsible(action.responsible().map(PersonId::value).orElse(null));
            row.setTeam(action.team().map(TeamId::value).orElse(null));
            row.setDue(action.due().orElse(null));
            row.setState(action.state().code());
            rows.add(row);
        }
        if (!rows.isEmpty()) sql.insertInto(ACTION).set(rows).execute();
    }

    private static Action action(Record row) {
        return new Action(
                row.get(ACTION.ID),
                row.get(ACTION.TITLE),
                Optional.ofNullable(row.get(ACTION.RESPONSIBLE)).map(PersonId::new),
                Optional.ofNullable(row.get(ACTION.TEAM)).map(TeamId::new),
                Optional.ofNullable(row.get(ACTION.DUE)),
                Objects.requireNonNull(ActionState.BY_CODE.get(row.get(ACTION.STATE))));
    }
}
