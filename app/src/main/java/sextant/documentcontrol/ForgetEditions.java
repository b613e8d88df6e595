package sextant.documentcontrol;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.people.LegalHold;
import sextant.people.LegalHolds;
import sextant.people.Organizations;
import sextant.platform.OrganizationId;
import sextant.platform.database.EveryOrganization;
import sextant.platform.jobs.RecurringJob;

/** Lets the content of editions go whose years of keeping are over, unless a legal hold about everybody stands. */
@Component
class ForgetEditions implements RecurringJob {
    private static final Duration LEAST = Duration.ofDays(365);

    private final Documents documents;
    private final Editions editions;
    private final Organizations organizations;
    private final LegalHolds holds;
    private final EveryOrganization every;
    private final Clock clock;

    ForgetEditions(
            Documents documents,
            Editions editions,
            Organizations organizations,
            LegalHolds holds,
            EveryOrganization every,
            Clock clock) {
        this.documents = documents;
        this.editions = editions;
        this.organizations = organizations;
        this.holds = holds;
        this.every = every;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "document-edition-keeping";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        every.writing(this::forget);
    }

    private void forget(OrganizationId organization) {
        Instant now = clock.instant();
        var replaced = editions.replaced(organization, now.minus(LEAST));
        if (replaced.isEmpty()) return;
        ZoneId zone = organizations.get(organization).timeZone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        boolean held = holds.standing(organization).stream()
                .filter(hold -> hold.person().isEmpty())
                .map(LegalHold::until)
                .anyMatch(until -> until.filter(today::isAfter).isEmpty());
        if (held) return;
        Map<DocumentId, Document> of =
                documents
                        .among(
                                organization,
                                replaced.stream()
                                        .map(one -> one.document().value())
                                        .distinct()
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(Document::id, Function.identity()));
        for (Edition one : replaced)
            if (java.util.Optional.ofNullable(of.get(one.document()))
                    .flatMap(document -> one.keptUntil(document.definition(), zone))
                    .filter(today::isAfter)
                    .isPresent()) editions.forget(organization, one, now);
    }
}
