package sextant.objectives;

import static sextant.schema.Tables.MILESTONE;
import static sextant.schema.Tables.OBJECTIVE;
import static sextant.schema.Tables.OBJECTIVE_VERSION;
import static sextant.schema.Tables.TARGET;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.people.Actor;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.platform.Stale;
import sextant.schema.tables.records.ObjectiveVersionRecord;

/** Writes objectives and their versions, each write with its revision. */
@Component
class ObjectiveWriter {
    private final DSLContext sql;
    private final Journal journal;

    ObjectiveWriter(DSLContext sql, Journal journal) {
        this.sql = sql;
        this.journal = journal;
    }

    void add(Actor actor, ObjectiveId id, UUID versionId, String reference, ObjectiveContent content, Instant at) {
        sql.insertInto(OBJECTIVE)
                .set(OBJECTIVE.ORGANIZATION, actor.organization().value())
                .set(OBJECTIVE.ID, id.value())
                .set(OBJECTIVE.REFERENCE, reference)
                .set(OBJECTIVE.LATEST_VERSION, 1)
                .set(OBJECTIVE.VERSION, 1)
                .execute();
        addVersion(actor, id, 1, versionId, content, "", at);
        recordLife(actor, id, reference, 1, 1, Stage.DRAFT, null, "", at);
    }

    /** A new draft beside the version in force. */
    void addVersion(
            Actor actor,
            ObjectiveId id,
            int number,
            UUID versionId,
            ObjectiveContent content,
            String reason,
            Instant at) {
        ObjectiveVersionRecord row = sql.newRecord(OBJECTIVE_VERSION);
        row.setOrganization(actor.organization().value());
        row.setObjective(id.value());
        row.setNumber(number);
        row.setId(versionId);
        row.setStage(Stage.DRAFT.code());
        row.setVersion(1);
        row.setWriters(new UUID[] {actor.person().value()});
        fill(row, content);
        sql.insertInto(OBJECTIVE_VERSION).set(row).execute();
        writeTargets(actor, id, number, content.targets());
        recordContent(actor, id, number, versionId, 1, content, reason, at);
    }

    /** @throws Stale when the version is no longer at that revision */
    void rewrite(
            Actor actor,
            ObjectiveId id,
            Objective.Version version,
            int revision,
            ObjectiveContent content,
            String reason,
            Instant at) {
        ObjectiveVersionRecord row = sql.newRecord(OBJECTIVE_VERSION);
        fill(row, content);
        Set<PersonId> writers = new HashSet<>(version.writers());
        writers.add(actor.person());
        row.setWriters(writers.stream().map(PersonId::value).toArray(UUID[]::new));
        row.setStage(Stage.DRAFT.code());
        row.setProposedAt(null);
        row.setProposedBy(null);
        row.setVersion(revision + 1);
        update(actor, id, version.number(), revision, row);
        sql.deleteFrom(MILESTONE)
                .where(MILESTONE.ORGANIZATION.eq(actor.organization().value()))
                .and(MILESTONE.OBJECTIVE.eq(id.value()))
                .and(MILESTONE.NUMBER.eq(version.number()))
                .execute();
        sql.deleteFrom(TARGET)
                .where(TARGET.ORGANIZATION.eq(actor.organization().value()))
                .and(TARGET.OBJECTIVE.eq(id.value()))
                .and(TARGET.NUMBER.eq(version.number()))
                .execute();
        writeTargets(actor, id, version.number(), content.targets());
        recordContent(actor, id, version.number(), version.recordId(), revision + 1, content, reason, at);
    }

    /** Another wording for an approved version; its stage and targets stay. */
    void reword(
            Actor actor,
            ObjectiveId id,
            Objective.Version version,
            ObjectiveContent content,
            String reason,
            Instant at) {
        ObjectiveVersionRecord row = sql.newRecord(OBJECTIVE_VERSION);
        row.setTitle(content.title());
        row.setPurpose(content.purpose());
        row.setRationale(content.rationale());
        row.setVersion(version.revision() + 1);
        update(actor, id, version.number(), version.revision(), row);
        recordContent(actor, id, version.number(), version.recordId(), version.revision() + 1, content, reason, at);
    }

    /** A step in a version's life; the content and its revision stay what they are. */
    void setStage(Actor actor, Objective objective, Objective.Version version, Stage stage, String reason, Instant at) {
        ObjectiveVersionRecord row = sql.newRecord(OBJECTIVE_VERSION);
        row.setStage(stage.code());
        if (stage == Stage.PROPOSED) {
            row.setProposedAt(at);
            row.setProposedBy(actor.person().value());
        }
        if (stage == Stage.APPROVED) row.setApprovedAt(at);
        if (stage.isEnded()) row.setEndedReason(reason);
        update(actor, objective.id(), version.number(), version.revision(), row);
        Integer current = stage == Stage.APPROVED
                ? Integer.valueOf(version.number())
                : objective.current().map(Objective.Version::number).orElse(null);
        var change = sql.update(OBJECTIVE)
                .set(OBJECTIVE.CURRENT_VERSION, current)
                .set(OBJECTIVE.VERSION, objective.version() + 1);
        if (stage.isEnded()) change = change.set(OBJECTIVE.CLOSED_AT, at);
        int changed = change.where(
                        OBJECTIVE.ORGANIZATION.eq(actor.organization().value()))
                .and(OBJECTIVE.ID.eq(objective.id().value()))
                .and(OBJECTIVE.VERSION.eq(objective.version()))
                .execute();
        if (changed == 0) throw new Stale(Objectives.KIND);
        recordLife(
                actor,
                objective.id(),
                objective.reference(),
                objective.version() + 1,
                version.number(),
                stage,
                current,
                reason,
                at);
    }

