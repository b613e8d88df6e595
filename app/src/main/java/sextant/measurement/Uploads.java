package sextant.measurement;

import static sextant.schema.Tables.UPLOAD;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import sextant.ledger.Hash;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.platform.Forbidden;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.files.StoredFiles;

/** Files on their way in: kept, previewed as often as wanted, then recorded. */
@Component
public class Uploads {
    public record Upload(UUID id, KpiId kpi, String name, Hash digest, byte[] content, Instant uploadedAt) {}

    private final DSLContext sql;
    private final StoredFiles files;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Uploads(DSLContext sql, StoredFiles files, Transactions transactions, Ids ids, Clock clock) {
        this.sql = sql;
        this.files = files;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    public UUID keep(Actor actor, KpiId kpi, String name, byte[] content) {
        if (!actor.may(Permission.MEASUREMENTS_RECORD)) throw new Forbidden(Permission.MEASUREMENTS_RECORD.code());
        UUID id = ids.next();
        transactions.writing(actor.organization(), () -> {
            Hash digest = files.put(actor.organization(), name, "text/csv", content);
            sql.insertInto(UPLOAD)
                    .set(UPLOAD.ORGANIZATION, actor.organization().value())
                    .set(UPLOAD.ID, id)
                    .set(UPLOAD.KPI, kpi.value())
                    .set(UPLOAD.NAME, name)
                    .set(UPLOAD.FILE, digest.bytes())
                    .set(UPLOAD.MAPPING, JSONB.valueOf("{}"))
                    .set(UPLOAD.UPLOADED_AT, clock.instant())
                    .set(UPLOAD.UPLOADED_BY, actor.person().value())
                    .execute();
        });
        return id;
    }

    /** @throws NotFound when there is no such upload of that person for that KPI */
    public Upload get(Actor actor, KpiId kpi, UUID id) {
        return transactions.read(
                actor.organization(),
                () -> sql.selectFrom(UPLOAD)
                        .where(UPLOAD.ORGANIZATION.eq(actor.organization().value()))
                        .and(UPLOAD.ID.eq(id))
                        .and(UPLOAD.KPI.eq(kpi.value()))
                        .and(UPLOAD.UPLOADED_BY.eq(actor.person().value()))
                        .fetchOptional(row -> new Upload(
                                row.getId(),
                                kpi,
                                row.getName(),
                                Hash.fromBytes(row.getFile()),
                                files.get(actor.organization(), Hash.fromBytes(row.getFile()))
                                        .content(),
                                row.getUploadedAt()))
                        .orElseThrow(() -> new NotFound("upload")));
    }
}
