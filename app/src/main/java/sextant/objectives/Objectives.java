package sextant.objectives;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static sextant.schema.Tables.MILESTONE;
import static sextant.schema.Tables.OBJECTIVE;
import static sextant.schema.Tables.OBJECTIVE_VERSION;
import static sextant.schema.Tables.TARGET;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.measurement.KpiId;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.people.UnitId;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.database.References;
import sextant.platform.database.Transactions;
import sextant.schema.tables.records.ObjectiveVersionRecord;

/** The organization's objectives with their versions, as they are read. Writing is {@link ObjectiveWriter}'s. */
@Component
public class Objectives {
    public static final String KIND = "objective";
    public static final String VERSION_KIND = "objective-version";

    private record AllOf(OrganizationId organization) {}

    private final DSLContext sql;
    private final PastObjectives past;

    Objectives(DSLContext sql, PastObjectives past) {
        this.sql = sql;
        this.past = past;
    }

    /** By reference number. */
    public List<Objective> all(OrganizationId organization) {
        return Transactions.once(new AllOf(organization), asked -> {
            List<Objective> now = fetch(OBJECTIVE.ORGANIZATION.eq(organization.value()));
            return Transactions.moment()
                    .map(moment -> then(organization, now, moment))
                    .orElse(now);
        });
    }

    /** Those that were not changed since are as they are now, the others are read from the journal. */
    private List<Objective> then(OrganizationId organization, List<Objective> now, Instant moment) {
        Set<ObjectiveId> changed = past.changedSince(organization, moment);
        return Stream.concat(
                        now.stream().filter(one -> !changed.contains(one.id())),
                        past.among(organization, changed, moment).stream())
                .sorted(Comparator.comparing(Objective::reference)
                        .thenComparing(one -> one.id().value()))
                .toList();
    }

    public List<Objective> among(OrganizationId organization, Collection<ObjectiveId> ids) {
        if (Transactions.moment().isPresent())
            return all(organization).stream()
                    .filter(objective -> ids.contains(objective.id()))
                    .toList();
        return fetch(OBJECTIVE
                .ORGANIZATION
                .eq(organization.value())
                .and(OBJECTIVE.ID.in(ids.stream().map(ObjectiveId::value).toList())));
    }

    public Objective get(OrganizationId organization, ObjectiveId id) {
        return Transactions.moment()
                .map(moment -> past.asOf(organization, id, moment))
                .orElseGet(() ->
                        among(organization, List.of(id)).stream().findFirst().orElseThrow(() -> new NotFound(KIND)));
    }

    /** Every version, newest first. */
    public List<Objective.Version> versions(OrganizationId organization, ObjectiveId id) {
        return Transactions.moment()
                .map(moment -> past.versions(organization, id, moment))
                .orElseGet(() -> versions(
                                OBJECTIVE_VERSION.ORGANIZATION.eq(organization.value()),
                                OBJECTIVE_VERSION.OBJECTIVE.eq(id.value()))
                        .getOrDefault(id, List.of()));
    }

    /** The records that hold the versions of these objectives, whenever they were written. */
    public Map<ObjectiveId, List<RecordRef>> versionRecords(OrganizationId organization, Collection<ObjectiveId> ids) {
        return sql.select(OBJECTIVE_VERSION.OBJECTIVE, OBJECTIVE_VERSION.ID)
                .from(OBJECTIVE_VERSION)
                .where(OBJECTIVE_VERSION.ORGANIZATION.eq(organization.value()))
                .and(OBJECTIVE_VERSION.OBJECTIVE.eq(
                        any(ids.stream().map(ObjectiveId::value).toArray(UUID[]::new))))
                .fetchGroups(row -> new ObjectiveId(row.value1()), row -> new RecordRef(VERSION_KIND, row.value2()));
    }

    /** Of which objective each of these records holds a version. */
    Map<UUID, ObjectiveId> ofVersions(OrganizationId organization, Collection<UUID> records) {
        return sql.select(OBJECTIVE_VERSION.ID, OBJECTIVE_VERSION.OBJECTIVE)
                .from(OBJECTIVE_VERSION)
                .where(OBJECTIVE_VERSION.ORGANIZATION.eq(organization.value()))
                .and(OBJECTIVE_VERSION.ID.eq(any(records.toArray(UUID[]::new))))
                .fetchMap(OBJECTIVE_VERSION.ID, row -> new ObjectiveId(row.value2()));
    }

