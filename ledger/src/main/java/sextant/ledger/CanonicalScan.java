package sextant.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One pass over bytes that decides whether they are a canonical JSON object (RFC 8785, with the numbers of
 * {@link CanonicalJson}), without building it. A pack may hold millions of rows; writing each one again to compare would
 * take most of the time of a verification.
 */
final class CanonicalScan {
    private final byte[] bytes;
    private final int end;
    private int at;

    private CanonicalScan(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    /** Throws {@link Malformed} unless bytes from (inclusive) to (exclusive) are one canonical JSON object. */
    static void object(byte[] bytes, int from, int to) {
        CanonicalScan scan = new CanonicalScan(bytes, from, to);
        if (scan.peek() != '{') throw new Malformed("expected a JSON object");
        scan.value(0);
        if (scan.at != to) throw new Malformed("bytes after the end of the JSON object");
    }

    private void value(int depth) {
        switch (peek()) {
            case '{' -> members(depth + 1);
            case '[' -> elements(depth + 1);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> integer();
        }
    }

    private void members(int depth) {
        open(depth);
        if (peek() == '}') {
            at++;
            return;
        }
        int previousFrom = -1;
        int previousTo = -1;
        boolean previousPlain = true;
        while (true) {
            if (peek() != '"') throw notCanonical("expected a key");
            int from = at + 1;
            boolean plain = string();
            int to = at - 1;
            if (previousFrom >= 0) {
                int order = plain && previousPlain
                        ? Arrays.compare(bytes, previousFrom, previousTo, bytes, from, to)
                        : decoded(previousFrom, previousTo).compareTo(decoded(from, to));
                if (order == 0) throw notCanonical("a key is there twice");
                if (order > 0) throw notCanonical("keys are not in order");
            }
            previousFrom = from;
            previousTo = to;
            previousPlain = plain;
            expect(':');
            value(depth);
            if (peek() == '}') {
                at++;
                return;
            }
            expect(',');
        }
    }

    private void elements(int depth) {
        open(depth);
        if (peek() == ']') {
            at++;
            return;
        }
        while (true) {
            value(depth);
            if (peek() == ']') {
                at++;
                return;
            }
            expect(',');
        }
    }

    private void open(int depth) {
        if (depth > CanonicalJson.MAX_DEPTH) throw new Malformed("nested deeper than " + CanonicalJson.MAX_DEPTH);
        at++;
    }

    /** True when the string is ASCII without escapes, so that the order of its bytes is the order of its characters. */
    private boolean string() {
        boolean plain = true;
        at++;
        while (true) {
            int b = next();
            if (b == '"') return plain;
            if (b >= 0x20 && b < 0x80 && b != '\\') continue;
            plain = false;
            if (b == '\\') escape();
            else if (b < 0x20) throw notCanonical("a control character stands in text");
            else multibyte(b);
        }
    }

    private void escape() {
        int b = next();
        switch (b) {
            case '"', '\\', 'b', 't', 'n', 'f', 'r' -> {}
            case 'u' -> {
                expect('0');
                expect('0');
                int high = next() - '0';
                int low = next();
                int digit = low >= '0' && low <= '9' ? low - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
                int code = high * 16 + digit;
                boolean hasShortForm = code == '\b' || code == '\t' || code == '\n' || code == '\f' || code == '\r';
                if (high < 0 || high > 1 || digit < 0 || hasShortForm)
                    throw notCanonical("an escape that RFC 8785 does not write");
            }
            default -> throw notCanonical("an escape that RFC 8785 does not write");
        }
    }

    /** The well-formed sequences of RFC 3629 section 4. */
    private void multibyte(int first) {
        int lowest = 0x80;
        int highest = 0xBF;
        int more;
        if (first >= 0xC2 && first <= 0xDF) more = 1;
        else if (first >= 0xE0 && first <= 0xEF) {
            more = 2;
            if (first == 0xE0) lowest = 0xA0;
            if (first == 0xED) highest = 0x9F;
        } else if (first >= 0xF0 && first <= 0xF4) {
            more = 3;
            if (first == 0xF0) lowest = 0x90;
            if (first == 0xF4) highest = 0x8F;
        } else throw new Malformed("not valid UTF-8");
        for (int i = 0; i < more; i++) {
            int b = next();
            if (b < lowest || b > highest) throw new Malformed("not valid UTF-8");
            lowest = 0x80;
            highest = 0xBF;
        }
    }

    private void integer() {
        boolean negative = peek() == '-';
        if (negative) at++;
        int first = peek();
        if (first < '0' || first > '9') throw notCanonical("expected a value");
        if (first == '0') {
            at++;
            if (negative) throw notCanonical("minus zero");
            if (at < end && bytes[at] >= '0' && bytes[at] <= '9') throw notCanonical("a leading zero");
            return;
        }
        long value = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + (bytes[at++] - '0');
            if (value > CanonicalJson.MAX_INTEGER) throw new Malformed("integer beyond 2^53 - 1");
        }
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) expect(word.charAt(i));
    }

    private void expect(char c) {
        if (next() != c) throw notCanonical("expected '" + c + "'");
    }

    private int peek() {
        if (at >= end) throw new Malformed("JSON ends too early");
        return bytes[at] & 0xFF;
    }

    private int next() {
        int b = peek();
        at++;
        return b;
    }

    /** RFC 8785 section 3.2.3 orders keys by UTF-16 code units, which is the order of Java's strings. */
    private String decoded(int from, int to) {
        String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (raw.indexOf('\\') < 0) return raw;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = raw.charAt(++i);
            switch (escaped) {
                case 'b' -> text.append('\b');
                case 't' -> text.append('\t');
                case 'n' -> text.append('\n');
                case 'f' -> text.append('\f');
                case 'r' -> text.append('\r');
                case 'u' -> {
                    text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> text.append(escaped);
            }
        }
        return text.toString();
    }

    private Malformed notCanonical(String what) {
        return new Malformed("not canonical JSON at byte " + at + ": " + what);
    }
}
