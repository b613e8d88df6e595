package sextant.people;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static sextant.schema.Tables.PERSON;
import static sextant.schema.Tables.ROLE_GRANT;
import static sextant.schema.Tables.UNIT;

import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.platform.OrganizationId;

/** Who holds a permission on a unit: by a role granted there or on a unit above. */
@Component
public class Holders {
    private final DSLContext sql;

    Holders(DSLContext sql) {
        this.sql = sql;
    }

    /** Active persons alone. */
    public List<PersonId> of(OrganizationId organization, Permission permission, UnitId unit) {
        List<String> roles = Role.BY_CODE.values().stream()
                .filter(role -> role.permissions().contains(permission))
                .map(Role::code)
                .toList();
        var above = name("above");
        var id = org.jooq.impl.DSL.field(name("above", "id"), UUID.class);
        var parent = org.jooq.impl.DSL.field(name("above", "parent"), UUID.class);
        return sql.withRecursive(above.fields("id", "parent")
                        .as(select(UNIT.ID, UNIT.PARENT)
                                .from(UNIT)
                                .where(UNIT.ORGANIZATION.eq(organization.value()))
                                .and(UNIT.ID.eq(unit.value()))
                                .union(select(UNIT.ID, UNIT.PARENT)
                                        .from(table(above))
                                        .join(UNIT)
                                        .on(UNIT.ORGANIZATION.eq(organization.value()))
                                        .and(UNIT.ID.eq(parent)))))
                .selectDistinct(ROLE_GRANT.PERSON)
                .from(table(above))
                .join(ROLE_GRANT)
                .on(ROLE_GRANT.ORGANIZATION.eq(organization.value()))
                .and(ROLE_GRANT.UNIT.eq(id))
                .and(ROLE_GRANT.ROLE.in(roles))
                .join(PERSON)
                .on(PERSON.ORGANIZATION.eq(organization.value()))
                .and(PERSON.ID.eq(ROLE_GRANT.PERSON))
                .and(PERSON.ACTIVE)
                .orderBy(ROLE_GRANT.PERSON)
                .fetch(row -> new PersonId(row.value1()));
    }
}
