package sextant.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a file line by line, a run of lines at a time, and hashes it on the way. */
final class LineReader {
    private static final int BUFFER = 128 * 1024;
    /** So many bytes of lines are held at a time, and the one line that passes them. */
    private static final int AT_ONCE = 8 << 20;

    private final InputStream content;
    private final long most;
    private final int lineLimit;
    private final MessageDigest digest = Hash.digest();
    private byte[] buffer = new byte[BUFFER];
    private int held;
    private int line;
    private long length;
    private boolean ended;
    private long read;

    /** @param most so many bytes the file has: of one that is longer, one byte more is read and none told */
    LineReader(InputStream content, long most, int lineLimit) {
        this.content = content;
        this.most = most;
        this.lineLimit = lineLimit;
    }

    /** The next lines without their newlines; none at the end. {@link Malformed} names the line. */
    List<byte[]> next() throws IOException {
        List<byte[]> lines = new ArrayList<>();
        int bytes = 0;
        while (bytes < AT_ONCE) {
            int end = newline();
            if (end < 0) break;
            if (end - line > lineLimit) throw tooLong();
            lines.add(Arrays.copyOfRange(buffer, line, end));
            bytes += end - line;
            line = end + 1;
            read++;
        }
        return lines;
    }

    /** The number of lines told so far. */
    long read() {
        return read;
    }

    /** Where the line that begins at {@link #line} ends; less than 0 at the end of the file. */
    private int newline() throws IOException {
        int from = line;
        while (true) {
            for (int i = from; i < held; i++) if (buffer[i] == '\n') return i;
            if (ended) {
                if (line < held && length <= most) throw new Malformed("the last line does not end in a newline");
                return -1;
            }
            if (held - line > lineLimit) throw tooLong();
            from = fill();
        }
    }

    private Malformed tooLong() {
        return new Malformed("line " + (read + 1) + " is longer than " + lineLimit + " bytes");
    }

    /** Takes in more behind the line that has begun, and says from where on it is new. */
    private int fill() throws IOException {
        byte[] next = held - line > buffer.length / 2 ? new byte[2 * buffer.length] : new byte[buffer.length];
        System.arraycopy(buffer, line, next, 0, held - line);
        held -= line;
        line = 0;
        buffer = next;
        int from = held;
        int wanted = (int) Math.min(buffer.length - held, most + 1 - length);
        int count = wanted <= 0 ? -1 : content.read(buffer, held, wanted);
        if (count < 0) ended = true;
        else {
            digest.update(buffer, held, count);
            held += count;
            length += count;
        }
        return from;
    }

    /** That the file was as long as it should be and had this hash, once all of it was read. */
    void checkHash(Manifest.Entry file) throws Broken {
        PackContent.checkHash(file, length, new Hash(digest.digest()));
    }
}
