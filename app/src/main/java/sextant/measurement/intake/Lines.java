package sextant.measurement.intake;

import java.io.IOException;
import java.io.Reader;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Physical lines, ended by LF, CRLF or CR. Of one that is too long only the beginning is kept and the rest is passed
 * over, so that no line, however long, takes more memory than the limit.
 */
final class Lines {

    /** @param cut whether the line was longer than the limit */
    record Line(long number, String text, boolean cut, boolean undecodable) {}

    private final Reader reader;
    private final int limit;
    private final BooleanSupplier cutShort;
    private final char[] buffer = new char[16_384];
    private int position;
    private int end;
    private boolean skipLineFeed;
    private long number;

    /** @param cutShort asked at the end of the text: whether it is only where we stopped, so that its last line is not whole */
    Lines(Reader reader, int limit, BooleanSupplier cutShort) {
        this.reader = reader;
        this.limit = limit;
        this.cutShort = cutShort;
    }

    /** The last line needs no line break, unless the text was cut short; null after it. */
    @Nullable
    Line next() throws IOException {
        if (!beginsLine()) return null;
        number++;
        StringBuilder earlier = null;
        boolean cut = false;
        boolean surrogates = false;
        while (true) {
            int start = position;
            int i = start;
            char c = 0;
            while (i < end) {
                c = buffer[i];
                if (c == '\n' || c == '\r') break;
                if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) surrogates = true;
                i++;
            }
            boolean complete = i < end;
            position = complete ? i + 1 : i;
            skipLineFeed = complete && c == '\r';

            int room = limit - (earlier == null ? 0 : earlier.length());
            int length = Math.min(i - start, room);
            cut |= length < i - start;
            if (complete && earlier == null) return line(new String(buffer, start, length), cut, surrogates);
            if (earlier == null) earlier = new StringBuilder();
            earlier.append(buffer, start, length);
            if (complete) return line(earlier.toString(), cut, surrogates);
            if (!fill()) return cutShort() ? null : line(earlier.toString(), cut, surrogates);
        }
    }

    /** Whether the end that was reached is not the text's own. */
    boolean cutShort() {
        return cutShort.getAsBoolean();
    }

    /** Lines begun so far. */
    long number() {
        return number;
    }

    private Line line(String text, boolean cut, boolean surrogates) {
        return new Line(number, text, cut, surrogates && Text.isUndecodable(text));
    }

    private boolean beginsLine() throws IOException {
        if (position == end && !fill()) return false;
        if (skipLineFeed && buffer[position] == '\n') position++;
        skipLineFeed = false;
        return position < end || fill();
    }

    private boolean fill() throws IOException {
        position = 0;
        end = 0;
        int count;
        do {
            count = reader.read(buffer, 0, buffer.length);
        } while (count == 0);
        if (count < 0) return false;
        end = count;
        return true;
    }
}
