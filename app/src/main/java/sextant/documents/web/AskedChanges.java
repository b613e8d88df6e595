package sextant.documents.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import sextant.documents.Changes;
import sextant.journal.RecordRef;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.RecordDescriptions;
import sextant.people.UnitId;
import sextant.platform.NotFound;
import sextant.platform.web.Checks;

/** Reads what is asked for: two days or times, and of what. */
@Component
class AskedChanges {
    private static final int USUAL_DAYS = 30;

    private final RecordDescriptions descriptions;
    private final Clock clock;

    AskedChanges(RecordDescriptions descriptions, Clock clock) {
        this.descriptions = descriptions;
        this.clock = clock;
    }

    /** The day from which on the page tells when nobody says: thirty days ago. */
    LocalDate usualFrom(Actor actor) {
        return today(actor).minusDays(USUAL_DAYS);
    }

    LocalDate today(Actor actor) {
        return clock.instant().atZone(actor.organizationZone()).toLocalDate();
    }

    /**
     * Empty when something is wrong with it, which the checks then hold.
     *
     * @param from a day, which counts as a whole as before, or a time; {@code to} a day to its end, or a time; now when empty
     * @param kind of the record that it is about, {@code record} its id; both empty for none
     * @throws NotFound when there is no such kind of record
     */
    Optional<Changes.Asked> read(
            Actor actor, Checks checks, String from, String to, String unit, String kind, String record, String group) {
        Optional<Instant> after = AsOf.typed(actor, checks, "from", from);
        if (from.isEmpty()) checks.reject("from", "required");
        Instant now = clock.instant();
        Optional<Instant> until = to.isEmpty() ? Optional.of(now) : AsOf.typed(actor, checks, "to", to);
        if (after.filter(now::isBefore).isPresent()) checks.reject("from", "to-come");
        else if (after.isPresent() && until.isPresent() && after.get().isAfter(until.get()))
            checks.reject("from", "after-the-other");
        Optional<UnitId> ofUnit = checks.id("unit", unit).map(UnitId::new);
        Optional<Changes.Group> ofGroup = checks.choice("group", group, Changes.Group.BY_CODE);
        Optional<UUID> ofRecord = kind.isEmpty()
                ? checks.id("record", record)
                : checks.id("record", checks.required("record", record, 40));
        if (!record.isEmpty() && !descriptions.kinds().contains(kind)) throw new NotFound("kind of record");
        if (!checks.problems().isEmpty()) return Optional.empty();
        return Optional.of(new Changes.Asked(
                after.orElseThrow(),
                until.orElseThrow(),
                ofUnit,
                ofRecord.map(id -> new RecordRef(kind, id)),
                ofGroup));
    }
}
