package sextant.people;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static sextant.schema.Tables.ORGANIZATION;
import static sextant.schema.Tables.PERSON;
import static sextant.schema.Tables.ROLE_GRANT;
import static sextant.schema.Tables.UNIT;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;
import sextant.platform.language.Languages;

/** Finds what a person may do where: each granted role holds on its unit and on every unit below. */
@Component
public class Actors {
    private static final UUID NO_CREDENTIAL = new UUID(0, 0);

    private final DSLContext sql;
    private final Transactions transactions;
    private final Languages.Speaking speaking;
    private final List<CountsForActor> counts;

    Actors(DSLContext sql, Transactions transactions, Languages.Speaking speaking, List<CountsForActor> counts) {
        this.sql = sql;
        this.transactions = transactions;
        this.speaking = speaking;
        this.counts = counts;
    }

    /** Whoever asked for something that is done later, with what they may do by then; empty when they left. */
    public Optional<Actor> inTheBackground(OrganizationId organization, PersonId person) {
        return find(organization, person, NO_CREDENTIAL, null);
    }

    /**
     * @param credential the session or token that was shown
     * @param only when given, what is held is cut down to this role (a token's scope)
     */
    public Optional<Actor> find(OrganizationId organization, PersonId person, UUID credential, @Nullable Role only) {
        return transactions.read(
                organization,
                () -> sql.select(
                                PERSON.NAME,
                                PERSON.LANGUAGE,
                                PERSON.TIME_ZONE,
                                ORGANIZATION.NAME,
                                ORGANIZATION.TIME_ZONE,
                                unread())
                        .from(PERSON)
                        .join(ORGANIZATION)
                        .on(ORGANIZATION.ID.eq(PERSON.ORGANIZATION))
                        .where(PERSON.ORGANIZATION.eq(organization.value()))
                        .and(PERSON.ID.eq(person.value()))
                        .and(PERSON.ACTIVE)
                        .fetchOptional(row -> new Actor(
                                organization,
                                person,
                                row.value1(),
                                row.value4(),
                                ZoneId.of(row.value5()),
                                speaking.reader(Languages.of(row.value2()), ZoneId.of(row.value3())),
                                reach(organization, person, only),
                                credential,
                                row.value6())));
    }

    private Field<Integer> unread() {
        return counts.stream()
                .map(one -> one.count(PERSON.ORGANIZATION, PERSON.ID))
                .reduce(Field::plus)
                .orElse(inline(0));
    }

    private Map<Permission, Set<UnitId>> reach(OrganizationId organization, PersonId person, @Nullable Role only) {
        var covered = name("covered");
        var role = org.jooq.impl.DSL.field(name("covered", "role"), String.class);
        var unit = org.jooq.impl.DSL.field(name("covered", "unit"), UUID.class);
        Result<Record2<String, UUID>> rows = sql.withRecursive(covered.fields("role", "unit")
                        .as(select(ROLE_GRANT.ROLE, ROLE_GRANT.UNIT)
                                .from(ROLE_GRANT)
                                .where(ROLE_GRANT.ORGANIZATION.eq(organization.value()))
                                .and(ROLE_GRANT.PERSON.eq(person.value()))
                                .union(select(role, UNIT.ID)
                                        .from(table(covered))
                                        .join(UNIT)
                                        .on(UNIT.ORGANIZATION.eq(organization.value()))
                                        .and(UNIT.PARENT.eq(unit)))))
                .select(role, unit)
                .from(table(covered))
                .fetch();
        Map<Permission, Set<UnitId>> reach = new EnumMap<>(Permission.class);
        for (Record2<String, UUID> row : rows) {
            Role held = Role.BY_CODE.get(row.value1());
            if (held == null || (only != null && held != only)) continue;
            for (Permission permission : held.permissions())
                reach.computeIfAbsent(permission, none -> new HashSet<>()).add(new UnitId(row.value2()));
        }
        return reach;
    }
}
