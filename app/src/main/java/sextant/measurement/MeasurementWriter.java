package sextant.measurement;

import static org.jooq.impl.DSL.field;
import static sextant.schema.Routines.ensureMeasurementPartitions;
import static sextant.schema.Tables.MEASUREMENT;
import static sextant.schema.Tables.MEASUREMENT_BATCH;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.ledger.CanonicalJson;
import sextant.ledger.Commitment;
import sextant.ledger.Frontier;
import sextant.ledger.Hash;
import sextant.measurement.intake.Row;
import sextant.platform.OrganizationId;

/**
 * Writes one batch of a KPI's measurements: rows stream through COPY into a temporary table (COPY into a table with
 * row-level security is refused), from there with one INSERT … SELECT into the partitions, and enter the journal as one
 * leaf, the Merkle root of the rows.
 */
@Component
class MeasurementWriter {
    /** What became of a batch; times that were there already with the same value add nothing. */
    record Written(int added, int unchanged, long conflicts) {}

    /** @param firstCorrection null for first values, else the correction number that the single row gets */
    record Batch(
            UUID id,
            KpiId kpi,
            Hash digest,
            String channel,
            String sourceName,
            String reason,
            byte @Nullable [] evidence,
            UUID recordedBy,
            Instant recordedAt,
            int correction) {}

    private static final int ROWS_AT_ONCE = 50_000;

    /** How much of writing is moving the rows to their place, in percent; the rest is hashing them. */
    private static final int INSERTING = 80;

    private final DSLContext sql;
    private final DataSource dataSource;
    private final Journal journal;
    private final SecureRandom random;

    MeasurementWriter(DSLContext sql, DataSource dataSource, Journal journal, SecureRandom random) {
        this.sql = sql;
        this.dataSource = dataSource;
        this.journal = journal;
        this.random = random;
    }

    /** Takes rows one by one; must be closed in the transaction that opened it. */
    final class Intake implements AutoCloseable {
        private final CopyIn copy;
        private long rows;
        private @Nullable LocalDate first;
        private @Nullable LocalDate last;

