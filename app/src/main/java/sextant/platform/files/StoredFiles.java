package sextant.platform.files;

import static sextant.schema.Tables.STORED_FILE;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.ledger.Hash;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.secrets.Keys;

/**
 * Files, found by the SHA-256 of their content, encrypted with AES-256-GCM under a key that is kept outside the database.
 * The organization and the digest are authenticated with the content, so that rows cannot be swapped.
 */
@Component
public class StoredFiles {
    public record StoredFile(String name, String mediaType, byte[] content) {}

    private final DSLContext sql;
    private final SecureRandom random;
    private final Clock clock;
    private final SecretKeySpec key;

    StoredFiles(DSLContext sql, SecureRandom random, Clock clock, Keys keys) {
        this.sql = sql;
        this.random = random;
        this.clock = clock;
        this.key = new SecretKeySpec(
                keys.named("files", () -> {
                    byte[] fresh = new byte[32];
                    random.nextBytes(fresh);
                    return fresh;
                }),
                "AES");
    }

    /** Stores the content once, however often it is put; the first name stays. */
    public Hash put(OrganizationId organization, String name, String mediaType, byte[] content) {
        Hash digest = Hash.sha256(content);
        byte[] nonce = new byte[12];
        random.nextBytes(nonce);
        sql.insertInto(STORED_FILE)
                .set(STORED_FILE.ORGANIZATION, organization.value())
                .set(STORED_FILE.DIGEST, digest.bytes())
                .set(STORED_FILE.MEDIA_TYPE, mediaType)
                .set(STORED_FILE.NAME, name)
                .set(STORED_FILE.LENGTH, (long) content.length)
                .set(STORED_FILE.NONCE, nonce)
                .set(STORED_FILE.CONTENT, crypt(Cipher.ENCRYPT_MODE, organization, digest, nonce, content))
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
                        crypt(Cipher.DECRYPT_MODE, organization, digest, row.getNonce(), row.getContent())));
    }

    private byte[] crypt(int mode, OrganizationId organization, Hash digest, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(128, nonce));
            cipher.updateAAD((organization + " " + digest.hex()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored file cannot be read with this installation's key", e);
        }
    }
}
