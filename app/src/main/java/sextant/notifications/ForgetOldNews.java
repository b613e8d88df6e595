package sextant.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import sextant.people.PersonErased;
import sextant.platform.database.EveryOrganization;
import sextant.platform.jobs.RecurringJob;

/** Notifications go after 400 days and mails 30 days after they ended; those of an erased person at once. */
@Component
class ForgetOldNews implements RecurringJob {
    static final Duration NEWS_KEPT = Duration.ofDays(400);
    static final Duration MAILS_KEPT = Duration.ofDays(30);

    private final Notifications notifications;
    private final ChoicesOfPersons choices;
    private final Mails mails;
    private final EveryOrganization every;
    private final Clock clock;

    ForgetOldNews(
            Notifications notifications, ChoicesOfPersons choices, Mails mails, EveryOrganization every, Clock clock) {
        this.notifications = notifications;
        this.choices = choices;
        this.mails = mails;
        this.every = every;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forget-old-news";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        every.writing(organization -> {
            notifications.deleteBefore(organization, now.minus(NEWS_KEPT));
            mails.deleteEndedBefore(organization, now.minus(MAILS_KEPT));
        });
    }

    @EventListener
    void erased(PersonErased event) {
        notifications.deleteOf(event.organization(), event.person());
        choices.deleteOf(event.organization(), event.person());
        mails.deleteTo(event.organization(), event.person());
    }
}
