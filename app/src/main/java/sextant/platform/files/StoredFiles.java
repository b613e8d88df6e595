package sextant.platform.files;

import static sextant.schema.Tables.STORED_FILE;

import java.time.Clock;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.ledger.Hash;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;

/**
 * Files, found by the SHA-256 of their content, each encrypted under its {@linkplain Seal seal}.
 */
@Component
public class StoredFiles {
    public record StoredFile(String name, String mediaType, byte[] content) {}

    private final DSLContext sql;
    private final Seal seal;
    private final Clock clock;

    StoredFiles(DSLContext sql, Seal seal, Clock clock) {
        this.sql = sql;
        this.seal = seal;
        this.clock = clock;
    }

    /** Stores the content once, however often it is put; the first name stays. */
    public Hash put(OrganizationId organization, String name, String mediaType, byte[] content) {
        Hash digest = Hash.sha256(content);
        Seal.Sealed sealed = seal.close(organization, digest.hex(), content);
        sql.insertInto(STORED_FILE)
                .set(STORED_FILE.ORGANIZATION, organization.value())
                .set(STORED_FILE.DIGEST, digest.bytes())
                .set(STORED_FILE.MEDIA_TYPE, mediaType)
                .set(STORED_FILE.NAME, name)
                .set(STORED_FILE.LENGTH, (long) content.length)
                .set(STORED_FILE.NONCE, sealed.nonce())
                .set(STORED_FILE.CONTENT, sealed.content())
                .set(STORED_FILE.STORED_AT, clock.instant())
                .onConflictDoNothing()
                .execute();
        return digest;
    }

    /** @throws NotFound when the organization has no such file */
    public StoredFile get(OrganizationId organization, Hash digest) {
        return find(organization, digest).orElseThrow(() -> new NotFound("file"));
    }

    private Optional<StoredFile> find(OrganizationId organization, Hash digest) {
        return sql.selectFrom(STORED_FILE)
                .where(STORED_FILE.ORGANIZATION.eq(organization.value()))
                .and(STORED_FILE.DIGEST.eq(digest.bytes()))
                .fetchOptional(row -> new StoredFile(
                        row.getName(),
                        row.getMediaType(),
                        seal.open(organization, digest.hex(), new Seal.Sealed(row.getNonce(), row.getContent()))));
    }
}
