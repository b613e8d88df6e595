package sextant.notifications;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;

/** Marks what one was told as read, or as unread again. */
@Component
public class ReadInbox {
    static final String KIND = "notification";

    private final Notifications notifications;
    private final Transactions transactions;
    private final Clock clock;

    ReadInbox(Notifications notifications, Transactions transactions, Clock clock) {
        this.notifications = notifications;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws NotFound when this person was told no such thing */
    public Notification mark(Actor actor, UUID id, boolean read) {
        return transactions.write(actor.organization(), () -> {
            Notification one =
                    notifications.find(actor.organization(), actor.person(), id).orElseThrow(() -> new NotFound(KIND));
            if (one.readAt().isPresent() != read)
                notifications.setRead(actor.organization(), id, read ? clock.instant() : null);
            return notifications.find(actor.organization(), actor.person(), id).orElseThrow(() -> new NotFound(KIND));
        });
    }

    /** @param until the newest that the person has seen: what came since stays unread */
    public void markAll(Actor actor, Instant until) {
        transactions.writing(
                actor.organization(),
                () -> notifications.setAllRead(actor.organization(), actor.person(), until, clock.instant()));
    }
}
