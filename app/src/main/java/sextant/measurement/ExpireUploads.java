package sextant.measurement;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import sextant.platform.database.EveryOrganization;
import sextant.platform.jobs.RecurringJob;

/** Deletes files that were sent a while ago, recorded or not, in one organization after the other. */
@Component
class ExpireUploads implements RecurringJob {
    private final Uploads uploads;
    private final EveryOrganization organizations;
    private final Clock clock;

    ExpireUploads(Uploads uploads, EveryOrganization organizations, Clock clock) {
        this.uploads = uploads;
        this.organizations = organizations;
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
        organizations.writing(organization ->
                uploads.deleteBefore(organization, clock.instant().minus(Upload.KEPT)));
    }
}
