package sextant.measurement.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import sextant.platform.tables.Encoding;

/**
 * Text as it arrived. Malformed bytes are marked with a lone low surrogate, which no decoder yields for well-formed
 * bytes: so decoding never fails, and the rows that were hit can be named.
 */
final class Text {

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final char UNDECODABLE = '\udc00';
    private static final int SHOWN = 80;

    private Text() {}

    /** Without the byte order mark, if there is one. */
    static Reader decode(InputStream bytes, Encoding encoding) throws IOException {
        CharsetDecoder decoder = encoding.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(UNDECODABLE));
        PushbackReader reader = new PushbackReader(new InputStreamReader(bytes, decoder), 1);
        int first = reader.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) reader.unread(first);
        return reader;
    }

    /** Whether a surrogate stands alone: a marked place, or text that cannot be stored as UTF-8. */
    static boolean isUndecodable(String text) {
        boolean afterHigh = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLowSurrogate(c) != afterHigh) return true;
            afterHigh = Character.isHighSurrogate(c);
        }
        return afterHigh;
    }

    /** The first control character other than tab and line breaks, or -1. */
    static int controlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r') return c;
        }
        return -1;
    }

    /** Without blanks at both ends; no-break spaces, which {@link String#strip} leaves, included. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) from++;
        while (to > from && isBlank(text.charAt(to - 1))) to--;
        return text.substring(from, to);
    }

    /** For a problem's parameter: never long, never ill-formed. */
    static String shown(String text) {
        return wellFormed(cut(text, SHOWN));
    }

    static String cut(String text, int limit) {
        if (text.length() <= limit) return text;
        boolean insidePair = Character.isHighSurrogate(text.charAt(limit - 1));
        return text.substring(0, insidePair ? limit - 1 : limit);
    }

    /** Lone surrogates as U+FFFD. */
    static String wellFormed(String text) {
        if (!isUndecodable(text)) return text;
        StringBuilder mended = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> mended.appendCodePoint(
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c));
        return mended.toString();
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
