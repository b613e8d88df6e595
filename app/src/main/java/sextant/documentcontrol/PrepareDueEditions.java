package sextant.documentcontrol;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.people.Actors;
import sextant.people.Organizations;
import sextant.platform.Forbidden;
import sextant.platform.OrganizationId;
import sextant.platform.Stale;
import sextant.platform.database.EveryOrganization;
import sextant.platform.database.Transactions;
import sextant.platform.jobs.RecurringJob;
import sextant.platform.language.Languages;

/**
 * Prepares the editions that are due, each in the name of the document's owner and with what that person may see. One that
 * cannot be prepared says why on the document's page, and is tried again until it can.
 */
@Component
class PrepareDueEditions implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(PrepareDueEditions.class);
    private final Documents documents;
    private final PrepareEdition prepare;
    private final EditionNews news;
    private final Actors actors;
    private final Organizations organizations;
    private final EveryOrganization every;
    private final Transactions transactions;
    private final Languages.Speaking speaking;
    private final Clock clock;

    PrepareDueEditions(
            Documents documents,
            PrepareEdition prepare,
            EditionNews news,
            Actors actors,
            Organizations organizations,
            EveryOrganization every,
            Transactions transactions,
            Languages.Speaking speaking,
            Clock clock) {
        this.documents = documents;
        this.prepare = prepare;
        this.news = news;
        this.actors = actors;
        this.organizations = organizations;
        this.every = every;
        this.transactions = transactions;
        this.speaking = speaking;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "due-document-editions";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        every.all().forEach(this::prepare);
    }

    /** As of now, all that are due there. */
    void prepare(OrganizationId organization) {
        LocalDate today = transactions.read(
                organization,
                () -> clock.instant()
                        .atZone(organizations.get(organization).timeZone())
                        .toLocalDate());
        List<Document> due = transactions.read(organization, () -> documents.due(organization, today));
        for (Document one : due) {
            Optional<String> failure = failure(organization, one, today);
            if (failure.filter(code -> !code.equals(one.failure())).isPresent())
                transactions.writing(organization, () -> {
                    documents.failed(organization, one.id(), failure.get());
                    news.failed(organization, one, failure.get());
                });
        }
    }

    private Optional<String> failure(OrganizationId organization, Document document, LocalDate today) {
        try {
            Optional<Actor> owner =
                    actors.inTheBackground(organization, document.definition().owner());
            if (owner.isEmpty()) return Optional.of("owner-left");
            String summary = speaking.texts(document.definition().language()).text("edition.summary.scheduled");
            return switch (prepare.prepareDue(owner.get(), document.id(), summary, today)) {
                case PrepareEdition.Result.Prepared done -> Optional.empty();
                case PrepareEdition.Result.Withdrawn withdrawn -> Optional.empty();
                case PrepareEdition.Result.NotDue other -> Optional.empty();
                case PrepareEdition.Result.TooManyObjectives many -> Optional.of("too-many-objectives");
            };
        } catch (Forbidden mayNot) {
            return Optional.of("owner-may-not");
        } catch (Stale changedMeanwhile) {
            return Optional.empty();
        } catch (RuntimeException failure) {
            LOG.error("the edition of document {} that is due could not be prepared", document.id(), failure);
            return Optional.of("broken");
        }
    }
}
