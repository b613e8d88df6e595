package sextant.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the log instead of a personal field, free text or a file: SHA-256(0x02 || salt || canonical JSON of the
 * value). Whoever holds salt and value can show that they are the ones that were recorded; once both are erased, nothing
 * can be learned from the log, since the 32 random bytes of the salt cannot be guessed.
 */
public record Commitment(byte[] salt, @Nullable Object value) {
    public static final int SALT_LENGTH = 32;

    static final String MEMBER = "commitment";

    private static final byte PREFIX = 0x02;

    /** The value is a JSON value as {@link CanonicalJson} takes it; the salt is fresh from a secure generator. */
    public Commitment {
        if (salt.length != SALT_LENGTH)
            throw new IllegalArgumentException("a salt has " + SALT_LENGTH + " bytes, was " + salt.length);
        salt = salt.clone();
    }

    @Override
    public byte[] salt() {
        return salt.clone();
    }

    public Hash hash() {
        byte[] json = CanonicalJson.valueBytes(value);
        byte[] data = new byte[1 + SALT_LENGTH + json.length];
        data[0] = PREFIX;
        System.arraycopy(salt, 0, data, 1, SALT_LENGTH);
        System.arraycopy(json, 0, data, 1 + SALT_LENGTH, json.length);
        return Hash.sha256(data);
    }

    /** What stands in the record: {"commitment": base64 of the hash}. */
    public Map<String, @Nullable Object> placeholder() {
        return Map.of(MEMBER, hash().base64());
    }

    /** Whether the placeholder commits to exactly this salt and value. */
    public static boolean matches(
            Map<String, ? extends @Nullable Object> placeholder, byte[] salt, @Nullable Object value) {
        return salt.length == SALT_LENGTH
                && placeholder.size() == 1
                && new Commitment(salt, value).hash().base64().equals(placeholder.get(MEMBER));
    }

    /** Whether a JSON value has the form of a placeholder: one member "commitment" with the base64 of 32 bytes. */
    public static boolean isPlaceholder(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map) || map.size() != 1 || !(map.get(MEMBER) instanceof String text))
            return false;
        try {
            return StrictBase64.decode(text).length == Hash.LENGTH;
        } catch (Malformed e) {
            return false;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Commitment that && Arrays.equals(salt, that.salt) && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(salt) + Objects.hashCode(value);
    }

    /** Without salt and value: a log line must not outlive their erasure. */
    @Override
    public String toString() {
        return "Commitment[" + hash() + "]";
    }
}
