package sextant.objectives.web;

import sextant.objectives.Objective;
import sextant.people.Actor;
import sextant.people.Permission;

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
}
