package sextant.imports;

import static sextant.schema.Tables.IMPORT_FILE;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.ledger.Hash;
import sextant.people.Actor;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.files.Seal;
import sextant.schema.tables.records.ImportFileRecord;

/** Tables on their way in, encrypted. */
@Component
class ImportFiles {
    private final DSLContext sql;
    private final Seal seal;
    private final Clock clock;

    ImportFiles(DSLContext sql, Seal seal, Clock clock) {
        this.sql = sql;
        this.seal = seal;
        this.clock = clock;
    }

    void add(Actor actor, UUID id, String register, String name, byte[] content) {
        Seal.Sealed sealed = seal.close(actor.organization(), label(id), content);
        sql.insertInto(IMPORT_FILE)
                .set(IMPORT_FILE.ORGANIZATION, actor.organization().value())
                .set(IMPORT_FILE.ID, id)
                .set(IMPORT_FILE.REGISTER, register)
                .set(IMPORT_FILE.NAME, name)
                .set(IMPORT_FILE.DIGEST, Hash.sha256(content).bytes())
                .set(IMPORT_FILE.NONCE, sealed.nonce())
                .set(IMPORT_FILE.CONTENT, sealed.content())
                .set(IMPORT_FILE.SENT_AT, clock.instant())
                .set(IMPORT_FILE.SENT_BY, actor.person().value())
                .execute();
    }

    /** @throws NotFound when there is no such file of that person for that register */
    ImportFile get(Actor actor, String register, UUID id) {
        return sql.selectFrom(IMPORT_FILE)
                .where(is(actor, register, id))
                .fetchOptional(row -> file(actor.organization(), row))
                .orElseThrow(() -> new NotFound("import"));
    }

    /** Like {@link #get}, and nobody else imports it until the transaction ends. */
    ImportFile lock(Actor actor, String register, UUID id) {
        return sql.selectFrom(IMPORT_FILE)
                .where(is(actor, register, id))
                .forUpdate()
                .fetchOptional(row -> file(actor.organization(), row))
                .orElseThrow(() -> new NotFound("import"));
    }

    void finish(Actor actor, ImportFile file, ImportFile.Outcome outcome) {
        sql.update(IMPORT_FILE)
                .set(IMPORT_FILE.ADDED, outcome.added())
                .set(IMPORT_FILE.ALREADY_THERE, outcome.alreadyThere())
                .set(IMPORT_FILE.IMPORTED_AT, clock.instant())
                .where(is(actor, file.register(), file.id()))
                .execute();
    }

    /** Deletes what was sent before that moment. Returns the number of files deleted. */
    int deleteBefore(OrganizationId organization, Instant moment) {
        return sql.deleteFrom(IMPORT_FILE)
                .where(IMPORT_FILE.ORGANIZATION.eq(organization.value()))
                .and(IMPORT_FILE.SENT_AT.lt(moment))
                .execute();
    }

    private ImportFile file(OrganizationId organization, ImportFileRecord row) {
        return new ImportFile(
                row.getId(),
                row.getRegister(),
                row.getName(),
                Hash.fromBytes(row.getDigest()),
                seal.open(organization, label(row.getId()), new Seal.Sealed(row.getNonce(), row.getContent())),
                Optional.ofNullable(row.getAdded()).map(added -> new ImportFile.Outcome(added, row.getAlreadyThere())));
    }

    private static Condition is(Actor actor, String register, UUID id) {
        return IMPORT_FILE
                .ORGANIZATION
                .eq(actor.organization().value())
                .and(IMPORT_FILE.ID.eq(id))
                .and(IMPORT_FILE.REGISTER.eq(register))
                .and(IMPORT_FILE.SENT_BY.eq(actor.person().value()));
    }

    private static String label(UUID id) {
        return "import " + id;
    }
}
