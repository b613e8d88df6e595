package sextant.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 value. Leaves and nodes of a tree are hashed under different prefixes (RFC 9162, 2.1.1). */
public record Hash(byte[] bytes) {
    public static final int LENGTH = 32;

    static final byte LEAF_PREFIX = 0x00;
    static final byte NODE_PREFIX = 0x01;

    /** The root of a tree without leaves: SHA-256 of nothing. */
    public static final Hash EMPTY_TREE = sha256(new byte[0]);

    public Hash {
        if (bytes.length != LENGTH)
            throw new IllegalArgumentException("a hash has " + LENGTH + " bytes, was " + bytes.length);
        bytes = bytes.clone();
    }

    /** SHA-256(0x00 || data). */
    public static Hash ofLeaf(byte[] data) {
        MessageDigest digest = digest();
        digest.update(LEAF_PREFIX);
        return new Hash(digest.digest(data));
    }

    /** SHA-256(0x01 || left || right). */
    public static Hash ofNode(Hash left, Hash right) {
        MessageDigest digest = digest();
        digest.update(NODE_PREFIX);
        digest.update(left.bytes);
        digest.update(right.bytes);
        return new Hash(digest.digest());
    }

    public static Hash sha256(byte[] data) {
        return new Hash(digest().digest(data));
    }

    /** Throws {@link Malformed} unless there are exactly 32 bytes. */
    public static Hash fromBytes(byte[] bytes) {
        if (bytes.length != LENGTH) throw new Malformed("a hash has " + LENGTH + " bytes, found " + bytes.length);
        return new Hash(bytes);
    }

    public static Hash fromBase64(String text) {
        return new Hash(StrictBase64.decode(text, LENGTH));
    }

    /** Lower-case hexadecimal only, so that each hash has one spelling. */
    public static Hash fromHex(String text) {
        if (text.length() != 2 * LENGTH) throw new Malformed("a SHA-256 in hexadecimal has 64 digits");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f'))
                throw new Malformed("a SHA-256 in hexadecimal has the digits 0-9 and a-f");
        }
        return new Hash(HexFormat.of().parseHex(text));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return StrictBase64.encode(bytes);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
