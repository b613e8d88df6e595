package sextant.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Ed25519 (RFC 8032) of the JDK, over keys as their 32 raw bytes. */
final class Ed25519 {
    static final int KEY_LENGTH = 32;
    static final int SIGNATURE_LENGTH = 64;

    private static final String NAME = "Ed25519";

    /** The DER of a SubjectPublicKeyInfo for Ed25519 up to the key itself (RFC 8410, section 4). */
    private static final byte[] SPKI_PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    private Ed25519() {}

    static KeyPair generate(SecureRandom random) {
        byte[] seed = new byte[KEY_LENGTH];
        random.nextBytes(seed);
        return ofSeed(seed);
    }

    /** The key pair of a PKCS #8 private key, which does not carry its public half. */
    static KeyPair ofPkcs8(byte[] pkcs8) {
        try {
            PrivateKey key = KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (!(key instanceof EdECPrivateKey edKey)) throw new Malformed("not an Ed25519 private key");
            return ofSeed(edKey.getBytes().orElseThrow(() -> new Malformed("the private key cannot be read")));
        } catch (InvalidKeySpecException e) {
            throw new Malformed("not an Ed25519 private key in PKCS #8", e);
        } catch (GeneralSecurityException e) {
            throw noEd25519(e);
        }
    }

    /**
     * The JDK derives a public key only while it generates a pair, and takes the 32 bytes of the private key from the
     * generator it is given: so it is given the seed. Should a JDK ever draw otherwise, the check at the end fails.
     */
    private static KeyPair ofSeed(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            KeyPair pair = generator.generateKeyPair();
            boolean kept = pair.getPrivate() instanceof EdECPrivateKey key
                    && Arrays.equals(key.getBytes().orElseThrow(), seed);
            byte[] probe = {1, 2, 3};
            if (!kept || !verify(raw(pair.getPublic()), probe, sign(pair.getPrivate(), probe)))
                throw new IllegalStateException("this JDK does not derive Ed25519 public keys as expected");
            return pair;
        } catch (GeneralSecurityException e) {
            throw noEd25519(e);
        }
    }

    static byte[] raw(PublicKey key) {
        byte[] spki = key.getEncoded();
        return Arrays.copyOfRange(spki, spki.length - KEY_LENGTH, spki.length);
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw noEd25519(e);
        }
    }

    static boolean verify(byte[] publicKey, byte[] message, byte[] signatureBytes) {
        if (publicKey.length != KEY_LENGTH || signatureBytes.length != SIGNATURE_LENGTH) return false;
        byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + KEY_LENGTH);
        System.arraycopy(publicKey, 0, spki, SPKI_PREFIX.length, KEY_LENGTH);
        try {
            PublicKey key = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(spki));
            Signature signature = Signature.getInstance(NAME);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signatureBytes);
        } catch (NoSuchAlgorithmException e) {
            throw noEd25519(e);
        } catch (GeneralSecurityException e) {
            return false; // bytes that are no point of the curve, or no signature
        }
    }

    private static IllegalStateException noEd25519(GeneralSecurityException cause) {
        return new IllegalStateException("every JDK since 15 has Ed25519", cause);
    }

    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Given(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
