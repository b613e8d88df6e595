package sextant.measurement;

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

/** Deletes files that were sent a while ago, recorded or not, in one organization after the other. */
@Component
class ExpireUploads implements RecurringJob {
    private final DSLContext sql;
    private final Uploads uploads;
    private final Transactions transactions;
    private final Clock clock;

    ExpireUploads(DSLContext sql, Uploads uploads, Transactions transactions, Clock clock) {
        this.sql = sql;
        this.uploads = uploads;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "upload-expiry";
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
            transactions.writing(
                    organization,
                    () -> uploads.deleteBefore(organization, clock.instant().minus(Upload.KEPT)));
        }
    }
}