    void supersede(Actor actor, ObjectiveId id, Objective.Version version) {
        ObjectiveVersionRecord row = sql.newRecord(OBJECTIVE_VERSION);
        row.setStage(Stage.SUPERSEDED.code());
        update(actor, id, version.number(), version.revision(), row);
    }

    /** The objective's row points to a new newest version. */
    void setLatest(Actor actor, Objective objective, int number, Instant at) {
        int changed = sql.update(OBJECTIVE)
                .set(OBJECTIVE.LATEST_VERSION, number)
                .set(OBJECTIVE.VERSION, objective.version() + 1)
                .where(OBJECTIVE.ORGANIZATION.eq(actor.organization().value()))
                .and(OBJECTIVE.ID.eq(objective.id().value()))
                .and(OBJECTIVE.VERSION.eq(objective.version()))
                .execute();
        if (changed == 0) throw new Stale(Objectives.KIND);
        Integer current = objective.current().map(Objective.Version::number).orElse(null);
        recordLife(
                actor,
                objective.id(),
                objective.reference(),
                objective.version() + 1,
                number,
                Stage.DRAFT,
                current,
                "",
                at);
    }

    private void update(Actor actor, ObjectiveId id, int number, int revision, ObjectiveVersionRecord row) {
        int changed = sql.update(OBJECTIVE_VERSION)
                .set(row)
                .where(OBJECTIVE_VERSION.ORGANIZATION.eq(actor.organization().value()))
                .and(OBJECTIVE_VERSION.OBJECTIVE.eq(id.value()))
                .and(OBJECTIVE_VERSION.NUMBER.eq(number))
                .and(OBJECTIVE_VERSION.VERSION.eq(revision))
                .execute();
        if (changed == 0) throw new Stale(Objectives.VERSION_KIND);
    }

    private void recordContent(
            Actor actor,
            ObjectiveId id,
            int number,
            UUID versionId,
            int revision,
            ObjectiveContent content,
            String reason,
            Instant at) {
        journal.append(
                actor.organization(),
                new RecordRef(Objectives.VERSION_KIND, versionId),
                revision,
                at,
                actor.person().value(),
                reason,
                ObjectiveRecord.of(id, number, content));
    }

    /** The life of the objective: which version is where, and which is the current one. */
    private void recordLife(
            Actor actor,
            ObjectiveId id,
            String reference,
            int revision,
            int number,
            Stage stage,
            @Nullable Integer current,
            String reason,
            Instant at) {
        journal.append(
                actor.organization(),
                new RecordRef(Objectives.KIND, id.value()),
                revision,
                at,
                actor.person().value(),
                reason,
                Content.of()
                        .plain("reference", reference)
                        .plain("version", number)
                        .plain("stage", stage.code())
                        .plain("current-version", Optional.ofNullable(current)));
    }

    private void writeTargets(Actor actor, ObjectiveId id, int number, List<ObjectiveTarget> targets) {
        int position = 0;
        for (ObjectiveTarget target : targets) {
            sql.insertInto(TARGET)
                    .set(TARGET.ORGANIZATION, actor.organization().value())
                    .set(TARGET.OBJECTIVE, id.value())
                    .set(TARGET.NUMBER, number)
                    .set(TARGET.ID, target.id())
                    .set(TARGET.POSITION, position++)
                    .set(TARGET.KPI, target.kpi().value())
                    .set(TARGET.SHAPE, target.kind().code())
                    .set(TARGET.BASELINE_VALUE, target.baselineValue().orElse(null))
                    .set(TARGET.BASELINE_DATE, target.baselineDate().orElse(null))
                    .set(TARGET.TARGET_VALUE, target.targetValue().orElse(null))
                    .set(TARGET.LOW, target.low().orElse(null))
                    .set(TARGET.HIGH, target.high().orElse(null))
                    .set(TARGET.DUE, target.due().orElse(null))
                    .set(TARGET.MAINTAIN_UNTIL, target.maintainUntil().orElse(null))
                    .set(TARGET.AT_RISK, target.atRisk())
                    .set(TARGET.OFF_TRACK, target.offTrack())
                    .execute();
            for (Point milestone : target.milestones())
                sql.insertInto(MILESTONE)
                        .set(MILESTONE.ORGANIZATION, actor.organization().value())
                        .set(MILESTONE.OBJECTIVE, id.value())
                        .set(MILESTONE.NUMBER, number)
                        .set(MILESTONE.TARGET, target.id())
                        .set(MILESTONE.DATE, milestone.date())
                        .set(MILESTONE.VALUE, milestone.value())
                        .execute();
        }
    }

    private static void fill(ObjectiveVersionRecord row, ObjectiveContent content) {
        row.setTitle(content.title());
        row.setPurpose(content.purpose());
        row.setRationale(content.rationale());
        row.setUnit(content.unit().value());
        row.setOwner(content.owner().map(PersonId::value).orElse(null));
        row.setTeams(content.teams().stream().map(TeamId::value).toArray(UUID[]::new));
        row.setStarts(date(content.starts()));
        row.setEnds(date(content.ends()));
        row.setNotMeasurable(content.notMeasurable());
        row.setCriteria(content.criteria());
        row.setAchievable(content.achievable());
        row.setServes(content.serves().map(ObjectiveId::value).orElse(null));
        row.setEvaluationMethod(content.evaluationMethod());
    }

    private static @Nullable LocalDate date(Optional<LocalDate> date) {
        return date.orElse(null);
    }
}