        Intake() {
            sql.query("create temporary table if not exists incoming_measurement "
                            + "(at timestamptz, value numeric, period_from date, note text, note_salt bytea) "
                            + "on commit delete rows")
                    .execute();
            sql.query("truncate incoming_measurement").execute();
            try {
                Connection connection = DataSourceUtils.getConnection(dataSource);
                copy = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy incoming_measurement from stdin");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void take(Row.Good row) {
            LocalDate day = row.at().atZone(ZoneOffset.UTC).toLocalDate();
            if (first == null || day.isBefore(first)) first = day;
            if (last == null || day.isAfter(last)) last = day;
            String note = row.note() == null ? "" : row.note();
            StringBuilder line = new StringBuilder(80)
                    .append(row.at())
                    .append('\t')
                    .append(row.value().toPlainString())
                    .append('\t')
                    .append(row.periodFrom() == null ? "\\N" : row.periodFrom().toString())
                    .append('\t')
                    .append(escaped(note))
                    .append('\t')
                    .append(note.isEmpty() ? "\\N" : "\\\\x" + HexFormat.of().formatHex(salt()))
                    .append('\n');
            byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
            try {
                copy.writeToCopy(bytes, 0, bytes.length);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            rows++;
        }

        long rows() {
            return rows;
        }

        /** Moves what was taken into the partitions, and appends the leaf when anything is new. */
        Written write(OrganizationId organization, Batch batch, RecordMeasurements.Progress progress) {
            finish();
            if (first == null || last == null) return new Written(0, 0, 0);
            ensureMeasurementPartitions(sql.configuration(), first, last);
            int added = 0;
            List<Span> spans = spans(rows);
            for (int span = 0; span < spans.size(); span++) {
                added += insert(organization, batch, spans.get(span), added);
                progress.at((span + 1) * INSERTING / spans.size());
            }
            if (added == 0 && batch.correction() == 0) return compared(organization, batch, 0);
            Hash root = root(organization, batch, added, progress);
            recordBatch(organization, batch, added, root);
            return compared(organization, batch, added);
        }

        @Override
        public void close() {
            try {
                if (copy.isActive()) copy.cancelCopy();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void finish() {
            try {
                copy.endCopy();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private Written compared(OrganizationId organization, Batch batch, int added) {
            if (added == rows) return new Written(added, 0, 0);
            var different = java.util.Objects.requireNonNull(sql.resultQuery(
                            "select count(*) from incoming_measurement i join lateral (select m.value from measurement m "
                                    + "where m.organization = ? and m.kpi = ? and m.at = i.at and m.batch <> ? "
                                    + "order by m.correction desc limit 1) e on true where e.value <> i.value",
                            organization.value(),
                            batch.kpi().value(),
                            batch.id())
                    .fetchOne(0, Long.class));
            return new Written(added, (int) (rows - added - different), different);
        }
    }

    /** One row straight into its partition. Nothing is added when somebody has just written one for the same time. */
    Written one(OrganizationId organization, Batch batch, Row.Good row) {
        LocalDate day = row.at().atZone(ZoneOffset.UTC).toLocalDate();
        ensureMeasurementPartitions(sql.configuration(), day, day);
        String note = row.note() == null ? "" : row.note();
        int added = sql.insertInto(MEASUREMENT)
                .set(MEASUREMENT.ORGANIZATION, organization.value())
                .set(MEASUREMENT.KPI, batch.kpi().value())
                .set(MEASUREMENT.AT, row.at())
                .set(MEASUREMENT.CORRECTION, batch.correction())
                .set(MEASUREMENT.VALUE, row.value())
                .set(MEASUREMENT.PERIOD_FROM, row.periodFrom())
                .set(MEASUREMENT.NOTE, note)
                .set(MEASUREMENT.NOTE_SALT, note.isEmpty() ? null : salt())
                .set(MEASUREMENT.BATCH, batch.id())
                .set(MEASUREMENT.BATCH_ROW, 0)
                .set(MEASUREMENT.RECORDED_AT, batch.recordedAt())
                .set(MEASUREMENT.RECORDED_BY, batch.recordedBy())
                .onConflictDoNothing()
                .execute();
        if (added == 0) return new Written(0, 0, 1);
        recordBatch(organization, batch, 1, root(organization, batch, 1, percent -> {}));
        return new Written(1, 0, 0);
    }

    Intake open() {
        return new Intake();
    }

    /** From after one time up to another. */
    private record Span(String after, String upTo) {}

    /** What came in, divided by time into spans of about as many rows each, so that a large batch moves step by step. */
    private List<Span> spans(long rows) {
        long count = Math.max(1, rows / ROWS_AT_ONCE);
        List<String> ends = new ArrayList<>();
        if (count > 1)
            sql
                    .resultQuery(
                            "select unnest(percentile_disc((select array_agg(i / ?::float8) from generate_series(1, ?) i)) "
                                    + "within group (order by at))::text from incoming_measurement",
                            count,
                            count - 1)
                    .fetch(0, String.class)
                    .stream()
                    .distinct()
                    .forEach(ends::add);
        ends.add("infinity");
        List<Span> spans = new ArrayList<>();
        String after = "-infinity";
        for (String end : ends) {
            spans.add(new Span(after, end));
            after = end;
        }
        return spans;
    }

    /** @param before rows that the batch has already, which the new ones are numbered after */
    private int insert(OrganizationId organization, Batch batch, Span span, int before) {
        return sql.query(
                        "insert into measurement (organization, kpi, at, correction, value, period_from, note, note_salt, "
                                + "batch, batch_row, recorded_at, recorded_by) "
                                + "select ?, ?, at, ?, value, period_from, note, note_salt, ?, "
                                + "(row_number() over (order by at) - 1 + ?)::integer, ?::timestamptz, ? "
                                + "from incoming_measurement i where i.at > ?::timestamptz and i.at <= ?::timestamptz "
                                + "and (? > 0 or not exists (select from measurement m where m.organization = ? "
                                + "and m.kpi = ? and m.at = i.at)) "
                                + "order by at on conflict do nothing",
                        organization.value(),
                        batch.kpi().value(),
                        batch.correction(),
                        batch.id(),
                        before,
                        batch.recordedAt().toString(),
                        batch.recordedBy(),
                        span.after(),
                        span.upTo(),
                        batch.correction(),
                        organization.value(),
                        batch.kpi().value())
                .execute();
    }

    /** The root over the rows in order, read back through a cursor so that a million of them need little memory. */
    private Hash root(OrganizationId organization, Batch batch, int count, RecordMeasurements.Progress progress) {
        Frontier frontier = Frontier.empty();
        int[] hashed = {0};
        eachLeaf(organization, batch.id(), leaf -> {
            frontier.append(Hash.ofLeaf(leaf));
            if (++hashed[0] % 10_000 == 0) progress.at(INSERTING + (int) ((100L - INSERTING) * hashed[0] / count));
        });
        return frontier.root();
    }

    /** The leaves of one batch in order. Past jOOQ's records: of a million rows they took longer than the hashing. */
    private void eachLeaf(OrganizationId organization, UUID batch, Consumer<byte[]> leaf) {
        try (ResultSet rows = sql.select(
                        field("(extract(epoch from {0}) * 1000000)::bigint", Long.class, MEASUREMENT.AT),
                        MEASUREMENT.CORRECTION,
                        MEASUREMENT.VALUE,
                        MEASUREMENT.PERIOD_FROM,
                        MEASUREMENT.NOTE,
                        MEASUREMENT.NOTE_SALT)
                .from(MEASUREMENT)
                .where(MEASUREMENT.ORGANIZATION.eq(organization.value()))
                .and(MEASUREMENT.BATCH.eq(batch))
                .orderBy(MEASUREMENT.BATCH_ROW)
                .fetchSize(5_000)
                .fetchResultSet()) {
            while (rows.next()) {
                long micros = rows.getLong(1);
                leaf.accept(rowLeaf(
                        Instant.ofEpochSecond(
                                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000),
                        rows.getInt(2),
                        rows.getBigDecimal(3),
                        rows.getObject(4, LocalDate.class),
                        rows.getString(5),
                        rows.getBytes(6)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void recordBatch(OrganizationId organization, Batch batch, int added, Hash root) {
        sql.insertInto(MEASUREMENT_BATCH)
                .set(MEASUREMENT_BATCH.ORGANIZATION, organization.value())
                .set(MEASUREMENT_BATCH.ID, batch.id())
                .set(MEASUREMENT_BATCH.KPI, batch.kpi().value())
                .set(MEASUREMENT_BATCH.DIGEST, batch.digest().bytes())
                .set(MEASUREMENT_BATCH.CHANNEL, batch.channel())
                .set(MEASUREMENT_BATCH.SOURCE_NAME, batch.sourceName())
                .set(MEASUREMENT_BATCH.ROWS, added)
                .set(MEASUREMENT_BATCH.ROOT, root.bytes())
                .set(MEASUREMENT_BATCH.RECORDED_AT, batch.recordedAt())
                .set(MEASUREMENT_BATCH.RECORDED_BY, batch.recordedBy())
                .set(MEASUREMENT_BATCH.REASON, batch.reason())
                .set(MEASUREMENT_BATCH.EVIDENCE, batch.evidence())
                .execute();
        journal.append(
                organization,
                new RecordRef(Batches.KIND, batch.id()),
                1,
                batch.recordedAt(),
                batch.recordedBy(),
                batch.reason(),
                Content.of()
                        .plain("kpi", batch.kpi().value())
                        .plain("rows", added)
                        .plain("root", root.base64())
                        .plain("digest", batch.digest().hex())
                        .plain("channel", batch.channel())
                        .text("source-name", batch.sourceName())
                        .plain(
                                "evidence",
                                batch.evidence() == null ? null : HexFormat.of().formatHex(batch.evidence())));
    }

    /**
     * The bytes that one row's leaf hashes; the evidence pack holds exactly these. Written here in the order and spelling of
     * RFC 8785, which is simple for these members: nothing in them needs an escape.
     */
    static byte[] rowLeaf(
            Instant at,
            int correction,
            java.math.BigDecimal value,
            @Nullable LocalDate periodFrom,
            String note,
            byte @Nullable [] noteSalt) {
        // Instant writes itself as ISO_INSTANT does.
        StringBuilder row = new StringBuilder(160)
                .append("{\"at\":\"")
                .append(at)
                .append("\",\"correction\":")
                .append(correction);
        if (noteSalt != null)
            row.append(",\"note\":")
                    .append(new String(
                            CanonicalJson.bytes(new Commitment(noteSalt, note).placeholder()), StandardCharsets.UTF_8));
        if (periodFrom != null)
            row.append(",\"period-from\":\"").append(periodFrom).append('"');
        return row.append(",\"value\":\"")
                .append(Content.decimal(value))
                .append("\"}")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] salt() {
        byte[] salt = new byte[Commitment.SALT_LENGTH];
        random.nextBytes(salt);
        return salt;
    }

    /** The text format of COPY: backslash, tab and line ends are escaped. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** Streams the leaves of one batch, in order, one to a line. */
    void writeRows(OrganizationId organization, UUID batch, OutputStream out) {
        eachLeaf(organization, batch, leaf -> {
            try {
                out.write(leaf);
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
