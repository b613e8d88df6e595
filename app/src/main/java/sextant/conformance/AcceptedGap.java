package sextant.conformance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Requirement;

/**
 * A gap that somebody answers for, for a while. Clause 1 of the standard lets nobody exclude a requirement of clauses 4 to
 * 10, so it stays a gap.
 *
 * @param until the last day on which it is accepted
 */
public record AcceptedGap(
        UUID id,
        ObjectiveId objective,
        Requirement requirement,
        String reason,
        UUID acceptedBy,
        String acceptedByName,
        Instant acceptedAt,
        LocalDate until) {}
