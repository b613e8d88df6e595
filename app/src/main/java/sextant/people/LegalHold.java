package sextant.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Why what is recorded about somebody must stay: a proceeding, or a duty to retain.
 *
 * @param person empty for everybody
 * @param until the last day on which it holds; empty until it is lifted
 */
public record LegalHold(
        UUID id,
        Optional<PersonId> person,
        String reason,
        Optional<LocalDate> until,
        Instant placedAt,
        PersonId placedBy) {
    boolean standsAgainst(PersonId erased, LocalDate today) {
        return person.filter(held -> !held.equals(erased)).isEmpty()
                && until.filter(today::isAfter).isEmpty();
    }
}
