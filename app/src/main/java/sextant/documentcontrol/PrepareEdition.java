package sextant.documentcontrol;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sextant.ledger.Hash;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.platform.Ids;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.platform.language.Languages;
import sextant.platform.language.Reader;

/** Prepares the next edition of a document, with what there is to tell at one moment, for somebody else to approve. */
@Component
public class PrepareEdition {
    public sealed interface Result {
        record Prepared(int number) implements Result {}

        /** The document is withdrawn: it has no further edition. */
        record Withdrawn() implements Result {}

        /** There are more approved objectives than a document tells; one for each unit is wanted then. */
        record TooManyObjectives(int most) implements Result {}

        /** It was not due any longer. */
        record NotDue() implements Result {}
    }

    private final Documents documents;
    private final Editions editions;
    private final GatherFacts facts;
    private final EditionNews news;
    private final Languages.Speaking speaking;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    PrepareEdition(
            Documents documents,
            Editions editions,
            GatherFacts facts,
            EditionNews news,
            Languages.Speaking speaking,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.documents = documents;
        this.editions = editions;
        this.facts = facts;
        this.news = news;
        this.speaking = speaking;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    private record Known(Document document, List<Edition> editions) {}

    /**
     * @param asOf a moment to come means now
     * @param summary what is different from the edition before, for its revision history
     * @throws sextant.platform.NotFound when there is no such document
     * @throws sextant.platform.Forbidden when this person may not write documents about its unit
     * @throws Stale when the document was changed meanwhile
     */
    public Result prepare(Actor actor, DocumentId id, Optional<Instant> asOf, String summary) {
        return prepare(actor, id, asOf, summary, Optional.empty());
    }

    /** @param owner of the document, in whose name it is prepared */
    Result prepareDue(Actor owner, DocumentId id, String summary, LocalDate today) {
        return prepare(owner, id, Optional.empty(), summary, Optional.of(today));
    }

    private Result prepare(
            Actor actor, DocumentId id, Optional<Instant> asOf, String summary, Optional<LocalDate> due) {
        Known known = transactions.read(
                actor.organization(),
                () -> new Known(documents.get(actor.organization(), id), editions.of(actor.organization(), id)));
        Document.Definition definition = known.document().definition();
        actor.require(Permission.DOCUMENTS_WRITE, definition.unit());
        if (known.document().withdrawn()) return new Result.Withdrawn();
        Instant now = clock.instant();
        Optional<Instant> past = asOf.filter(now::isAfter);
        Instant moment = past.orElse(now);
        Actor reader = reading(actor, definition.language());
        try {
            MakeContent content = new MakeContent(
                    definition, facts.facts(reader, definition, past, moment, before(known.editions(), moment)));
            return transactions.write(
                    actor.organization(), () -> add(actor, known.document(), content, moment, summary, due));
        } catch (GatherFacts.TooMany many) {
            return new Result.TooManyObjectives(GatherFacts.MOST);
        }
    }

    private Result add(
            Actor actor, Document read, MakeContent content, Instant moment, String summary, Optional<LocalDate> due) {
        Document now = documents.locked(actor.organization(), read.id());
        if (due.isPresent() && !isDue(now, due.get())) return new Result.NotDue();
        if (now.version() != read.version()) throw new Stale(Documents.KIND);
        int number = editions.nextNumber(actor.organization(), read.id());
        byte[] json = EditionJson.bytes(content.numbered(number));
        Instant at = clock.instant();
        editions.add(
                actor.organization(),
                new Edition(
                        ids.next(),
                        read.id(),
                        number,
                        1,
                        moment,
                        summary,
                        Hash.sha256(json),
                        at,
                        actor.person(),
                        due.isPresent(),
                        Optional.empty(),
                        Optional.empty(),
                        true),
                json);
        news.prepared(actor.organization(), now, number, actor.person());
        due.ifPresent(today -> documents.change(
                actor.organization(),
                read.id(),
                now.version(),
                now.definition()
                        .due(now.definition()
                                .schedule()
                                .orElseThrow()
                                .after(today)
                                .next()),
                false,
                actor.person().value(),
                "",
                at));
        return new Result.Prepared(number);
    }

    private static boolean isDue(Document document, LocalDate today) {
        return !document.withdrawn()
                && document.definition()
                        .schedule()
                        .filter(schedule -> !schedule.next().isAfter(today))
                        .isPresent();
    }

    /** Of the newest edition that was made as of an earlier moment and that nobody sent back. */
    private static Optional<Instant> before(List<Edition> newestFirst, Instant moment) {
        return newestFirst.stream()
                .filter(edition -> edition.state() != Edition.State.RETURNED)
                .map(Edition::moment)
                .filter(moment::isAfter)
                .max(Instant::compareTo);
    }

    /** In the document's language and with the organization's days, whoever prepares it. */
    private Actor reading(Actor actor, Locale language) {
        Reader reader = speaking.reader(language, actor.organizationZone());
        return new Actor(
                actor.organization(),
                actor.person(),
                actor.name(),
                actor.organizationName(),
                actor.organizationZone(),
                reader,
                actor.reach(),
                actor.credential(),
                actor.unread());
    }
}
