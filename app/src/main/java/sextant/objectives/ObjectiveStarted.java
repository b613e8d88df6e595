package sextant.objectives;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import sextant.people.Actor;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.people.UnitId;

/**
 * An objective was begun from a template, in the transaction that is open. Whoever keeps plans hears what is to be done.
 *
 * @param unit the objective's, on which the actor may write it
 */
public record ObjectiveStarted(Actor actor, ObjectiveId objective, UnitId unit, List<FirstAction> actions) {
    public record FirstAction(
            String title, Optional<PersonId> responsible, Optional<TeamId> team, Optional<LocalDate> due) {}
}
