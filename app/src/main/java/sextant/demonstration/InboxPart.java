package sextant.demonstration;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.stereotype.Component;
import sextant.notifications.ReadInbox;

/** Whoever is let in to look around read what they were told until some days ago. */
@Component
@ConditionalOnBean(StoryClock.class)
class InboxPart {
    private static final String LAST_READ = "-14d";

    private final ReadInbox inbox;
    private final Clock clock;

    InboxPart(ReadInbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    void write(Script script, Cast cast, Story story) {
        for (String person : story.signIns())
            script.add(
                    script.at(script.day(LAST_READ), "inbox of " + person),
                    "inbox of " + person,
                    () -> inbox.markAll(cast.actor(person), clock.instant()));
    }
}
