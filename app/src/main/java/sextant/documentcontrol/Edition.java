package sextant.documentcontrol;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import sextant.journal.RecordRef;
import sextant.ledger.Hash;
import sextant.people.PersonId;

/**
 * An edition of a document: what it said at one moment, never changed.
 *
 * @param number 1 for the first
 * @param revision the number of its newest revision in the journal
 * @param moment as of when it was made
 * @param summary what is different from the edition before
 * @param digest SHA-256 of its content
 * @param scheduled whether it was prepared because it was due; then in the name of the document's owner
 * @param replacedAt when a later edition was approved, or this one was returned
 * @param kept whether its content is still there
 */
public record Edition(
        UUID id,
        DocumentId document,
        int number,
        int revision,
        Instant moment,
        String summary,
        Hash digest,
        Instant preparedAt,
        PersonId preparedBy,
        boolean scheduled,
        Optional<Decided> decision,
        Optional<Instant> replacedAt,
        boolean kept) {
    public record Decided(boolean approved, Instant at, PersonId by, String comment) {}

    public enum State {
        /** It waits for a decision. */
        PREPARED,
        /** It is the one that counts. */
        APPROVED,
        RETURNED,
        /** A later one was approved. */
        REPLACED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public State state() {
        if (decision.isEmpty()) return State.PREPARED;
        if (!decision.get().approved()) return State.RETURNED;
        return replacedAt.isPresent() ? State.REPLACED : State.APPROVED;
    }

    public boolean isApproved() {
        return decision.filter(Decided::approved).isPresent();
    }

    public RecordRef record() {
        return new RecordRef(Editions.KIND, id);
    }

    /** The last day on which it is kept, once its years count; empty when it is kept without end, or still counts. */
    public Optional<LocalDate> keptUntil(Document.Definition definition, ZoneId zone) {
        return replacedAt.flatMap(at -> definition
                .keptYears()
                .map(years -> LocalDate.ofInstant(at, zone).plusYears(years)));
    }
}
