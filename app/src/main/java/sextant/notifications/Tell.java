package sextant.notifications;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.people.PersonId;
import sextant.platform.OrganizationId;

/** Tells people of something, in the transaction in which it happens: both are recorded, or neither. */
@Component
public class Tell {
    /** Something, and who is told. */
    public record Telling(Set<PersonId> to, News news) {}

    private final Notifications notifications;
    private final Clock clock;

    Tell(Notifications notifications, Clock clock) {
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Those among them who are active and were not told of the same before. It joins the transaction of its cause. */
    public void tell(OrganizationId organization, Collection<PersonId> persons, News news) {
        tell(organization, List.of(new Telling(Set.copyOf(persons), news)));
    }

    /** As {@link #tell(OrganizationId, Collection, News)}, in two statements however many there are. */
    public void tell(OrganizationId organization, List<Telling> all) {
        Set<PersonId> everybody = all.stream().flatMap(one -> one.to().stream()).collect(Collectors.toSet());
        if (everybody.isEmpty()) return;
        Map<PersonId, Notifications.Recipient> known = notifications.recipients(organization, everybody).stream()
                .collect(Collectors.toMap(Notifications.Recipient::person, one -> one));
        notifications.add(organization, all, known, clock.instant());
    }
}
