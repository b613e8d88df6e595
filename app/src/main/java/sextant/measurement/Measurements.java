package sextant.measurement;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.val;
import static sextant.schema.Tables.MEASUREMENT;
import static sextant.schema.Tables.MEASUREMENT_BATCH;
import static sextant.schema.Tables.PERSON;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record4;
import org.jooq.ResultQuery;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import sextant.measurement.intake.Limits;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** Measurements as they are read. Writing them is {@link MeasurementWriter}'s. */
@Component
public class Measurements {
    private static final Field<UUID> WANTED = field(name("wanted", "kpi"), UUID.class);

    private record LastOf(OrganizationId organization, Set<LastBefore> wanted, Instant moment) {}

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

    /**
     * The newest rows of each of several KPIs as they stood at a moment, for drawing, at most so many of each: oldest first.
     */
    public Map<KpiId, List<Measured>> newest(
            OrganizationId organization, Collection<KpiId> kpis, Instant moment, int most) {
        if (kpis.isEmpty()) return Map.of();
        var wanted = unnest(ids(kpis)).as("wanted", "kpi");
        var newest = lateral(rows(organization, WANTED)
                        .and(MEASUREMENT.AT.le(moment))
                        .and(MEASUREMENT.RECORDED_AT.le(moment))
                        .orderBy(MEASUREMENT.AT.desc(), MEASUREMENT.CORRECTION.desc())
                        .limit(most))
                .as("newest");
        Map<KpiId, List<Measured>> rows = byKpi(sql.select(WANTED)
                .select(fields(newest))
                .from(wanted.join(newest).on(trueCondition())));
        rows.replaceAll((one, newestFirst) -> newestFirst.reversed());
        return rows;
    }

    /** Wanted: a KPI's last measurement for an instant before {@code end}. */
    public record LastBefore(KpiId kpi, Instant end) {}

    /**
     * Of all that was known at a moment: for each end, the KPI's last row in effect that is before it and not after the
     * moment; and every row for an instant after the moment. Two statements, however many are wanted and however many rows
     * there are.
     */
    public Map<KpiId, List<Measured>> lastBefore(
            OrganizationId organization, Collection<LastBefore> wanted, Instant moment) {
        if (wanted.isEmpty()) return Map.of();
        return Transactions.once(new LastOf(organization, Set.copyOf(wanted), moment), this::lastBefore);
    }

