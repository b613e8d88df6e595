package sextant.counterexamples.isolation;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import sextant.platform.OrganizationId;

/** A repository on a connection that row-level security does not filter, and that forgets the organization once. */
public class Leaked {
    private final DSLContext sql;

    public Leaked(Connection owner) {
        sql = DSL.using(owner, SQLDialect.POSTGRES);
    }

    List<String> names(OrganizationId organization) {
        return sql.fetch("select name from kpi where organization = {0}", DSL.val(organization.value()))
                .getValues("name", String.class);
    }

    Optional<String> name(OrganizationId organization, UUID kpi) {
        return sql.fetch("select name from kpi where id = {0}", DSL.val(kpi)).getValues("name", String.class).stream()
                .findFirst();
    }
}
