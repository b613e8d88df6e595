package sextant.documents;

import static org.jooq.impl.DSL.coalesce;
import static sextant.schema.Tables.EVIDENCE_PACK;
import static sextant.schema.Tables.EVIDENCE_PACK_PART;
import static sextant.schema.Tables.OBJECTIVE;
import static sextant.schema.Tables.OBJECTIVE_VERSION;
import static sextant.schema.Tables.PERSON;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.springframework.stereotype.Component;
import sextant.documents.EvidencePack.Finished;
import sextant.documents.EvidencePack.SealedUnder;
import sextant.documents.EvidencePack.State;
import sextant.ledger.Hash;
import sextant.objectives.ObjectiveId;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.UnitId;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.files.Seal;

/** The organization's evidence packs, and the parts of their files. */
@Component
public class EvidencePacks {
    private final DSLContext sql;
    private final Seal seal;
    private final Clock clock;

    EvidencePacks(DSLContext sql, Seal seal, Clock clock) {
        this.sql = sql;
        this.seal = seal;
        this.clock = clock;
    }

    /** Those of objectives whose evidence this person may build, oldest first. */
    public List<EvidencePack> after(Actor actor, Optional<UUID> after, int most) {
        Condition later = EVIDENCE_PACK.ORGANIZATION.eq(actor.organization().value());
        if (after.isPresent()) later = later.and(EVIDENCE_PACK.ID.gt(after.get()));
        return rows(later.and(reachOf(actor)))
                .orderBy(EVIDENCE_PACK.ID)
                .limit(most)
                .fetch(this::pack);
    }

    /** Those of objectives whose evidence this person may build, newest first. */
    public List<EvidencePack> newest(Actor actor, Optional<ObjectiveId> objective, int most) {
        Condition wanted = EVIDENCE_PACK.ORGANIZATION.eq(actor.organization().value());
        if (objective.isPresent())
            wanted = wanted.and(EVIDENCE_PACK.OBJECTIVE.eq(objective.get().value()));
        return rows(wanted.and(reachOf(actor)))
                .orderBy(EVIDENCE_PACK.ID.desc())
                .limit(most)
                .fetch(this::pack);
    }

    /** @throws sextant.platform.Forbidden when this person may not build evidence of its objective */
    public EvidencePack get(Actor actor, PackId id) {
        EvidencePack pack = find(actor.organization(), id).orElseThrow(() -> new NotFound("evidence pack"));
        actor.require(Permission.EVIDENCE_BUILD, pack.unit());
        return pack;
    }

    Optional<EvidencePack> find(OrganizationId organization, PackId id) {
        return rows(EVIDENCE_PACK.ORGANIZATION.eq(organization.value()).and(EVIDENCE_PACK.ID.eq(id.value())))
                .fetchOptional(this::pack);
    }

    void add(OrganizationId organization, PackId id, ObjectiveId objective, UUID requestedBy, Instant at) {
        sql.insertInto(EVIDENCE_PACK)
                .set(EVIDENCE_PACK.ORGANIZATION, organization.value())
                .set(EVIDENCE_PACK.ID, id.value())
                .set(EVIDENCE_PACK.OBJECTIVE, objective.value())
                .set(EVIDENCE_PACK.REQUESTED_BY, requestedBy)
                .set(EVIDENCE_PACK.REQUESTED_AT, at)
                .set(EVIDENCE_PACK.STATE, State.QUEUED.code())
                .execute();
    }

    /** @param percent 0 to 100 */
    void progress(OrganizationId organization, PackId id, int percent) {
        sql.update(EVIDENCE_PACK)
                .set(EVIDENCE_PACK.STATE, State.BUILDING.code())
                .set(EVIDENCE_PACK.PROGRESS, percent)
                .where(isOpen(organization, id))
                .execute();
    }

    void finish(OrganizationId organization, PackId id, Finished finished) {
        sql.update(EVIDENCE_PACK)
                .set(EVIDENCE_PACK.STATE, State.READY.code())
                .set(EVIDENCE_PACK.PROGRESS, 100)
                .set(EVIDENCE_PACK.CHECKPOINT_SIZE, finished.checkpoint().size())
                .set(EVIDENCE_PACK.CHECKPOINT_ROOT, finished.checkpoint().root().bytes())
                .set(EVIDENCE_PACK.KEY_FINGERPRINT, finished.checkpoint().keyFingerprint())
                .set(EVIDENCE_PACK.LENGTH, finished.length())
                .set(EVIDENCE_PACK.DIGEST, finished.digest().bytes())
                .set(EVIDENCE_PACK.FINISHED_AT, finished.at())
                .set(EVIDENCE_PACK.EXPIRES_AT, finished.expires())
                .where(isOpen(organization, id))
                .execute();
    }

    void fail(OrganizationId organization, PackId id, String code, Instant at) {
        sql.update(EVIDENCE_PACK)
                .set(EVIDENCE_PACK.STATE, State.FAILED.code())
                .set(EVIDENCE_PACK.FAILURE, code)
                .set(EVIDENCE_PACK.FINISHED_AT, at)
                .where(isOpen(organization, id))
                .execute();
    }

    void putPart(OrganizationId organization, PackId id, int number, byte[] content) {
        Seal.Sealed sealed = seal.close(organization, label(id, number), content);
        sql.insertInto(EVIDENCE_PACK_PART)
                .set(EVIDENCE_PACK_PART.ORGANIZATION, organization.value())
                .set(EVIDENCE_PACK_PART.PACK, id.value())
                .set(EVIDENCE_PACK_PART.NUMBER, number)
                .set(EVIDENCE_PACK_PART.NONCE, sealed.nonce())
                .set(EVIDENCE_PACK_PART.CONTENT, sealed.content())
                .execute();
    }

