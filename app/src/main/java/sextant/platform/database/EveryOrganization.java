package sextant.platform.database;

import static sextant.schema.Routines.organizations;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.platform.OrganizationId;

/** For what is done in one organization after the other, each in a transaction of its own. */
@Component
public class EveryOrganization {
    private final DSLContext sql;
    private final Transactions transactions;

    EveryOrganization(DSLContext sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    public void writing(Consumer<OrganizationId> work) {
        List<UUID> all = transactions.acrossOrganizations(
                () -> sql.selectFrom(organizations()).fetchInto(UUID.class));
        for (UUID one : all) {
            OrganizationId organization = new OrganizationId(one);
            transactions.writing(organization, () -> work.accept(organization));
        }
    }
}
