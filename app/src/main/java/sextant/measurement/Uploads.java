package sextant.measurement;

import static sextant.schema.Tables.UPLOAD;
import static sextant.schema.Tables.UPLOAD_PART;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import sextant.ledger.Hash;
import sextant.measurement.Upload.State;
import sextant.people.Actor;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.files.Seal;
import sextant.schema.tables.records.UploadRecord;
import tools.jackson.databind.json.JsonMapper;

/** Files on their way in, in parts that are each encrypted. */
@Component
class Uploads {
    private final DSLContext sql;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    Uploads(DSLContext sql, Seal seal, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    void add(Actor actor, UUID id, KpiId kpi, String name, Hash digest, long length) {
        sql.insertInto(UPLOAD)
                .set(UPLOAD.ORGANIZATION, actor.organization().value())
                .set(UPLOAD.ID, id)
                .set(UPLOAD.KPI, kpi.value())
                .set(UPLOAD.NAME, name)
                .set(UPLOAD.DIGEST, digest.bytes())
                .set(UPLOAD.LENGTH, length)
                .set(UPLOAD.UPLOADED_AT, clock.instant())
                .set(UPLOAD.UPLOADED_BY, actor.person().value())
                .execute();
    }

    void putPart(OrganizationId organization, UUID id, int number, byte[] content) {
        Seal.Sealed sealed = seal.close(organization, label(id, number), content);
        sql.insertInto(UPLOAD_PART)
                .set(UPLOAD_PART.ORGANIZATION, organization.value())
                .set(UPLOAD_PART.UPLOAD, id)
                .set(UPLOAD_PART.NUMBER, number)
                .set(UPLOAD_PART.NONCE, sealed.nonce())
                .set(UPLOAD_PART.CONTENT, sealed.content())
                .execute();
    }

    /** Empty after the last part. */
    Optional<byte[]> part(OrganizationId organization, UUID id, int number) {
        return sql.select(UPLOAD_PART.NONCE, UPLOAD_PART.CONTENT)
                .from(UPLOAD_PART)
                .where(UPLOAD_PART.ORGANIZATION.eq(organization.value()))
                .and(UPLOAD_PART.UPLOAD.eq(id))
                .and(UPLOAD_PART.NUMBER.eq(number))
                .fetchOptional(
                        row -> seal.open(organization, label(id, number), new Seal.Sealed(row.value1(), row.value2())));
    }

    /** @throws NotFound when there is no such upload of that person for that KPI */
    Upload get(Actor actor, KpiId kpi, UUID id) {
        return sql.selectFrom(UPLOAD)
                .where(is(actor.organization(), id))
                .and(UPLOAD.KPI.eq(kpi.value()))
                .and(UPLOAD.UPLOADED_BY.eq(actor.person().value()))
                .fetchOptional(this::upload)
                .orElseThrow(() -> new NotFound("upload"));
    }

    /** An upload that waits to be recorded, or is being. */
    Optional<Queued> queued(OrganizationId organization, UUID id) {
        return sql.selectFrom(UPLOAD)
                .where(is(organization, id))
                .and(UPLOAD.STATE.in(State.QUEUED.code(), State.RECORDING.code()))
                .fetchOptional(row -> new Queued(
                        upload(row),
                        row.getUploadedBy(),
                        json.readValue(Objects.requireNonNull(row.getMapping()).data(), ChosenMapping.class)));
    }

    record Queued(Upload upload, UUID sender, ChosenMapping chosen) {}

    /** False when it is no preview any more. */
    boolean queue(OrganizationId organization, UUID id, ChosenMapping chosen) {
        return sql.update(UPLOAD)
                        .set(UPLOAD.STATE, State.QUEUED.code())
                        .set(UPLOAD.PROGRESS, 0)
                        .set(UPLOAD.MAPPING, JSONB.valueOf(json.writeValueAsString(chosen)))
                        .setNull(UPLOAD.OUTCOME)
                        .where(is(organization, id))
                        .and(UPLOAD.STATE.in(State.KEPT.code(), State.REFUSED.code()))
                        .execute()
                == 1;
    }

    /** @param percent 0 to 100 */
    void progress(OrganizationId organization, UUID id, int percent) {
        sql.update(UPLOAD)
                .set(UPLOAD.STATE, State.RECORDING.code())
                .set(UPLOAD.PROGRESS, percent)
                .where(is(organization, id))
                .and(UPLOAD.STATE.in(State.QUEUED.code(), State.RECORDING.code()))
                .execute();
    }

    void finish(OrganizationId organization, UUID id, UploadOutcome outcome) {
        sql.update(UPLOAD)
                .set(UPLOAD.STATE, (outcome.isRecorded() ? State.RECORDED : State.REFUSED).code())
                .set(UPLOAD.OUTCOME, JSONB.valueOf(json.writeValueAsString(outcome)))
                .set(UPLOAD.FINISHED_AT, clock.instant())
                .where(is(organization, id))
                .execute();
    }

    /** Deletes what was sent before that moment, unless it is being recorded. Returns the number of uploads deleted. */
    int deleteBefore(OrganizationId organization, Instant moment) {
        Condition old = UPLOAD.ORGANIZATION
                .eq(organization.value())
                .and(UPLOAD.UPLOADED_AT.lt(moment))
                .and(UPLOAD.STATE.notIn(State.QUEUED.code(), State.RECORDING.code()));
        sql.deleteFrom(UPLOAD_PART)
                .using(UPLOAD)
                .where(UPLOAD_PART.ORGANIZATION.eq(UPLOAD.ORGANIZATION))
                .and(UPLOAD_PART.UPLOAD.eq(UPLOAD.ID))
                .and(old)
                .execute();
        return sql.deleteFrom(UPLOAD).where(old).execute();
    }

    private Upload upload(UploadRecord row) {
        return new Upload(
                row.getId(),
                new KpiId(row.getKpi()),
                row.getName(),
                Hash.fromBytes(row.getDigest()),
                row.getLength(),
                State.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                row.getProgress(),
                Optional.ofNullable(row.getOutcome())
                        .map(outcome -> json.readValue(outcome.data(), UploadOutcome.class)),
                row.getUploadedAt());
    }

    private static Condition is(OrganizationId organization, UUID id) {
        return UPLOAD.ORGANIZATION.eq(organization.value()).and(UPLOAD.ID.eq(id));
    }

    private static String label(UUID id, int number) {
        return "upload " + id + " " + number;
    }
}
