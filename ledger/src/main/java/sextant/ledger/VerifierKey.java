package sextant.ledger;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The public half of a log's key: C2SP signed-note's verifier key, of type Ed25519. */
public record VerifierKey(String name, byte[] publicKey) {
    /** The signature type of Ed25519 in signed-note. */
    static final byte ED25519 = 0x01;

    public VerifierKey {
        if (!KeyName.isValid(name)) throw new IllegalArgumentException("not a name of a key: " + name);
        if (publicKey.length != Ed25519.KEY_LENGTH)
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, was " + publicKey.length);
        publicKey = publicKey.clone();
    }

    /** Reads {@code name+hex(key ID)+base64(type || public key)}, without a newline. */
    public static VerifierKey parse(String vkey) {
        String[] parts = vkey.split("\\+", 3); // base64 may hold a plus, the two parts before it cannot
        if (parts.length != 3) throw new Malformed("a verifier key is name+key ID+key");
        byte[] typed = StrictBase64.decode(parts[2]);
        if (typed.length != 1 + Ed25519.KEY_LENGTH || typed[0] != ED25519)
            throw new Malformed("the verifier key is not an Ed25519 key (signature type 1)");
        if (!KeyName.isValid(parts[0])) throw new Malformed("the verifier key has no valid name");
        VerifierKey key = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.idHex().equals(parts[1]))
            throw new Malformed("the verifier key's ID " + parts[1] + " does not belong to its name and key");
        return key;
    }

    /** The verifier key as text, which {@link #parse} reads. */
    public String vkey() {
        return name + "+" + idHex() + "+" + StrictBase64.encode(typed());
    }

    /** The first four bytes of SHA-256(name || newline || type || public key), big-endian. */
    public int id() {
        byte[] hash = idHash();
        return (hash[0] & 0xFF) << 24 | (hash[1] & 0xFF) << 16 | (hash[2] & 0xFF) << 8 | hash[3] & 0xFF;
    }

    /** SHA-256 of the 32 bytes of the public key, in 16 groups of four hexadecimal digits, to be compared by eye. */
    public String fingerprint() {
        return Hash.sha256(publicKey).hex().replaceAll("(.{4})(?!$)", "$1-");
    }

    /** Whether text typed by a person is this key's fingerprint, in any grouping and case, or its verifier key. */
    public boolean isNamedBy(String fingerprintOrVkey) {
        String text = fingerprintOrVkey.strip();
        if (text.indexOf('+') >= 0) return equals(parse(text));
        return digits(text).equals(Hash.sha256(publicKey).hex());
    }

    /** Throws {@link Malformed} unless the text could name a key at all, as {@link #isNamedBy} takes it. */
    public static void checkNaming(String fingerprintOrVkey) {
        String text = fingerprintOrVkey.strip();
        if (text.indexOf('+') >= 0) parse(text);
        else Hash.fromHex(digits(text));
    }

    private static String digits(String fingerprint) {
        return fingerprint.replaceAll("[\\s:-]", "").toLowerCase(Locale.ROOT);
    }

    public boolean verify(byte[] message, byte[] signature) {
        return Ed25519.verify(publicKey, message, signature);
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    private String idHex() {
        return HexFormat.of().formatHex(idHash(), 0, 4);
    }

    private byte[] idHash() {
        byte[] prefix = Utf8.encode(name + "\n");
        byte[] typed = typed();
        byte[] all = Arrays.copyOf(prefix, prefix.length + typed.length);
        System.arraycopy(typed, 0, all, prefix.length, typed.length);
        return Hash.sha256(all).bytes();
    }

    private byte[] typed() {
        byte[] typed = new byte[1 + publicKey.length];
        typed[0] = ED25519;
        System.arraycopy(publicKey, 0, typed, 1, publicKey.length);
        return typed;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(publicKey, that.publicKey);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return vkey();
    }
}