    /** The objectives that use one of these KPIs in their current or newest version. */
    public List<ObjectiveId> using(OrganizationId organization, KpiId kpi) {
        return sql.selectDistinct(TARGET.OBJECTIVE)
                .from(TARGET)
                .where(TARGET.ORGANIZATION.eq(organization.value()))
                .and(TARGET.KPI.eq(kpi.value()))
                .fetch(row -> new ObjectiveId(row.value1()));
    }

    /** The next free one; in a writing transaction nobody else is given one until it ends. */
    public String nextReference(OrganizationId organization) {
        return References.next(sql, organization, OBJECTIVE.ORGANIZATION, OBJECTIVE.REFERENCE, "OBJ");
    }

    public Optional<ObjectiveId> byReference(OrganizationId organization, String reference) {
        return sql.select(OBJECTIVE.ID)
                .from(OBJECTIVE)
                .where(OBJECTIVE.ORGANIZATION.eq(organization.value()))
                .and(OBJECTIVE.REFERENCE.eq(reference))
                .fetchOptional(row -> new ObjectiveId(row.value1()));
    }

    boolean referenceIsTaken(OrganizationId organization, String reference, ObjectiveId except) {
        References.hold(sql, organization);
        return sql.fetchExists(
                OBJECTIVE,
                OBJECTIVE
                        .ORGANIZATION
                        .eq(organization.value())
                        .and(OBJECTIVE.REFERENCE.eq(reference))
                        .and(OBJECTIVE.ID.ne(except.value())));
    }

