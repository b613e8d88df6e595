package sextant.platform.database;

import static sextant.schema.Tables.IDEMPOTENT_REQUEST;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.ledger.Hash;
import sextant.platform.OrganizationId;
import sextant.platform.secrets.Keys;
import sextant.schema.tables.records.IdempotentRequestRecord;

/**
 * What was answered to requests that carried a key of their sender's, for a day. An answer may hold what is shown once
 * only, such as a token, so its body is encrypted with AES-256-GCM under a key that is kept outside the database.
 */
@Component
public class RememberedAnswers {
    /** Whose key it is: one person's keys are nothing to another. */
    public record Key(OrganizationId organization, UUID person, String text) {}

    public record Answer(
            int status,
            @Nullable String location,
            @Nullable String etag,
            @Nullable String body) {}

    /** @param request stands for what was asked: the same key with another request is a mistake of the sender's */
    public record Remembered(Hash request, Answer answer) {}

    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final int NONCE = 12;

    private final DSLContext sql;
    private final Clock clock;
    private final SecureRandom random;
    private final SecretKeySpec secret;

    RememberedAnswers(DSLContext sql, Clock clock, SecureRandom random, Keys keys) {
        this.sql = sql;
        this.clock = clock;
        this.random = random;
        this.secret = new SecretKeySpec(
                keys.named("idempotency", () -> {
                    byte[] fresh = new byte[32];
                    random.nextBytes(fresh);
                    return fresh;
                }),
                "AES");
    }

    /**
     * Whether the key is this transaction's now. While another transaction claims the same key this waits, and answers
     * false only if that one succeeds. Forgets what the person's requests of more than a day ago were answered.
     */
    public boolean claim(Key key, Hash request) {
        Instant now = clock.instant();
        sql.deleteFrom(IDEMPOTENT_REQUEST)
                .where(IDEMPOTENT_REQUEST.ORGANIZATION.eq(key.organization().value()))
                .and(IDEMPOTENT_REQUEST.PERSON.eq(key.person()))
                .and(IDEMPOTENT_REQUEST.CREATED_AT.lt(now.minus(REMEMBERED)))
                .execute();
        return sql.insertInto(IDEMPOTENT_REQUEST)
                        .set(IDEMPOTENT_REQUEST.ORGANIZATION, key.organization().value())
                        .set(IDEMPOTENT_REQUEST.PERSON, key.person())
                        .set(IDEMPOTENT_REQUEST.KEY, key.text())
                        .set(IDEMPOTENT_REQUEST.REQUEST_HASH, request.bytes())
                        .set(IDEMPOTENT_REQUEST.CREATED_AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /** Keeps the answer to a claimed key, in the transaction that claimed it. */
    public void remember(Key key, Answer answer) {
        sql.update(IDEMPOTENT_REQUEST)
                .set(IDEMPOTENT_REQUEST.STATUS, answer.status())
                .set(IDEMPOTENT_REQUEST.LOCATION, answer.location())
                .set(IDEMPOTENT_REQUEST.ETAG, answer.etag())
                .set(IDEMPOTENT_REQUEST.BODY, answer.body() == null ? null : sealed(key, answer.body()))
                .where(is(key))
                .execute();
    }

    /** The answer to a key that could not be claimed. */
    public Remembered get(Key key) {
        IdempotentRequestRecord row =
                sql.selectFrom(IDEMPOTENT_REQUEST).where(is(key)).fetchSingle();
        int status =
                Objects.requireNonNull(row.getStatus(), "an answer is kept in the transaction that claims its key");
        String body = row.getBody() == null ? null : opened(key, row.getBody());
        return new Remembered(
                Hash.fromBytes(row.getRequestHash()), new Answer(status, row.getLocation(), row.getEtag(), body));
    }

    private static Condition is(Key key) {
        return IDEMPOTENT_REQUEST
                .ORGANIZATION
                .eq(key.organization().value())
                .and(IDEMPOTENT_REQUEST.PERSON.eq(key.person()))
                .and(IDEMPOTENT_REQUEST.KEY.eq(key.text()));
    }

    private String sealed(Key key, String body) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] content = crypt(Cipher.ENCRYPT_MODE, key, nonce, body.getBytes(StandardCharsets.UTF_8));
        byte[] stored = Arrays.copyOf(nonce, NONCE + content.length);
        System.arraycopy(content, 0, stored, NONCE, content.length);
        return Base64.getEncoder().encodeToString(stored);
    }

    private String opened(Key key, String stored) {
        byte[] bytes = Base64.getDecoder().decode(stored);
        byte[] nonce = Arrays.copyOf(bytes, NONCE);
        byte[] content = Arrays.copyOfRange(bytes, NONCE, bytes.length);
        return new String(crypt(Cipher.DECRYPT_MODE, key, nonce, content), StandardCharsets.UTF_8);
    }

    /** Bound to the key, so that answers cannot be swapped in the database. */
    private byte[] crypt(int mode, Key key, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, secret, new GCMParameterSpec(128, nonce));
            cipher.updateAAD(
                    (key.organization() + " " + key.person() + " " + key.text()).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored answer cannot be read with this installation's key", e);
        }
    }
}
