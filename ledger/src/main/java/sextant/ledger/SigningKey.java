package sextant.ledger;

import java.security.KeyPair;
import java.security.SecureRandom;

/** A log's Ed25519 key with its name, which is also the origin of the log's checkpoints. Not for printing. */
public final class SigningKey {
    private final KeyPair pair;
    private final VerifierKey verifierKey;

    private SigningKey(String name, KeyPair pair) {
        this.pair = pair;
        this.verifierKey = new VerifierKey(name, Ed25519.raw(pair.getPublic()));
    }

    /** The name may hold no spaces and no plus, and is no pack format's name ({@link PackFormat}). */
    public static SigningKey generate(String name, SecureRandom random) {
        return new SigningKey(checked(name), Ed25519.generate(random));
    }

    /** Takes up a key kept as {@link #pkcs8}. */
    public static SigningKey fromPkcs8(String name, byte[] pkcs8) {
        return new SigningKey(checked(name), Ed25519.ofPkcs8(pkcs8));
    }

    /** A pack's note begins with its format's name: a log of that name could pass one off as a checkpoint. */
    private static String checked(String name) {
        if (name.startsWith(PackFormat.PREFIX))
            throw new IllegalArgumentException("a log's key cannot be named like a pack format: " + name);
        return name;
    }

    /** The private key. Whoever has it can sign as this log. */
    public byte[] pkcs8() {
        return pair.getPrivate().getEncoded();
    }

    public VerifierKey verifierKey() {
        return verifierKey;
    }

    public byte[] sign(byte[] message) {
        return Ed25519.sign(pair.getPrivate(), message);
    }

    @Override
    public String toString() {
        return "SigningKey[" + verifierKey + "]";
    }
}
