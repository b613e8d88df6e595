package sextant.platform.tables;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of a text's beginning: by its byte order mark; by the zero bytes that Latin text has at every other place
 * in UTF-16; UTF-8 when the bytes are well-formed as such, which other text hardly ever is by chance; else windows-1252.
 */
public final class EncodingGuess {

    private EncodingGuess() {}

    /** @param cutShort whether the text goes on after these bytes */
    public static Encoding of(byte[] head, boolean cutShort) {
        if (startsWith(head, 0xef, 0xbb, 0xbf)) return Encoding.UTF_8;
        if (startsWith(head, 0xff, 0xfe)) return Encoding.UTF_16LE;
        if (startsWith(head, 0xfe, 0xff)) return Encoding.UTF_16BE;
        int[] zeros = new int[2];
        for (int i = 0; i < head.length; i++) if (head[i] == 0) zeros[i & 1]++;
        int pairs = head.length / 2;
        // Delimiters, digits and line breaks alone make up more than a quarter of a table of measurements.
        if (zeros[1] > pairs / 4 && zeros[0] * 8 < zeros[1]) return Encoding.UTF_16LE;
        if (zeros[0] > pairs / 4 && zeros[1] * 8 < zeros[0]) return Encoding.UTF_16BE;
        return isUtf8(head, cutShort) ? Encoding.UTF_8 : Encoding.WINDOWS_1252;
    }

    private static boolean isUtf8(byte[] head, boolean cutShort) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        // Told that there is more to come, the decoder forgives a character cut off at the end.
        return !decoder.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length), !cutShort)
                .isError();
    }

    private static boolean startsWith(byte[] head, int... mark) {
        if (head.length < mark.length) return false;
        for (int i = 0; i < mark.length; i++) if ((head[i] & 0xff) != mark[i]) return false;
        return true;
    }
}
