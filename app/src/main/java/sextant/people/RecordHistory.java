package sextant.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.journal.Revisions;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.web.Meanwhile;

/** Tells a record's history to a reader: who changed it, when and why, and what each field said before and after. */
@Component
public class RecordHistory {
    /** One field, before and after; the first revision has nothing before. */
    public record Line(String label, String before, String after) {}

    /**
     * One revision.
     *
     * @param what names the record, and the number of the revision
     * @param isoAt the exact instant, for a link to a past view
     */
    public record Entry(
            RecordRef record,
            int number,
            String what,
            String who,
            String when,
            String isoAt,
            String reason,
            List<Line> lines) {}

    private final Revisions revisions;
    private final RecordWords words;

    RecordHistory(Revisions revisions, RecordWords words) {
        this.revisions = revisions;
        this.words = words;
    }

    /** Every revision of these records that this transaction sees, newest first. */
    public List<Entry> of(Actor actor, Collection<RecordRef> records) {
        Optional<Instant> moment = Transactions.moment();
        List<Revision> all = revisions.of(actor.organization(), records).stream()
                .filter(one -> moment.filter(one.at()::isAfter).isEmpty())
                .toList();
        Map<RecordRef, Map<Integer, Revision>> byNumber = new HashMap<>();
        for (Revision one : all)
            byNumber.computeIfAbsent(one.record(), none -> new HashMap<>()).put(one.number(), one);
        RecordWords.In said = words.of(actor, all);
        List<Entry> entries = new ArrayList<>();
        for (Revision one : all) {
            Revision before = byNumber.getOrDefault(one.record(), Map.of()).get(one.number() - 1);
            entries.add(said.entry(one, before == null ? Map.of() : before.content()));
        }
        return entries;
    }

    /** What others wrote after that revision of the record, newest first, for whoever still has it in a form. */
    public List<Meanwhile> since(Actor actor, RecordRef record, int number) {
        return of(actor, List.of(record)).stream()
                .filter(entry -> entry.number() > number)
                .map(entry -> new Meanwhile(
                        entry.who(),
                        entry.when(),
                        entry.reason(),
                        entry.lines().stream()
                                .map(line -> new Meanwhile.Change(line.label(), line.before(), line.after()))
                                .toList()))
                .toList();
    }

    /** One revision with every field as it was. @throws NotFound when there is no such revision */
    public Entry numbered(Actor actor, RecordRef record, int number) {
        Revision one =
                revisions.numbered(actor.organization(), record, number).orElseThrow(() -> new NotFound("revision"));
        return words.of(actor, List.of(one)).entry(one, Map.of());
    }
}
