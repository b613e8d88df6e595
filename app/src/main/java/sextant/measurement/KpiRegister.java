package sextant.measurement;

import static org.jooq.impl.DSL.lower;
import static sextant.schema.Tables.KPI;
import static sextant.schema.Tables.UNIT;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Component;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.OrganizationId;
import sextant.platform.SortKey;
import sextant.platform.database.Search;
import sextant.platform.database.Transactions;

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
    private final Kpis kpis;
    private final Units units;

    KpiRegister(DSLContext sql, Kpis kpis, Units units) {
        this.sql = sql;
        this.kpis = kpis;
        this.units = units;
    }

    public List<Line> page(OrganizationId organization, Query query) {
        return Transactions.moment().isPresent() ? past(organization, query) : present(organization, query);
    }

    private List<Line> past(OrganizationId organization, Query query) {
        Map<UnitId, String> names = units.tree(organization).stream().collect(Collectors.toMap(Unit::id, Unit::name));
        String search = query.search().strip().toLowerCase(Locale.ROOT);
        List<Line> lines = kpis.all(organization).stream()
                .filter(kpi -> kpi.definition().name().toLowerCase(Locale.ROOT).contains(search)
                        || kpi.definition().reference().toLowerCase(Locale.ROOT).contains(search))
                .filter(kpi -> query.unit()
                        .filter(unit -> !unit.equals(kpi.definition().unit().value()))
                        .isEmpty())
                .filter(kpi -> query.retired()
                        .filter(retired -> retired != kpi.retired())
                        .isEmpty())
                .map(kpi -> {
                    String unit = names.getOrDefault(kpi.definition().unit(), "");
                    return new Line(
                            kpi,
                            unit,
                            new SortKey(value(query.sort(), kpi, unit), kpi.id().value()));
                })
                .toList();
        return SortKey.page(lines, Line::key, query.descending(), query.after(), query.limit());
    }

    private static String value(Sort sort, Kpi kpi, String unit) {
        return switch (sort) {
            case REFERENCE -> kpi.definition().reference();
            case NAME -> kpi.definition().name().toLowerCase(Locale.ROOT);
            case UNIT_NAME -> unit.toLowerCase(Locale.ROOT);
        };
    }

    private List<Line> present(OrganizationId organization, Query query) {
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
