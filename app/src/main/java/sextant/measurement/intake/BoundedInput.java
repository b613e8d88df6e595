package sextant.measurement.intake;

import java.io.IOException;
import java.io.InputStream;

/** Ends after a number of bytes and remembers whether there were more. Closing it leaves the source open. */
final class BoundedInput extends InputStream {

    private final InputStream source;
    private long left;
    private boolean overrun;

    BoundedInput(InputStream source, long limit) {
        this.source = source;
        this.left = limit;
    }

    /** Whether the source went on past the limit; final once the end was read. */
    boolean overrun() {
        return overrun;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (left == 0) {
            overrun = overrun || source.read() >= 0;
            return -1;
        }
        int count = source.read(buffer, offset, (int) Math.min(length, left));
        if (count > 0) left -= count;
        return count;
    }
}
