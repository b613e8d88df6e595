package sextant.documents;

import static sextant.schema.Routines.organizations;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;
import sextant.platform.jobs.RecurringJob;

/** Deletes the files of packs whose time is over, in one organization after the other. */
@Component
class ExpireEvidencePacks implements RecurringJob {
    private final DSLContext sql;
    private final EvidencePacks packs;
    private final Transactions transactions;
    private final Clock clock;

    ExpireEvidencePacks(DSLContext sql, EvidencePacks packs, Transactions transactions, Clock clock) {
        this.sql = sql;
        this.packs = packs;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "evidence-pack-expiry";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        List<UUID> all = transactions.acrossOrganizations(
                () -> sql.selectFrom(organizations()).fetchInto(UUID.class));
        for (UUID one : all) {
            OrganizationId organization = new OrganizationId(one);
            transactions.writing(organization, () -> packs.deleteExpiredParts(organization, clock.instant()));
        }
    }
}
