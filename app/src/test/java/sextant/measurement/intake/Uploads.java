package sextant.measurement.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import sextant.platform.tables.Encoding;

/** Uploads as the tests write them, and what reading them gave. */
final class Uploads {

    static final Instant NOW = Instant.parse("2026-06-15T10:00:00.123456Z");
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final Limits LIMITS = new Limits(10_000_000, 100_000, 50, 200, 1_000);

    /** {@code date,value,note,from} with a header, ISO dates, plain numbers. */
    static final Mapping PLAIN = new Mapping(
            Encoding.UTF_8,
            Delimiter.COMMA,
            Quote.DOUBLE,
            true,
            4,
            new Columns(0, 1, OptionalInt.of(2), OptionalInt.of(3)),
            NumberStyle.PLAIN,
            DateFormat.ISO_DATE,
            BERLIN);

    record Reading(List<Row> rows, Outcome outcome) {
        Row only() {
            if (rows.size() != 1) throw new AssertionError("expected one row: " + this);
            return rows.getFirst();
        }

        Row.Good good(int index) {
            return (Row.Good) rows.get(index);
        }

        Row.Bad bad(int index) {
            return (Row.Bad) rows.get(index);
        }

        /** The problems of the only row. */
        List<Problem> problems() {
            return ((Row.Bad) only()).problems();
        }
    }

    private interface Reader {
        Outcome read(InputStream in, List<Row> rows) throws IOException;
    }

    private Uploads() {}

    /** Data lines under the header of {@link #PLAIN}. */
    static Reading rows(String... lines) {
        return csv("date,value,note,from\n" + String.join("\n", lines), PLAIN, LIMITS);
    }

    static Reading csv(String text, Mapping mapping, Limits limits) {
        return csv(text.getBytes(mapping.encoding().charset()), mapping, limits);
    }

    static Reading csv(byte[] bytes, Mapping mapping, Limits limits) {
        return reading((in, rows) -> Rows.read(in, mapping, limits, NOW, rows::add), bytes);
    }

    static Reading json(String text) {
        return json(text.getBytes(StandardCharsets.UTF_8), LIMITS);
    }

    static Reading json(byte[] bytes, Limits limits) {
        return reading((in, rows) -> Rows.readJson(in, BERLIN, limits, NOW, rows::add), bytes);
    }

    static Reading ndjson(String text) {
        return ndjson(text.getBytes(StandardCharsets.UTF_8), LIMITS);
    }

    static Reading ndjson(byte[] bytes, Limits limits) {
        return reading((in, rows) -> Rows.readNdjson(in, BERLIN, limits, NOW, rows::add), bytes);
    }

    static Mapping with(Mapping mapping, DateFormat dates) {
        return new Mapping(
                mapping.encoding(),
                mapping.delimiter(),
                mapping.quote(),
                mapping.header(),
                mapping.width(),
                mapping.columns(),
                mapping.numbers(),
                dates,
                mapping.zone());
    }

    static Mapping with(Mapping mapping, Encoding encoding) {
        return new Mapping(
                encoding,
                mapping.delimiter(),
                mapping.quote(),
                mapping.header(),
                mapping.width(),
                mapping.columns(),
                mapping.numbers(),
                mapping.dates(),
                mapping.zone());
    }

    private static Reading reading(Reader reader, byte[] bytes) {
        List<Row> rows = new ArrayList<>();
        try {
            return new Reading(rows, reader.read(new ByteArrayInputStream(bytes), rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
