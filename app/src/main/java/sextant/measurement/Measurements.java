package sextant.measurement;

import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static sextant.schema.Tables.MEASUREMENT;
import static sextant.schema.Tables.MEASUREMENT_BATCH;
import static sextant.schema.Tables.PERSON;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record5;
import org.jooq.SelectField;
import org.springframework.stereotype.Component;
import sextant.platform.OrganizationId;

/** Measurements as they are read. Writing them is {@link MeasurementWriter}'s. */
@Component
public class Measurements {
    private final DSLContext sql;

    Measurements(DSLContext sql) {
        this.sql = sql;
    }

    /** A page of one KPI's rows, newest time first, corrections before what they correct. */
    public List<Measurement> page(OrganizationId organization, KpiId kpi, Optional<Instant> before, int most) {
        Condition condition = of(organization, kpi);
        if (before.isPresent()) condition = condition.and(MEASUREMENT.AT.lt(before.get()));
        return fetch(condition, most);
    }

    /** The rows after that one in the same order. */
    public List<Measurement> pageAfter(OrganizationId organization, KpiId kpi, Instant at, int correction, int most) {
        return fetch(
                of(organization, kpi)
                        .and(row(MEASUREMENT.AT, MEASUREMENT.CORRECTION).lt(at, correction)),
                most);
    }

    /** The newest rows of one KPI, for drawing, at most so many: oldest first. */
    public List<Measured> newest(OrganizationId organization, KpiId kpi, int most) {
        return sql.select(MEASUREMENT.AT, MEASUREMENT.CORRECTION, MEASUREMENT.VALUE, MEASUREMENT.RECORDED_AT)
                .from(MEASUREMENT)
                .where(of(organization, kpi))
                .orderBy(MEASUREMENT.AT.desc(), MEASUREMENT.CORRECTION.desc())
                .limit(most)
                .fetch(one -> new Measured(one.value1(), one.value2(), one.value3(), one.value4()))
                .reversed();
    }

    /** The rows of several KPIs with one statement: oldest first. They come through a cursor: there may be millions. */
    public Map<KpiId, List<Measured>> histories(OrganizationId organization, Collection<KpiId> kpis) {
        Map<KpiId, List<Measured>> histories = new HashMap<>();
        Instant recordedAt = Instant.EPOCH;
        try (Cursor<Record5<UUID, Instant, Integer, BigDecimal, Instant>> rows = sql.select(
                        MEASUREMENT.KPI,
                        MEASUREMENT.AT,
                        MEASUREMENT.CORRECTION,
                        MEASUREMENT.VALUE,
                        MEASUREMENT.RECORDED_AT)
                .from(MEASUREMENT)
                .where(MEASUREMENT.ORGANIZATION.eq(organization.value()))
                .and(MEASUREMENT.KPI.in(kpis.stream().map(KpiId::value).toList()))
                .orderBy(MEASUREMENT.KPI, MEASUREMENT.AT, MEASUREMENT.CORRECTION)
                .fetchSize(5_000)
                .fetchLazy()) {
            for (var row : rows) {
                // The rows of a batch share the instant at which they were recorded.
                if (!row.value5().equals(recordedAt)) recordedAt = row.value5();
                histories
                        .computeIfAbsent(new KpiId(row.value1()), none -> new ArrayList<>())
                        .add(new Measured(row.value2(), row.value3(), row.value4(), recordedAt));
            }
        }
        return histories;
    }

