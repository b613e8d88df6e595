package sextant.evidence;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import sextant.platform.database.EveryOrganization;
import sextant.platform.jobs.RecurringJob;

/** Deletes the files of packs whose time is over, in one organization after the other. */
@Component
class ExpireEvidencePacks implements RecurringJob {
    private final EvidencePacks packs;
    private final EveryOrganization organizations;
    private final Clock clock;

    ExpireEvidencePacks(EvidencePacks packs, EveryOrganization organizations, Clock clock) {
        this.packs = packs;
        this.organizations = organizations;
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
        organizations.writing(organization -> packs.deleteExpiredParts(organization, clock.instant()));
    }
}
