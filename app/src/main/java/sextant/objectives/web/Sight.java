package sextant.objectives.web;

import java.time.Instant;
import java.util.Optional;
import sextant.objectives.Objective;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.platform.NotFound;
import sextant.platform.language.Formats;

/** What of an objective somebody may see, and as of when they asked to see it. */
final class Sight {
    private Sight() {}

    /** Whoever only reads objectives sees what is approved, not what is being written. */
    static boolean maySee(Actor actor, Objective objective, Objective.Version shown) {
        boolean published = objective.current().isPresent() && !shown.stage().isOpen();
        return published
                ? actor.may(Permission.OBJECTIVES_READ, shown.content().unit())
                : actor.may(Permission.CONFORMANCE_READ, shown.content().unit());
    }

    /**
     * A date means its end in the organization's zone; a time is taken as it is. Empty for the present and the future.
     *
     * @throws NotFound when it is neither
     */
    static Optional<Instant> moment(Actor actor, String asOf, Instant now) {
        if (asOf.isEmpty()) return Optional.empty();
        Instant moment = Formats.moment(asOf, actor.organizationZone()).orElseThrow(() -> new NotFound("moment"));
        return Optional.of(moment).filter(past -> past.isBefore(now));
    }
}
