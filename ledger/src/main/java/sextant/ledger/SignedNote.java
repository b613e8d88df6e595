package sextant.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text with the signatures of one or more keys under it (C2SP signed-note). Signatures of unknown keys, such as the
 * cosignatures of witnesses, are kept and never in the way.
 */
public record SignedNote(String text, List<Signature> signatures) {
    /** More than signed-note asks a reader to accept (16). */
    static final int MAX_SIGNATURES = 64;

    static final int MAX_BYTES = 1024 * 1024;

    private static final String LINE_START = "\u2014 ";

    /** One signature line. The bytes are those after the key ID; what they mean depends on the key's type. */
    public record Signature(String name, int keyId, byte[] bytes) {
        public Signature {
            if (!KeyName.isValid(name)) throw new IllegalArgumentException("not a name of a key: " + name);
            if (bytes.length == 0) throw new IllegalArgumentException("a signature is not empty");
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        boolean claims(VerifierKey key) {
            return name.equals(key.name()) && keyId == key.id();
        }

        private String line() {
            byte[] idAndBytes = ByteBuffer.allocate(4 + bytes.length)
                    .putInt(keyId)
                    .put(bytes)
                    .array();
            return LINE_START + name + " " + StrictBase64.encode(idAndBytes) + "\n";
        }

        private static Signature parse(String line) {
            String[] parts = line.split(" ", -1);
            if (!line.startsWith(LINE_START) || parts.length != 3 || !KeyName.isValid(parts[1]))
                throw new Malformed("a signature line is a dash, the key's name and the signature");
            byte[] idAndBytes = StrictBase64.decode(parts[2]);
            if (idAndBytes.length < 5) throw new Malformed("a signature is a key ID of four bytes and more");
            return new Signature(
                    parts[1],
                    ByteBuffer.wrap(idAndBytes).getInt(),
                    Arrays.copyOfRange(idAndBytes, 4, idAndBytes.length));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Signature that
                    && name.equals(that.name)
                    && keyId == that.keyId
                    && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * name.hashCode() + keyId) + Arrays.hashCode(bytes);
        }
    }

    public SignedNote {
        if (!isText(text) || !text.endsWith("\n"))
            throw new IllegalArgumentException("a note's text ends in a newline and holds no other control characters");
        if (signatures.isEmpty()) throw new IllegalArgumentException("a signed note has a signature");
        signatures = List.copyOf(signatures);
    }

    /** The text includes its final newline. */
    public static SignedNote sign(String text, SigningKey key) {
        VerifierKey verifierKey = key.verifierKey();
        return new SignedNote(
                text, List.of(new Signature(verifierKey.name(), verifierKey.id(), key.sign(Utf8.encode(text)))));
    }

    /** This note with one more signature under it, such as a witness's. */
    public SignedNote with(Signature cosignature) {
        List<Signature> all = new ArrayList<>(signatures);
        all.add(cosignature);
        return new SignedNote(text, all);
    }

    /** Reads a note whose {@link #encoded} form is exactly the given one. No signature is verified yet. */
    public static SignedNote parse(String encoded) {
        if (encoded.length() > MAX_BYTES) throw new Malformed("a signed note longer than " + MAX_BYTES);
        if (!isText(encoded)) throw new Malformed("a signed note holds no control characters but newlines");
        int blank = encoded.lastIndexOf("\n\n");
        if (blank < 0 || !encoded.endsWith("\n") || blank + 2 == encoded.length())
            throw new Malformed("a signed note is text, an empty line, and signature lines");
        String[] lines = encoded.substring(blank + 2, encoded.length() - 1).split("\n", -1);
        if (lines.length > MAX_SIGNATURES) throw new Malformed("more than " + MAX_SIGNATURES + " signatures");
        return new SignedNote(
                encoded.substring(0, blank + 1),
                Arrays.stream(lines).map(Signature::parse).toList());
    }

    public static SignedNote parse(byte[] encoded) {
        return parse(Utf8.decode(encoded));
    }

    public String encoded() {
        StringBuilder encoded = new StringBuilder(text).append('\n');
        for (Signature signature : signatures) encoded.append(signature.line());
        return encoded.toString();
    }

    /** True when the key has signed, and every signature that names the key and its ID is good. */
    public boolean isSignedBy(VerifierKey key) {
        List<Signature> claims =
                signatures.stream().filter(signature -> signature.claims(key)).toList();
        byte[] message = Utf8.encode(text);
        return !claims.isEmpty() && claims.stream().allMatch(claim -> key.verify(message, claim.bytes));
    }

    /** Whether text can stand in a note at all: encodable as UTF-8, no control characters but newlines. */
    static boolean isText(String text) {
        return text.chars().allMatch(c -> c >= 0x20 || c == '\n') && !CanonicalJson.hasLoneSurrogate(text);
    }
}
