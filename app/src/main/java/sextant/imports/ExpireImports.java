package sextant.imports;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import sextant.platform.database.EveryOrganization;
import sextant.platform.jobs.RecurringJob;

/** Deletes tables that were sent a while ago, imported or not, in one organization after the other. */
@Component
class ExpireImports implements RecurringJob {
    private final ImportFiles files;
    private final EveryOrganization organizations;
    private final Clock clock;

    ExpireImports(ImportFiles files, EveryOrganization organizations, Clock clock) {
        this.files = files;
        this.organizations = organizations;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "import-expiry";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        organizations.writing(
                organization -> files.deleteBefore(organization, clock.instant().minus(ImportFile.KEPT)));
    }
}
