package sextant.documents;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.people.Actor;
import sextant.people.DescribesRecords.Described;
import sextant.people.RecordDescriptions;
import sextant.people.Units;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;

/** Of what the changes are told: the record or the unit, by its name. */
@Component
public class ChangesScope {
    /** Both empty for the whole register. */
    public record Scope(String name, String href) {}

    private final Transactions transactions;
    private final RecordDescriptions descriptions;

    ChangesScope(Transactions transactions, RecordDescriptions descriptions) {
        this.transactions = transactions;
        this.descriptions = descriptions;
    }

    /** @throws NotFound when there is no such record or unit, or this person may not read its history */
    public Scope of(Actor actor, Changes.Asked asked) {
        List<RecordRef> about = Stream.concat(
                        asked.record().stream(),
                        asked.unit().stream().map(unit -> new RecordRef(Units.KIND, unit.value())))
                .toList();
        if (about.isEmpty()) return new Scope("", "");
        return transactions.read(actor.organization(), () -> named(actor, about));
    }

    /** By the first of them, which is the narrower. */
    private Scope named(Actor actor, List<RecordRef> about) {
        Map<RecordRef, Described> described = descriptions.described(actor, about);
        for (RecordRef one : about) if (!described.containsKey(one)) throw new NotFound(one.kind());
        Described first = Objects.requireNonNull(described.get(about.getFirst()));
        return new Scope(first.name(), first.href());
    }
}
