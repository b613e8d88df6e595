package sextant.measurement.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import sextant.platform.tables.Encoding;

/** Reads a million rows in a JVM of its own and says how fast, beside counting the lines of the same bytes. */
final class MillionRows {

    static final int COUNT = 1_000_000;

    private MillionRows() {}

    public static void main(String[] arguments) throws IOException {
        Mapping mapping = new Mapping(
                Encoding.UTF_8,
                Delimiter.COMMA,
                Quote.DOUBLE,
                true,
                3,
                new Columns(0, 1, OptionalInt.of(2), OptionalInt.empty()),
                NumberStyle.PLAIN,
                DateFormat.ISO_OFFSET_DATE_TIME,
                ZoneOffset.UTC);
        Instant now = Instant.parse("2026-06-15T10:00:00Z");
        // The second round is measured: the first one is for the compiler.
        double lines = 0;
        double csv = 0;
        double ndjson = 0;
        for (int round = 0; round < 2; round++) {
            long start = System.nanoTime();
            long counted = count(new Generated(false));
            lines = rate(start);
            start = System.nanoTime();
            AtomicLong good = new AtomicLong();
            Outcome outcome =
                    Rows.read(new Generated(false), mapping, Limits.STANDARD, now, row -> countGood(row, good));
            csv = rate(start);
            start = System.nanoTime();
            Outcome second = Rows.readNdjson(
                    new Generated(true), ZoneOffset.UTC, Limits.STANDARD, now, row -> countGood(row, good));
            ndjson = rate(start);
            Outcome expected = new Outcome.Finished(COUNT, 0);
            if (counted != COUNT + 1
                    || !outcome.equals(expected)
                    || !second.equals(expected)
                    || good.get() != 2 * COUNT)
                throw new AssertionError(counted + " " + outcome + " " + second + " " + good);
        }
        System.out.printf(
                "%,d rows, heap of %d MB: CSV %,.0f rows/s, NDJSON %,.0f rows/s, lines alone %,.0f/s; CSV at %.0f %% of it%n",
                COUNT, Runtime.getRuntime().maxMemory() >> 20, csv, ndjson, lines, 100 * csv / lines);
    }

    private static void countGood(Row row, AtomicLong good) {
        if (row instanceof Row.Good) good.incrementAndGet();
    }

    private static double rate(long start) {
        return COUNT / ((System.nanoTime() - start) / 1e9);
    }

    private static long count(InputStream in) throws IOException {
        long lines = 0;
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        while (reader.readLine() != null) lines++;
        return lines;
    }

    /** A row a minute, made as it is read. */
    private static final class Generated extends InputStream {
        private final boolean json;
        private byte[] row;
        private int position;
        private int next;

        Generated(boolean json) {
            this.json = json;
            this.row = (json ? "\n" : "at,value,note\n").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int written = 0;
            while (written < length && (position < row.length || advance())) {
                int count = Math.min(length - written, row.length - position);
                System.arraycopy(row, position, buffer, offset + written, count);
                position += count;
                written += count;
            }
            return written == 0 ? -1 : written;
        }

        private boolean advance() {
            if (next == COUNT) return false;
            Instant at = Instant.ofEpochSecond(1_600_000_000L + next * 60L);
            String value = next % 1_000 + "." + next % 100;
            row = (json
                            ? "{\"at\":\"" + at + "\",\"value\":" + value + ",\"note\":\"row " + next + "\"}\n"
                            : at + "," + value + ",\"row " + next + "\"\n")
                    .getBytes(StandardCharsets.UTF_8);
            position = 0;
            next++;
            return true;
        }
    }
}
