package sextant.documentcontrol;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import sextant.journal.RecordRef;
import sextant.measurement.Frequency;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.people.UnitId;

/**
 * A document that the organization controls.
 *
 * @param failure why the edition that was due could not be prepared, a code; empty when nothing failed
 */
public record Document(DocumentId id, int version, Definition definition, boolean withdrawn, String failure) {
    /**
     * What it is, to whom it goes, and from which template it is made.
     *
     * @param unit it is about this unit and those below it
     * @param language of its editions
     * @param references the policies, standards and requirements that it refers to, one a line
     * @param keptYears how long an edition is kept after another one took its place, 1 to 99; empty for without end
     * @param schedule empty when editions are prepared by hand alone
     */
    public record Definition(
            DocumentKind kind,
            String reference,
            String title,
            UnitId unit,
            PersonId owner,
            Locale language,
            Classification classification,
            Distribution distribution,
            String references,
            Optional<Integer> keptYears,
            Optional<Schedule> schedule,
            List<Section> sections) {
        Definition due(LocalDate next) {
            return new Definition(
                    kind,
                    reference,
                    title,
                    unit,
                    owner,
                    language,
                    classification,
                    distribution,
                    references,
                    keptYears,
                    schedule.map(now -> new Schedule(now.every(), next)),
                    sections);
        }
    }

    /**
     * Who may read its approved editions whatever their roles.
     *
     * @param others whom it goes to besides, in words
     */
    public record Distribution(boolean everybody, Set<PersonId> persons, Set<TeamId> teams, String others) {}

    /** @param next the day on which the next edition is prepared */
    public record Schedule(Frequency every, LocalDate next) {
        /** The first day of its rhythm after today: of those that an outage skipped, none is made up for. */
        Schedule after(LocalDate today) {
            LocalDate day = next;
            // From the first day on, so that the 31st comes back after a short month.
            for (int times = 1; !day.isAfter(today); times++) day = every.after(next, times);
            return new Schedule(every, day);
        }
    }

    public RecordRef record() {
        return new RecordRef(Documents.KIND, id.value());
    }

    /** Whether this person reads every edition of it, the ones that nobody approved included. */
    public boolean isOpenTo(Actor actor) {
        return actor.may(Permission.DOCUMENTS_READ, definition.unit());
    }

    /** @param teams those that this person is a member of */
    public boolean isDistributedTo(PersonId person, Set<TeamId> teams) {
        Distribution to = definition.distribution();
        return to.everybody()
                || to.persons().contains(person)
                || to.teams().stream().anyMatch(teams::contains)
                || definition.owner().equals(person);
    }
}