    /** The newest row in effect of each of several KPIs. */
    public Map<KpiId, Measured> latest(OrganizationId organization, Collection<KpiId> kpis) {
        var wanted = org.jooq
                .impl
                .DSL
                .unnest(kpis.stream().map(KpiId::value).toArray(UUID[]::new))
                .as("wanted", "kpi");
        var kpi = wanted.field("kpi", UUID.class);
        var newest = lateral(select(MEASUREMENT.AT, MEASUREMENT.CORRECTION, MEASUREMENT.VALUE, MEASUREMENT.RECORDED_AT)
                        .from(MEASUREMENT)
                        .where(MEASUREMENT.ORGANIZATION.eq(organization.value()))
                        .and(MEASUREMENT.KPI.eq(kpi))
                        .orderBy(MEASUREMENT.AT.desc(), MEASUREMENT.CORRECTION.desc())
                        .limit(1))
                .as("newest");
        return sql.select(
                        kpi,
                        newest.field(MEASUREMENT.AT),
                        newest.field(MEASUREMENT.CORRECTION),
                        newest.field(MEASUREMENT.VALUE),
                        newest.field(MEASUREMENT.RECORDED_AT))
                .from(wanted)
                .join(newest)
                .on(org.jooq.impl.DSL.trueCondition())
                .fetchMap(
                        one -> new KpiId(one.value1()),
                        one -> new Measured(one.value2(), one.value3(), one.value4(), one.value5()));
    }

    public Optional<Measurement> effective(OrganizationId organization, KpiId kpi, Instant at) {
        return fetch(of(organization, kpi).and(MEASUREMENT.AT.eq(at)), 1).stream()
                .findFirst();
    }

    public int count(OrganizationId organization, KpiId kpi) {
        return sql.fetchCount(MEASUREMENT, of(organization, kpi));
    }

    private static Condition of(OrganizationId organization, KpiId kpi) {
        return row(MEASUREMENT.ORGANIZATION, MEASUREMENT.KPI).eq(organization.value(), kpi.value());
    }

    private List<Measurement> fetch(Condition condition, int most) {
        List<SelectField<?>> fields = List.of(
                MEASUREMENT.AT,
                MEASUREMENT.CORRECTION,
                MEASUREMENT.VALUE,
                MEASUREMENT.PERIOD_FROM,
                MEASUREMENT.NOTE,
                MEASUREMENT_BATCH.REASON,
                MEASUREMENT_BATCH.CHANNEL,
                MEASUREMENT_BATCH.SOURCE_NAME,
                MEASUREMENT.RECORDED_AT,
                MEASUREMENT.RECORDED_BY,
                PERSON.NAME,
                MEASUREMENT_BATCH.EVIDENCE);
        return sql.select(fields)
                .from(MEASUREMENT)
                .join(MEASUREMENT_BATCH)
                .on(MEASUREMENT_BATCH.ORGANIZATION.eq(MEASUREMENT.ORGANIZATION))
                .and(MEASUREMENT_BATCH.ID.eq(MEASUREMENT.BATCH))
                .join(PERSON)
                .on(PERSON.ORGANIZATION.eq(MEASUREMENT.ORGANIZATION))
                .and(PERSON.ID.eq(MEASUREMENT.RECORDED_BY))
                .where(condition)
                .orderBy(MEASUREMENT.AT.desc(), MEASUREMENT.CORRECTION.desc())
                .limit(most)
                .fetch(Measurements::measurement);
    }

    private static Measurement measurement(Record one) {
        return new Measurement(
                one.get(MEASUREMENT.AT),
                one.get(MEASUREMENT.CORRECTION),
                one.get(MEASUREMENT.VALUE),
                Optional.ofNullable(one.get(MEASUREMENT.PERIOD_FROM)),
                one.get(MEASUREMENT.NOTE),
                one.get(MEASUREMENT_BATCH.REASON),
                one.get(MEASUREMENT_BATCH.CHANNEL),
                one.get(MEASUREMENT_BATCH.SOURCE_NAME),
                one.get(MEASUREMENT.RECORDED_AT),
                one.get(MEASUREMENT.RECORDED_BY),
                one.get(PERSON.NAME),
                Optional.ofNullable(one.get(MEASUREMENT_BATCH.EVIDENCE)).map(HexFormat.of()::formatHex));
    }
}
