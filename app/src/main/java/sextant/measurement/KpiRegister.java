package sextant.measurement;

import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;
import static sextant.schema.Tables.KPI;
import static sextant.schema.Tables.UNIT;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SortField;
import org.springframework.stereotype.Component;
import sextant.platform.OrganizationId;

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

    /** Where a page ends: the value sorted by, and the id. */
    public record Key(String value, UUID id) {}

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
            Optional<Key> after,
            int limit) {}

    public record Line(Kpi kpi, String unit, Key key) {}

    private final DSLContext sql;

    KpiRegister(DSLContext sql) {
        this.sql = sql;
    }

    public List<Line> page(OrganizationId organization, Query query) {
        Field<String> key = query.sort().key;
        Condition condition = KPI.ORGANIZATION.eq(organization.value());
        if (!query.search().isBlank()) {
            String wanted = "%"
                    + query.search()
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .replace("!", "!!")
                            .replace("%", "!%")
                            .replace("_", "!_")
                    + "%";
            condition = condition.and(
                    lower(KPI.NAME).like(wanted, '!').or(lower(KPI.REFERENCE).like(wanted, '!')));
        }
        if (query.unit().isPresent())
            condition = condition.and(KPI.UNIT.eq(query.unit().get()));
        if (query.retired().isPresent())
            condition = condition.and(KPI.RETIRED.eq(query.retired().get()));
        if (query.after().isPresent()) {
            var last = row(
                    val(query.after().get().value()), val(query.after().get().id()));
            condition = condition.and(
                    query.descending()
                            ? row(key, KPI.ID).lt(last)
                            : row(key, KPI.ID).gt(last));
        }
        List<SortField<?>> order =
                query.descending() ? List.of(key.desc(), KPI.ID.desc()) : List.of(key.asc(), KPI.ID.asc());
        return sql.select(KPI.asterisk(), UNIT.NAME, key)
                .from(KPI)
                .join(UNIT)
                .on(UNIT.ORGANIZATION.eq(KPI.ORGANIZATION))
                .and(UNIT.ID.eq(KPI.UNIT))
                .where(condition)
                .orderBy(order)
                .limit(query.limit())
                .fetch(one -> {
                    Kpi kpi = Kpis.kpi(one.into(KPI));
                    return new Line(
                            kpi,
                            one.get(UNIT.NAME),
                            new Key(one.get(key), kpi.id().value()));
                });
    }
}
