package sextant.platform.files;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import sextant.platform.OrganizationId;
import sextant.platform.secrets.Keys;

/**
 * AES-256-GCM under the installation's key for files, which is kept outside the database. The organization and a label are
 * authenticated with the content, so that rows cannot be swapped.
 */
@Component
public class Seal {
    /** @param nonce never the same for two contents */
    public record Sealed(byte[] nonce, byte[] content) {}

    private final SecureRandom random;
    private final SecretKeySpec key;

    Seal(SecureRandom random, Keys keys) {
        this.random = random;
        this.key = new SecretKeySpec(
                keys.named("files", () -> {
                    byte[] fresh = new byte[32];
                    random.nextBytes(fresh);
                    return fresh;
                }),
                "AES");
    }

    /** @param label what the content is, such as its digest; it opens under no other */
    public Sealed close(OrganizationId organization, String label, byte[] content) {
        byte[] nonce = new byte[12];
        random.nextBytes(nonce);
        return new Sealed(nonce, crypt(Cipher.ENCRYPT_MODE, organization, label, nonce, content));
    }

    public byte[] open(OrganizationId organization, String label, Sealed sealed) {
        return crypt(Cipher.DECRYPT_MODE, organization, label, sealed.nonce(), sealed.content());
    }

    private byte[] crypt(int mode, OrganizationId organization, String label, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(128, nonce));
            cipher.updateAAD((organization + " " + label).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored file cannot be read with this installation's key", e);
        }
    }
}