    /** Takes the objective's row for this transaction, so that a decision and an edit come one after the other. */
    void lock(OrganizationId organization, ObjectiveId id) {
        boolean found = sql.select(OBJECTIVE.ID)
                .from(OBJECTIVE)
                .where(OBJECTIVE.ORGANIZATION.eq(organization.value()))
                .and(OBJECTIVE.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional()
                .isPresent();
        if (!found) throw new NotFound(KIND);
    }

    private List<Objective> fetch(Condition condition) {
        var rows = sql.selectFrom(OBJECTIVE)
                .where(condition)
                .orderBy(OBJECTIVE.REFERENCE, OBJECTIVE.ID)
                .fetch();
        Condition wanted = OBJECTIVE_VERSION.NUMBER.in(select(OBJECTIVE.LATEST_VERSION)
                .from(OBJECTIVE)
                .where(OBJECTIVE.ORGANIZATION.eq(OBJECTIVE_VERSION.ORGANIZATION))
                .and(OBJECTIVE.ID.eq(OBJECTIVE_VERSION.OBJECTIVE))
                .union(select(OBJECTIVE.CURRENT_VERSION)
                        .from(OBJECTIVE)
                        .where(OBJECTIVE.ORGANIZATION.eq(OBJECTIVE_VERSION.ORGANIZATION))
                        .and(OBJECTIVE.ID.eq(OBJECTIVE_VERSION.OBJECTIVE))));
        Condition ofThese = OBJECTIVE_VERSION.OBJECTIVE.in(
                select(OBJECTIVE.ID).from(OBJECTIVE).where(condition));
        Map<ObjectiveId, List<Objective.Version>> versions = versions(wanted, ofThese);
        return rows.map(row -> {
            ObjectiveId id = new ObjectiveId(row.getId());
            List<Objective.Version> own = versions.getOrDefault(id, List.of());
            return new Objective(
                    id,
                    row.getReference(),
                    row.getVersion(),
                    numbered(own, row.getLatestVersion()).orElseThrow(),
                    Optional.ofNullable(row.getCurrentVersion()).flatMap(number -> numbered(own, number)));
        });
    }

    private static Optional<Objective.Version> numbered(List<Objective.Version> versions, int number) {
        return versions.stream().filter(version -> version.number() == number).findFirst();
    }

    private Map<ObjectiveId, List<Objective.Version>> versions(Condition one, Condition other) {
        Field<List<Point>> milestones = multiset(select(MILESTONE.DATE, MILESTONE.VALUE)
                        .from(MILESTONE)
                        .where(MILESTONE.ORGANIZATION.eq(TARGET.ORGANIZATION))
                        .and(MILESTONE.OBJECTIVE.eq(TARGET.OBJECTIVE))
                        .and(MILESTONE.NUMBER.eq(TARGET.NUMBER))
                        .and(MILESTONE.TARGET.eq(TARGET.ID))
                        .orderBy(MILESTONE.DATE))
                .convertFrom(rows -> rows.map(row -> new Point(row.value1(), row.value2())));
        Field<List<ObjectiveTarget>> targets = multiset(select(
                                TARGET.ID,
                                TARGET.KPI,
                                TARGET.SHAPE,
                                TARGET.BASELINE_VALUE,
                                TARGET.BASELINE_DATE,
                                TARGET.TARGET_VALUE,
                                TARGET.LOW,
                                TARGET.HIGH,
                                TARGET.DUE,
                                TARGET.MAINTAIN_UNTIL,
                                TARGET.AT_RISK,
                                TARGET.OFF_TRACK,
                                milestones)
                        .from(TARGET)
                        .where(TARGET.ORGANIZATION.eq(OBJECTIVE_VERSION.ORGANIZATION))
                        .and(TARGET.OBJECTIVE.eq(OBJECTIVE_VERSION.OBJECTIVE))
                        .and(TARGET.NUMBER.eq(OBJECTIVE_VERSION.NUMBER))
                        .orderBy(TARGET.POSITION))
                .convertFrom(rows -> rows.map(row -> target(row, row.value13())));
        return sql.select(OBJECTIVE_VERSION.asterisk(), targets)
                .from(OBJECTIVE_VERSION)
                .where(one)
                .and(other)
                .orderBy(OBJECTIVE_VERSION.NUMBER.desc())
                .fetchGroups(
                        row -> new ObjectiveId(row.get(OBJECTIVE_VERSION.OBJECTIVE)),
                        row -> version(row.into(OBJECTIVE_VERSION), row.get(targets)));
    }

    private static Objective.Version version(ObjectiveVersionRecord row, List<ObjectiveTarget> targets) {
        return new Objective.Version(
                row.getNumber(),
                row.getId(),
                Objects.requireNonNull(Stage.BY_CODE.get(row.getStage())),
                new ObjectiveContent(
                        row.getTitle(),
                        row.getPurpose(),
                        row.getRationale(),
                        new UnitId(row.getUnit()),
                        Optional.ofNullable(row.getServes()).map(ObjectiveId::new),
                        Optional.ofNullable(row.getOwner()).map(PersonId::new),
                        Arrays.stream(row.getTeams()).map(TeamId::new).toList(),
                        Optional.ofNullable(row.getStarts()),
                        Optional.ofNullable(row.getEnds()),
                        row.getNotMeasurable(),
                        row.getCriteria(),
                        row.getAchievable(),
                        row.getEvaluationMethod(),
                        targets),
                persons(row.getWriters()),
                Optional.ofNullable(row.getProposedBy()).map(PersonId::new),
                Optional.ofNullable(row.getProposedAt()),
                Optional.ofNullable(row.getApprovedAt()),
                row.getEndedReason(),
                row.getVersion());
    }

    private static ObjectiveTarget target(Record row, List<Point> milestones) {
        return new ObjectiveTarget(
                row.get(TARGET.ID),
                new KpiId(row.get(TARGET.KPI)),
                Objects.requireNonNull(TargetKind.BY_CODE.get(row.get(TARGET.SHAPE))),
                Optional.ofNullable(row.get(TARGET.BASELINE_VALUE)),
                Optional.ofNullable(row.get(TARGET.BASELINE_DATE)),
                Optional.ofNullable(row.get(TARGET.TARGET_VALUE)),
                Optional.ofNullable(row.get(TARGET.LOW)),
                Optional.ofNullable(row.get(TARGET.HIGH)),
                Optional.ofNullable(row.get(TARGET.DUE)),
                Optional.ofNullable(row.get(TARGET.MAINTAIN_UNTIL)),
                row.get(TARGET.AT_RISK),
                row.get(TARGET.OFF_TRACK),
                milestones);
    }

    private static Set<PersonId> persons(UUID[] ids) {
        return Arrays.stream(ids).map(PersonId::new).collect(Collectors.toUnmodifiableSet());
    }
}
