package sextant.measurement;

import static org.jooq.impl.DSL.lower;
import static sextant.schema.Tables.KPI;
import static sextant.schema.Tables.UNIT;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Component;
import sextant.platform.OrganizationId;
import sextant.platform.SortKey;
import sextant.platform.database.Search;

/** The register of KPIs: searched, filtered, sorted and paged by key in one statement. */
@Component
public class KpiRegister {
    /** How the register can be sorted; ties are broken by the KPI's id. */
    public enum Sort {
        REFERENCE("reference", KPI.REFERENCE),
        NAME("name", lower(KPI.NAME)),
        UNIT_NAME("unit", lower(UNIT.NAME));

        private final String code;
        private final Field<String> key;

        Sort(String code, Field<String> key) {
            this.code = code;
            this.key = key;
        }

        public String code() {
            return code;
        }
    }

    /**
     * @param search part of the name or of the reference number, in any case
     * @param retired whether retired ones are wanted, or those in use; both when empty
     * @param after the key of the last row of the page before; empty for the first page
     */
    public record Query(
            String search,
            Optional<UUID> unit,
            Optional<Boolean> retired,
            Sort sort,
            boolean descending,
            Optional<SortKey> after,
            int limit) {}

    public record Line(Kpi kpi, String unit, SortKey key) {}

    private final DSLContext sql;

    KpiRegister(DSLContext sql) {
        this.sql = sql;
    }

    public List<Line> page(OrganizationId organization, Query query) {
        Field<String> key = query.sort().key;
        Condition condition =
                KPI.ORGANIZATION.eq(organization.value()).and(Search.has(query.search(), KPI.NAME, KPI.REFERENCE));
        if (query.unit().isPresent())
            condition = condition.and(KPI.UNIT.eq(query.unit().get()));
        if (query.retired().isPresent())
            condition = condition.and(KPI.RETIRED.eq(query.retired().get()));
        if (query.after().isPresent())
            condition = condition.and(Search.after(key, KPI.ID, query.after().get(), query.descending()));
        return sql.select(KPI.asterisk(), UNIT.NAME, key)
                .from(KPI)
                .join(UNIT)
                .on(UNIT.ORGANIZATION.eq(KPI.ORGANIZATION))
                .and(UNIT.ID.eq(KPI.UNIT))
                .where(condition)
                .orderBy(Search.order(key, KPI.ID, query.descending()))
                .limit(query.limit())
                .fetch(one -> {
                    Kpi kpi = Kpis.kpi(one.into(KPI));
                    return new Line(
                            kpi,
                            one.get(UNIT.NAME),
                            new SortKey(one.get(key), kpi.id().value()));
                });
    }
}
