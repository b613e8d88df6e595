package sextant.plans;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import sextant.people.PersonId;
import sextant.people.TeamId;

/**
 * One thing that will be done.
 *
 * @param responsible the one person who answers for it; the team works with them
 * @param due the last day on which it is to be done
 */
public record Action(
        UUID id,
        String title,
        Optional<PersonId> responsible,
        Optional<TeamId> team,
        Optional<LocalDate> due,
        ActionState state) {
    public static final int LONGEST_TITLE = 300;

    public Action {
        if (title.isBlank() || title.length() > LONGEST_TITLE)
            throw new IllegalArgumentException("title of an action: 1 to " + LONGEST_TITLE + " characters");
    }

    public boolean isOpen() {
        return state == ActionState.OPEN;
    }

    public boolean isCancelled() {
        return state == ActionState.CANCELLED;
    }

    /** Whether it should have been done by now. */
    public boolean isLate(LocalDate today) {
        return isOpen() && due.filter(today::isAfter).isPresent();
    }

    Action with(ActionState changed) {
        return new Action(id, title, responsible, team, due, changed);
    }
}
