package sextant.ledger;

import java.util.Base64;

/** RFC 4648 section 4 with exactly one spelling for each byte string: padding required, unused bits zero, no line breaks. */
final class StrictBase64 {
    private StrictBase64() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed("not base64: " + e.getMessage(), e);
        }
        if (!encode(bytes).equals(text)) throw new Malformed("base64 is not in its one canonical spelling");
        return bytes;
    }

    static byte[] decode(String text, int length) {
        byte[] bytes = decode(text);
        if (bytes.length != length)
            throw new Malformed("expected " + length + " bytes in base64, found " + bytes.length);
        return bytes;
    }
}
