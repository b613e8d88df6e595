package sextant.objectives;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import sextant.journal.RecordRef;
import sextant.people.PersonId;

/**
 * What the organization wants. Its versions carry the content; a material edit makes a new draft beside the version in
 * force, and only an approval puts that in its place.
 *
 * @param latest the newest version; the same as {@code current} when no draft stands beside it
 * @param current the approved version: in force from its start date on, or ended
 */
public record Objective(ObjectiveId id, String reference, int version, Version latest, Optional<Version> current) {
    /**
     * @param recordId what the journal knows this version's content by
     * @param revision the version of the row, and the number of the newest revision of its content
     * @param writers everybody who wrote on it
     */
    public record Version(
            int number,
            UUID recordId,
            Stage stage,
            ObjectiveContent content,
            Set<PersonId> writers,
            Optional<PersonId> proposedBy,
            Optional<Instant> proposedAt,
            Optional<Instant> approvedAt,
            String endedReason,
            int revision) {
        public RecordRef record() {
            return new RecordRef(Objectives.VERSION_KIND, recordId);
        }

        Version writtenBy(Set<PersonId> persons) {
            return new Version(
                    number,
                    recordId,
                    stage,
                    content,
                    persons,
                    proposedBy,
                    proposedAt,
                    approvedAt,
                    endedReason,
                    revision);
        }

        /** Approved, and its period has begun. */
        public boolean isInForce(LocalDate today) {
            return stage == Stage.APPROVED
                    && content.starts().map(start -> !today.isBefore(start)).orElse(true);
        }
    }

    public RecordRef record() {
        return new RecordRef(Objectives.KIND, id.value());
    }

    /** What a reader means by "the objective": the approved version, else the draft. */
    public Version shown() {
        return current.orElse(latest);
    }

    public boolean hasDraftBeside() {
        return current.isPresent()
                && latest.number() != current.get().number()
                && latest.stage().isOpen();
    }
}
