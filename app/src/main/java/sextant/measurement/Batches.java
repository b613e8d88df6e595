package sextant.measurement;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.sum;
import static sextant.schema.Tables.MEASUREMENT_BATCH;

import java.io.OutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.springframework.stereotype.Component;
import sextant.ledger.Hash;
import sextant.platform.OrganizationId;

/** Batches of measurements, each one leaf of the journal, for whoever proves them. */
@Component
public class Batches {
    public static final String KIND = "measurement-batch";

    public record Batch(UUID id, KpiId kpi, int rows, Instant recordedAt) {}

    private final DSLContext sql;
    private final MeasurementWriter writer;

    Batches(DSLContext sql, MeasurementWriter writer) {
        this.sql = sql;
        this.writer = writer;
    }

    public List<Batch> of(OrganizationId organization, List<KpiId> kpis) {
        return sql.selectFrom(MEASUREMENT_BATCH)
                .where(MEASUREMENT_BATCH.ORGANIZATION.eq(organization.value()))
                .and(MEASUREMENT_BATCH.KPI.in(kpis.stream().map(KpiId::value).toList()))
                .orderBy(MEASUREMENT_BATCH.RECORDED_AT, MEASUREMENT_BATCH.ID)
                .fetch(row -> new Batch(row.getId(), new KpiId(row.getKpi()), row.getRows(), row.getRecordedAt()));
    }

    /** The rows of a batch as the leaves of its Merkle tree, one to a line. */
    public void writeRows(OrganizationId organization, UUID batch, OutputStream out) {
        writer.writeRows(organization, batch, out);
    }

    /** How many measurements were recorded of each KPI after the one moment and up to the other. */
    public Map<KpiId, Integer> recorded(OrganizationId organization, Instant after, Instant until) {
        Field<Integer> rows = sum(MEASUREMENT_BATCH.ROWS).cast(Integer.class);
        return sql.select(MEASUREMENT_BATCH.KPI, rows)
                .from(MEASUREMENT_BATCH)
                .where(MEASUREMENT_BATCH.ORGANIZATION.eq(organization.value()))
                .and(MEASUREMENT_BATCH.RECORDED_AT.gt(after))
                .and(MEASUREMENT_BATCH.RECORDED_AT.le(until))
                .groupBy(MEASUREMENT_BATCH.KPI)
                .fetchMap(row -> new KpiId(row.value1()), Record2::value2);
    }

    /** Of which KPI each of these batches holds measurements. */
    Map<UUID, KpiId> kpis(OrganizationId organization, Collection<UUID> batches) {
        return sql.select(MEASUREMENT_BATCH.ID, MEASUREMENT_BATCH.KPI)
                .from(MEASUREMENT_BATCH)
                .where(MEASUREMENT_BATCH.ORGANIZATION.eq(organization.value()))
                .and(MEASUREMENT_BATCH.ID.eq(any(batches.toArray(UUID[]::new))))
                .fetchMap(MEASUREMENT_BATCH.ID, row -> new KpiId(row.value2()));
    }

    Optional<UUID> withDigest(OrganizationId organization, KpiId kpi, Hash digest) {
        return sql.select(MEASUREMENT_BATCH.ID)
                .from(MEASUREMENT_BATCH)
                .where(MEASUREMENT_BATCH.ORGANIZATION.eq(organization.value()))
                .and(MEASUREMENT_BATCH.KPI.eq(kpi.value()))
                .and(MEASUREMENT_BATCH.DIGEST.eq(digest.bytes()))
                .fetchOptional(MEASUREMENT_BATCH.ID);
    }
}
