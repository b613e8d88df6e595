package sextant.people;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import sextant.ledger.Hash;

/** Secrets of links, sessions and tokens are stored hashed only: whoever reads the database can use none of them. */
final class Secrets {
    private static final Pattern SECRET = Pattern.compile("[0-9a-f]{64}");

    private Secrets() {}

    /** SHA-256 is enough: the secrets have 256 random bits. */
    static byte[] hash(String secret) {
        return Hash.sha256(secret.getBytes(StandardCharsets.US_ASCII)).bytes();
    }

    static boolean looksLikeOne(String text) {
        return SECRET.matcher(text).matches();
    }
}
