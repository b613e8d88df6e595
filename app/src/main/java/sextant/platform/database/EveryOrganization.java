package sextant.platform.database;

import static sextant.schema.Routines.organizations;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.platform.OrganizationId;

/** For what is done in one organization after the other. */
@Component
public class EveryOrganization {
    private final DSLContext sql;
    private final Transactions transactions;

    EveryOrganization(DSLContext sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    public List<OrganizationId> all() {
        List<UUID> all = transactions.acrossOrganizations(
                () -> sql.selectFrom(organizations()).fetchInto(UUID.class));
        return all.stream().map(OrganizationId::new).toList();
    }

    /** Each in a transaction of its own. */
    public void writing(Consumer<OrganizationId> work) {
        for (OrganizationId organization : all()) transactions.writing(organization, () -> work.accept(organization));
    }
}
