package sextant.documents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.journal.Revisions;
import sextant.people.Actor;
import sextant.people.DescribesRecords.Described;
import sextant.people.RecordDescriptions;
import sextant.platform.OrganizationId;
import sextant.platform.SortKey;
import sextant.platform.database.Transactions;

/** Reads the journal page by page, and knows of each revision which record people know it by. */
@Component
public class JournalReading {
    /** @param before the revision before it; empty for a record's first */
    public record Entry(Revision revision, RecordRef subject, Described described, Optional<Revision> before) {}

    /**
     * @param entries those among the page's revisions whose history this person may read: there may be fewer than asked for
     * @param last where the page ends; empty when it is the last one
     */
    public record Page(List<Entry> entries, Optional<SortKey> last) {}

    private final Transactions transactions;
    private final Revisions revisions;
    private final RecordDescriptions descriptions;

    JournalReading(Transactions transactions, Revisions revisions, RecordDescriptions descriptions) {
        this.transactions = transactions;
        this.revisions = revisions;
        this.descriptions = descriptions;
    }

    public Page page(Actor actor, Revisions.Wanted wanted, int most) {
        return transactions.read(actor.organization(), () -> read(actor, wanted, most));
    }

    private Page read(Actor actor, Revisions.Wanted wanted, int most) {
        OrganizationId organization = actor.organization();
        List<Revision> found = revisions.page(organization, wanted, most + 1);
        List<Revision> shown = found.subList(0, Math.min(most, found.size()));
        Map<RecordRef, RecordRef> subjects = new HashMap<>(descriptions.subjects(
                organization, new HashSet<>(shown.stream().map(Revision::record).toList())));
        Map<RecordRef, Described> described = descriptions.described(actor, new HashSet<>(subjects.values()));
        Map<RecordRef, Map<Integer, Revision>> before = revisions.before(organization, shown);
        List<Entry> entries = new ArrayList<>();
        for (Revision one : shown) {
            RecordRef subject = subjects.get(one.record());
            Described known = subject == null ? null : described.get(subject);
            if (subject != null && known != null)
                entries.add(new Entry(
                        one,
                        subject,
                        known,
                        Optional.ofNullable(
                                before.getOrDefault(one.record(), Map.of()).get(one.number() - 1))));
        }
        return new Page(entries, found.size() > most ? Optional.of(Revisions.key(shown.getLast())) : Optional.empty());
    }
}