    /** Empty after the last part. */
    Optional<byte[]> part(OrganizationId organization, PackId id, int number) {
        return sql.select(EVIDENCE_PACK_PART.NONCE, EVIDENCE_PACK_PART.CONTENT)
                .from(EVIDENCE_PACK_PART)
                .where(EVIDENCE_PACK_PART.ORGANIZATION.eq(organization.value()))
                .and(EVIDENCE_PACK_PART.PACK.eq(id.value()))
                .and(EVIDENCE_PACK_PART.NUMBER.eq(number))
                .fetchOptional(
                        row -> seal.open(organization, label(id, number), new Seal.Sealed(row.value1(), row.value2())));
    }

    void deleteParts(OrganizationId organization, PackId id) {
        sql.deleteFrom(EVIDENCE_PACK_PART)
                .where(EVIDENCE_PACK_PART.ORGANIZATION.eq(organization.value()))
                .and(EVIDENCE_PACK_PART.PACK.eq(id.value()))
                .execute();
    }

    /** Returns the number of parts deleted. */
    int deleteExpiredParts(OrganizationId organization, Instant now) {
        return sql.deleteFrom(EVIDENCE_PACK_PART)
                .using(EVIDENCE_PACK)
                .where(EVIDENCE_PACK_PART.ORGANIZATION.eq(organization.value()))
                .and(EVIDENCE_PACK.ORGANIZATION.eq(EVIDENCE_PACK_PART.ORGANIZATION))
                .and(EVIDENCE_PACK.ID.eq(EVIDENCE_PACK_PART.PACK))
                .and(EVIDENCE_PACK.EXPIRES_AT.le(now))
                .execute();
    }

    private static String label(PackId id, int number) {
        return "evidence-pack " + id + " " + number;
    }

    private static Condition isOpen(OrganizationId organization, PackId id) {
        return EVIDENCE_PACK
                .ORGANIZATION
                .eq(organization.value())
                .and(EVIDENCE_PACK.ID.eq(id.value()))
                .and(EVIDENCE_PACK.STATE.in(State.QUEUED.code(), State.BUILDING.code()));
    }

    private static Condition reachOf(Actor actor) {
        return OBJECTIVE_VERSION.UNIT.in(actor.reach().getOrDefault(Permission.EVIDENCE_BUILD, Set.of()).stream()
                .map(UnitId::value)
                .toList());
    }

    private SelectConditionStep<Record> rows(Condition condition) {
        return sql.select(
                        EVIDENCE_PACK.asterisk(),
                        OBJECTIVE.REFERENCE,
                        OBJECTIVE_VERSION.TITLE,
                        OBJECTIVE_VERSION.UNIT,
                        PERSON.NAME)
                .from(EVIDENCE_PACK)
                .join(OBJECTIVE)
                .on(OBJECTIVE.ORGANIZATION.eq(EVIDENCE_PACK.ORGANIZATION))
                .and(OBJECTIVE.ID.eq(EVIDENCE_PACK.OBJECTIVE))
                .join(OBJECTIVE_VERSION)
                .on(OBJECTIVE_VERSION.ORGANIZATION.eq(OBJECTIVE.ORGANIZATION))
                .and(OBJECTIVE_VERSION.OBJECTIVE.eq(OBJECTIVE.ID))
                .and(OBJECTIVE_VERSION.NUMBER.eq(coalesce(OBJECTIVE.CURRENT_VERSION, OBJECTIVE.LATEST_VERSION)))
                .join(PERSON)
                .on(PERSON.ORGANIZATION.eq(EVIDENCE_PACK.ORGANIZATION))
                .and(PERSON.ID.eq(EVIDENCE_PACK.REQUESTED_BY))
                .where(condition);
    }

    private EvidencePack pack(Record row) {
        Optional<Finished> finished =
                Optional.ofNullable(row.get(EVIDENCE_PACK.EXPIRES_AT)).map(expires -> finished(row, expires));
        State state = State.valueOf(row.get(EVIDENCE_PACK.STATE).toUpperCase(Locale.ROOT));
        boolean expired =
                finished.filter(it -> !it.expires().isAfter(clock.instant())).isPresent();
        return new EvidencePack(
                new PackId(row.get(EVIDENCE_PACK.ID)),
                new ObjectiveId(row.get(EVIDENCE_PACK.OBJECTIVE)),
                row.get(OBJECTIVE.REFERENCE),
                row.get(OBJECTIVE_VERSION.TITLE),
                new UnitId(row.get(OBJECTIVE_VERSION.UNIT)),
                row.get(EVIDENCE_PACK.REQUESTED_BY),
                row.get(PERSON.NAME),
                row.get(EVIDENCE_PACK.REQUESTED_AT),
                expired ? State.EXPIRED : state,
                row.get(EVIDENCE_PACK.PROGRESS),
                Optional.ofNullable(row.get(EVIDENCE_PACK.FAILURE)).orElse(""),
                finished);
    }

    private static Finished finished(Record row, Instant expires) {
        return new Finished(
                new SealedUnder(
                        row.get(EVIDENCE_PACK.CHECKPOINT_SIZE),
                        Hash.fromBytes(row.get(EVIDENCE_PACK.CHECKPOINT_ROOT)),
                        row.get(EVIDENCE_PACK.KEY_FINGERPRINT)),
                row.get(EVIDENCE_PACK.LENGTH),
                Hash.fromBytes(row.get(EVIDENCE_PACK.DIGEST)),
                row.get(EVIDENCE_PACK.FINISHED_AT),
                expires);
    }
}
