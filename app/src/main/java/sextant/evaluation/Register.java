package sextant.evaluation;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static sextant.schema.Tables.OBJECTIVE;
import static sextant.schema.Tables.OBJECTIVE_VERSION;
import static sextant.schema.Tables.PERSON;
import static sextant.schema.Tables.UNIT;
import static sextant.schema.Tables.VERDICT;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import sextant.objectives.ObjectiveId;
import sextant.people.UnitId;
import sextant.platform.OrganizationId;

/**
 * The register of objectives with their status, searched, filtered, sorted and paged by key in one statement. An objective
 * stands in it as its approved version, or as its draft while it has none.
 */
@Component
public class Register {
    /** How the register can be sorted; ties are broken by the objective's id. */
    public enum Sort {
        REFERENCE("reference"),
        TITLE("title"),
        STATUS("status"),
        OWNER("owner"),
        DUE("due");

        private final String code;

        Sort(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /**
     * What is asked for.
     *
     * @param visible units whose approved objectives the reader may see; {@code writable} those whose drafts too
     * @param state a stage's code, {@code in-force} for all approved ones, or empty for every state
     * @param after the key of the last row of the page before; empty for the first page
     */
    public record Query(
            Set<UnitId> visible,
            Set<UnitId> drafts,
            String search,
            String status,
            String state,
            Optional<UUID> unit,
            Optional<UUID> owner,
            Sort sort,
            boolean descending,
            Optional<Key> after,
            int limit) {}

    /** Where a page ends: the value sorted by, and the id. */
    public record Key(String value, UUID id) {}

    /** @param status a status code, or empty while there is no verdict */
    public record Line(
            ObjectiveId id,
            String reference,
            String title,
            String stage,
            String unit,
            String owner,
            Optional<LocalDate> starts,
            Optional<LocalDate> due,
            String status,
            Key key) {}

    private static final List<String> WORST_FIRST =
            List.of("missed", "off-track", "no-data", "at-risk", "on-track", "not-started", "achieved");

    private final DSLContext sql;

    Register(DSLContext sql) {
        this.sql = sql;
    }

    public List<Line> page(OrganizationId organization, Query query) {
        Field<String> key = sortKey(query.sort());
        Condition condition = condition(organization, query);
        if (query.after().isPresent()) {
            var last = row(
                    val(query.after().get().value()), val(query.after().get().id()));
            condition = condition.and(
                    query.descending()
                            ? row(key, OBJECTIVE.ID).lt(last)
                            : row(key, OBJECTIVE.ID).gt(last));
        }
        List<SortField<?>> order =
                query.descending() ? List.of(key.desc(), OBJECTIVE.ID.desc()) : List.of(key.asc(), OBJECTIVE.ID.asc());
        return sql.select(
                        OBJECTIVE.ID,
                        OBJECTIVE.REFERENCE,
                        OBJECTIVE_VERSION.TITLE,
                        OBJECTIVE_VERSION.STAGE,
                        UNIT.NAME,
                        PERSON.NAME,
                        OBJECTIVE_VERSION.STARTS,
                        OBJECTIVE_VERSION.ENDS,
                        VERDICT.STATUS,
                        key)
                .from(joined())
                .where(condition)
                .orderBy(order)
                .limit(query.limit())
                .fetch(one -> new Line(
                        new ObjectiveId(one.value1()),
                        one.value2(),
                        one.value3(),
                        one.value4(),
                        one.value5(),
                        one.value6() == null ? "" : one.value6(),
                        Optional.ofNullable(one.value7()),
                        Optional.ofNullable(one.value8()),
                        one.value9() == null ? "" : one.value9(),
                        new Key(one.value10(), one.value1())));
    }

    /** How many there are of each status under the same filters, the status filter aside. */
    public Map<String, Integer> counts(OrganizationId organization, Query query) {
        Query all = new Query(
                query.visible(),
                query.drafts(),
                query.search(),
                "",
                query.state(),
                query.unit(),
                query.owner(),
                query.sort(),
                false,
                Optional.empty(),
                query.limit());
        Field<String> status = coalesce(VERDICT.STATUS, DSL.inline(""));
        Map<String, Integer> counts = new HashMap<>();
        sql.select(status, count())
                .from(joined())
                .where(condition(organization, all))
                .groupBy(status)
                .forEach(one -> counts.put(one.value1(), one.value2()));
        return counts;
    }

    private static org.jooq.Table<?> joined() {
        return OBJECTIVE
                .join(OBJECTIVE_VERSION)
                .on(OBJECTIVE_VERSION.ORGANIZATION.eq(OBJECTIVE.ORGANIZATION))
                .and(OBJECTIVE_VERSION.OBJECTIVE.eq(OBJECTIVE.ID))
                .and(OBJECTIVE_VERSION.NUMBER.eq(coalesce(OBJECTIVE.CURRENT_VERSION, OBJECTIVE.LATEST_VERSION)))
                .join(UNIT)
                .on(UNIT.ORGANIZATION.eq(OBJECTIVE_VERSION.ORGANIZATION))
                .and(UNIT.ID.eq(OBJECTIVE_VERSION.UNIT))
                .leftJoin(PERSON)
                .on(PERSON.ORGANIZATION.eq(OBJECTIVE_VERSION.ORGANIZATION))
                .and(PERSON.ID.eq(OBJECTIVE_VERSION.OWNER))
                .leftJoin(VERDICT)
                .on(VERDICT.ORGANIZATION.eq(OBJECTIVE.ORGANIZATION))
                .and(VERDICT.OBJECTIVE.eq(OBJECTIVE.ID))
                .and(VERDICT.TARGET.eq(OBJECTIVE.ID))
                .and(VERDICT.HELD_TO.isNull());
    }

    private static Condition condition(OrganizationId organization, Query query) {
        Condition published =
                OBJECTIVE.CURRENT_VERSION.isNotNull().and(OBJECTIVE_VERSION.UNIT.in(ids(query.visible())));
        Condition drafted = OBJECTIVE.CURRENT_VERSION.isNull().and(OBJECTIVE_VERSION.UNIT.in(ids(query.drafts())));
        Condition condition = OBJECTIVE.ORGANIZATION.eq(organization.value()).and(published.or(drafted));
        if (!query.search().isBlank()) {
            String wanted = "%" + escaped(query.search().strip().toLowerCase(Locale.ROOT)) + "%";
            condition = condition.and(lower(OBJECTIVE_VERSION.TITLE)
                    .like(wanted, '!')
                    .or(lower(OBJECTIVE.REFERENCE).like(wanted, '!'))
                    .or(lower(OBJECTIVE_VERSION.PURPOSE).like(wanted, '!')));
        }
        if (!query.status().isEmpty()) condition = condition.and(VERDICT.STATUS.eq(query.status()));
        if (query.state().equals("in-force")) condition = condition.and(OBJECTIVE_VERSION.STAGE.eq("approved"));
        else if (!query.state().isEmpty()) condition = condition.and(OBJECTIVE_VERSION.STAGE.eq(query.state()));
        if (query.unit().isPresent())
            condition = condition.and(OBJECTIVE_VERSION.UNIT.eq(query.unit().get()));
        if (query.owner().isPresent())
            condition = condition.and(OBJECTIVE_VERSION.OWNER.eq(query.owner().get()));
        return condition;
    }

    /** Every sort key is a text, so that one kind of cursor serves them all. */
    private static Field<String> sortKey(Sort sort) {
        return switch (sort) {
            case REFERENCE -> OBJECTIVE.REFERENCE;
            case TITLE -> lower(OBJECTIVE_VERSION.TITLE);
            case OWNER -> coalesce(lower(PERSON.NAME), val(""));
            case DUE ->
                coalesce(field("to_char({0}, 'YYYY-MM-DD')", String.class, OBJECTIVE_VERSION.ENDS), val("9999"));
            case STATUS -> {
                var cases = when(VERDICT.STATUS.eq(WORST_FIRST.getFirst()), "0");
                for (int i = 1; i < WORST_FIRST.size(); i++)
                    cases = cases.when(VERDICT.STATUS.eq(WORST_FIRST.get(i)), String.valueOf(i));
                yield cases.otherwise(DSL.inline("9"));
            }
        };
    }

    private static List<UUID> ids(Collection<UnitId> units) {
        return units.stream().map(UnitId::value).toList();
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
