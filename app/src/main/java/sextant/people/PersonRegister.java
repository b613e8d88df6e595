package sextant.people;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static sextant.schema.Tables.PERSON;
import static sextant.schema.Tables.ROLE_GRANT;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.springframework.stereotype.Component;
import sextant.platform.OrganizationId;
import sextant.platform.SortKey;
import sextant.platform.database.Search;
import sextant.platform.database.Transactions;

/** The register of persons: searched, filtered, sorted and paged by key in one statement. */
@Component
public class PersonRegister {
    /** How the register can be sorted; ties are broken by the person's id. */
    public enum Sort {
        NAME("name", lower(PERSON.NAME)),
        EMAIL("email", PERSON.EMAIL);

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
     * @param search part of the name or of the e-mail address, in any case
     * @param role held on any unit, or on {@code unit} when that is given too
     * @param active whether those who may sign in are wanted, or those who may not; both when empty
     * @param after the key of the last row of the page before; empty for the first page
     */
    public record Query(
            String search,
            Optional<Role> role,
            Optional<UUID> unit,
            Optional<PersonKind> kind,
            Optional<Boolean> active,
            Sort sort,
            boolean descending,
            Optional<SortKey> after,
            int limit) {}

    public record Line(Person person, SortKey key) {}

    private final Persons persons;

    PersonRegister(Persons persons) {
        this.persons = persons;
    }

    public List<Line> page(OrganizationId organization, Query query) {
        return Transactions.moment().isPresent() ? past(organization, query) : present(organization, query);
    }

    private List<Line> past(OrganizationId organization, Query query) {
        String search = query.search().strip().toLowerCase(Locale.ROOT);
        List<Line> lines = persons.all(organization).stream()
                .filter(person -> person.name().toLowerCase(Locale.ROOT).contains(search)
                        || person.email().contains(search))
                .filter(person ->
                        query.kind().filter(kind -> kind != person.kind()).isEmpty())
                .filter(person -> query.active()
                        .filter(active -> active != person.active())
                        .isEmpty())
                .filter(person -> (query.role().isEmpty() && query.unit().isEmpty())
                        || person.grants().stream()
                                .anyMatch(grant -> query.role()
                                                .filter(role -> role != grant.role())
                                                .isEmpty()
                                        && query.unit()
                                                .filter(unit -> !unit.equals(
                                                        grant.unit().value()))
                                                .isEmpty()))
                .map(person -> new Line(
                        person,
                        new SortKey(
                                query.sort() == Sort.NAME ? person.name().toLowerCase(Locale.ROOT) : person.email(),
                                person.id().value())))
                .toList();
        return SortKey.page(lines, Line::key, query.descending(), query.after(), query.limit());
    }

    private List<Line> present(OrganizationId organization, Query query) {
        Field<String> key = query.sort().key;
        Condition condition = PERSON.ORGANIZATION
                .eq(organization.value())
                .and(Search.has(query.search(), PERSON.NAME, PERSON.EMAIL))
                .and(query.kind().map(kind -> PERSON.KIND.eq(kind.code())).orElse(noCondition()))
                .and(query.active().map(PERSON.ACTIVE::eq).orElse(noCondition()))
                .and(query.after()
                        .map(last -> Search.after(key, PERSON.ID, last, query.descending()))
                        .orElse(noCondition()));
        if (query.role().isPresent() || query.unit().isPresent())
            condition = condition.and(exists(selectOne()
                    .from(ROLE_GRANT)
                    .where(ROLE_GRANT.ORGANIZATION.eq(PERSON.ORGANIZATION))
                    .and(ROLE_GRANT.PERSON.eq(PERSON.ID))
                    .and(query.role()
                            .map(role -> ROLE_GRANT.ROLE.eq(role.code()))
                            .orElse(noCondition()))
                    .and(query.unit().map(ROLE_GRANT.UNIT::eq).orElse(noCondition()))));
        return persons.page(condition, key, Search.order(key, PERSON.ID, query.descending()), query.limit());
    }
}