    private Map<KpiId, List<Measured>> lastBefore(LastOf asked) {
        List<LastBefore> each = List.copyOf(asked.wanted());
        var wanted = table(
                        "unnest({0}, {1})",
                        val(ids(each.stream().map(LastBefore::kpi).toList())),
                        val(each.stream()
                                .map(one -> OffsetDateTime.ofInstant(one.end(), ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new)))
                .as("wanted", "kpi", "before");
        var last = lateral(rows(asked.organization(), WANTED)
                        .and(MEASUREMENT.AT.lt(field(name("wanted", "before"), MEASUREMENT.AT.getDataType())))
                        .and(MEASUREMENT.AT.le(asked.moment()))
                        .and(MEASUREMENT.RECORDED_AT.le(asked.moment()))
                        .orderBy(MEASUREMENT.AT.desc(), MEASUREMENT.CORRECTION.desc())
                        .limit(1))
                .as("last");
        Map<KpiId, List<Measured>> rows = byKpi(sql.selectDistinct(WANTED)
                .select(fields(last))
                .from(wanted.join(last).on(trueCondition())));
        ahead(asked)
                .forEach((one, later) ->
                        rows.computeIfAbsent(one, none -> new ArrayList<>()).addAll(later));
        return Collections.unmodifiableMap(rows);
    }

    private Map<KpiId, List<Measured>> ahead(LastOf asked) {
        List<KpiId> kpis =
                asked.wanted().stream().map(LastBefore::kpi).distinct().toList();
        return byKpi(sql.select(MEASUREMENT.KPI)
                .select(MEASUREMENT.AT, MEASUREMENT.CORRECTION, MEASUREMENT.VALUE, MEASUREMENT.RECORDED_AT)
                .from(MEASUREMENT)
                .where(MEASUREMENT.ORGANIZATION.eq(asked.organization().value()))
                .and(MEASUREMENT.KPI.eq(any(ids(kpis))))
                .and(MEASUREMENT.AT.gt(asked.moment()))
                // Nothing is recorded for a later instant than this, so that a past moment reads no more than that day.
                .and(MEASUREMENT.AT.le(asked.moment().plus(Limits.AHEAD)))
                .and(MEASUREMENT.RECORDED_AT.le(asked.moment())));
    }

    /** The newest row in effect of each of several KPIs. */
    public Map<KpiId, Measured> latest(OrganizationId organization, Collection<KpiId> kpis) {
        if (kpis.isEmpty()) return Map.of();
        var wanted = unnest(ids(kpis)).as("wanted", "kpi");
        var newest = lateral(rows(organization, WANTED)
                        .orderBy(MEASUREMENT.AT.desc(), MEASUREMENT.CORRECTION.desc())
                        .limit(1))
                .as("newest");
        Map<KpiId, Measured> latest = new HashMap<>();
        byKpi(sql.select(WANTED).select(fields(newest)).from(wanted.join(newest).on(trueCondition())))
                .forEach((one, rows) -> latest.put(one, rows.getFirst()));
        return latest;
    }

    public Optional<Measurement> effective(OrganizationId organization, KpiId kpi, Instant at) {
        return fetch(of(organization, kpi).and(MEASUREMENT.AT.eq(at)), 1).stream()
                .findFirst();
    }

    public int count(OrganizationId organization, KpiId kpi) {
        return sql.fetchCount(MEASUREMENT, of(organization, kpi));
    }

    private static UUID[] ids(Collection<KpiId> kpis) {
        return kpis.stream().map(KpiId::value).toArray(UUID[]::new);
    }

    private static SelectConditionStep<Record4<Instant, Integer, BigDecimal, Instant>> rows(
            OrganizationId organization, Field<UUID> kpi) {
        return select(MEASUREMENT.AT, MEASUREMENT.CORRECTION, MEASUREMENT.VALUE, MEASUREMENT.RECORDED_AT)
                .from(MEASUREMENT)
                .where(MEASUREMENT.ORGANIZATION.eq(organization.value()))
                .and(MEASUREMENT.KPI.eq(kpi))
                .and(known());
    }

    private static List<Field<?>> fields(Table<?> of) {
        return List.of(
                requireNonNull(of.field(MEASUREMENT.AT)),
                requireNonNull(of.field(MEASUREMENT.CORRECTION)),
                requireNonNull(of.field(MEASUREMENT.VALUE)),
                requireNonNull(of.field(MEASUREMENT.RECORDED_AT)));
    }

    /** The rows of each KPI in the statement's order; it selects the KPI, then the columns of {@link Measured}. */
    private static Map<KpiId, List<Measured>> byKpi(ResultQuery<?> statement) {
        Map<KpiId, List<Measured>> rows = new HashMap<>();
        for (Record row : statement)
            rows.computeIfAbsent(new KpiId(row.get(0, UUID.class)), none -> new ArrayList<>())
                    .add(new Measured(
                            row.get(1, Instant.class),
                            row.get(2, Integer.class),
                            row.get(3, BigDecimal.class),
                            row.get(4, Instant.class)));
        return rows;
    }

    /**
     * How much was known of a KPI.
     *
     * @param rows with corrections and what they correct
     * @param instants for which there was a value
     */
    public record Count(int rows, int instants) {}

    /** Of each of these KPIs that had any measurement at a moment. */
    public Map<KpiId, Count> counts(OrganizationId organization, Collection<KpiId> kpis, Instant moment) {
        if (kpis.isEmpty()) return Map.of();
        return sql.select(MEASUREMENT.KPI, DSL.count(), DSL.countDistinct(MEASUREMENT.AT))
                .from(MEASUREMENT)
                .where(MEASUREMENT.ORGANIZATION.eq(organization.value()))
                .and(MEASUREMENT.KPI.eq(any(ids(kpis))))
                .and(MEASUREMENT.AT.le(moment))
                .and(MEASUREMENT.RECORDED_AT.le(moment))
                .groupBy(MEASUREMENT.KPI)
                .fetchMap(row -> new KpiId(row.value1()), row -> new Count(row.value2(), row.value3()));
    }

    /** A KPI's rows, as far as they were known at the moment that is read as of. */
    private static Condition of(OrganizationId organization, KpiId kpi) {
        return row(MEASUREMENT.ORGANIZATION, MEASUREMENT.KPI)
                .eq(organization.value(), kpi.value())
                .and(known());
    }

    private static Condition known() {
        return Transactions.moment().map(MEASUREMENT.RECORDED_AT::le).orElseGet(DSL::noCondition);
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
