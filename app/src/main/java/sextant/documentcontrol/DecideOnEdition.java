package sextant.documentcontrol;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.approval.ApprovableContent;
import sextant.approval.Approval;
import sextant.approval.Approvals;
import sextant.journal.Revisions;
import sextant.ledger.Hash;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.PersonId;
import sextant.platform.database.Transactions;

/**
 * Approves an edition, or sends it back (ISO/IEC 27001 7.5.2 c): bound to exactly what the approver saw. The approved edition
 * takes the place of the one before.
 */
@Component
public class DecideOnEdition {
    public sealed interface Result {
        record Approved(int number) implements Result {}

        record Returned(int number) implements Result {}

        record AlreadyDecided() implements Result {}

        /** It says something else than what was seen. */
        record ContentChanged() implements Result {}

        /** Nobody approves what they prepared, own, or wrote the template of. */
        record ApproverHadAHand() implements Result {}

        /** A later edition was approved meanwhile. */
        record Overtaken(int number) implements Result {}

        /** The document was withdrawn. */
        record Withdrawn() implements Result {}
    }

    private final Documents documents;
    private final Editions editions;
    private final Approvals approvals;
    private final EditionNews news;
    private final Revisions revisions;
    private final Transactions transactions;
    private final Clock clock;

    DecideOnEdition(
            Documents documents,
            Editions editions,
            Approvals approvals,
            EditionNews news,
            Revisions revisions,
            Transactions transactions,
            Clock clock) {
        this.documents = documents;
        this.editions = editions;
        this.approvals = approvals;
        this.news = news;
        this.revisions = revisions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param seen the digest of the content that was before the approver
     * @throws sextant.platform.NotFound when there is no such edition
     * @throws sextant.platform.Forbidden when this person may not approve documents about its unit
     */
    public Result decide(
            Actor actor, DocumentId id, int number, Hash seen, Approval.Decision decision, String comment) {
        return transactions.write(actor.organization(), () -> {
            Document document = documents.locked(actor.organization(), id);
            actor.require(Permission.DOCUMENTS_APPROVE, document.definition().unit());
            List<Edition> all = editions.of(actor.organization(), id);
            Edition edition = editions.get(actor.organization(), id, number);
            if (document.withdrawn()) return new Result.Withdrawn();
            if (edition.decision().isPresent()) return new Result.AlreadyDecided();
            if (!edition.digest().equals(seen)) return new Result.ContentChanged();
            Instant now = clock.instant();
            boolean approves = decision == Approval.Decision.APPROVED;
            if (approves) {
                if (hadAHand(actor, document, edition)) return new Result.ApproverHadAHand();
                Optional<Edition> later = all.stream()
                        .filter(one -> one.number() > number && one.isApproved())
                        .findFirst();
                if (later.isPresent()) return new Result.Overtaken(later.get().number());
            }
            approvals.record(
                    actor, document.record(), number, content(actor, edition), decision, comment, Map.of(), false, now);
            editions.decide(actor.organization(), edition, new Edition.Decided(approves, now, actor.person(), comment));
            news.decided(actor, document, edition, approves, comment);
            if (!approves) return new Result.Returned(number);
            news.issued(actor, document, edition);
            all.stream()
                    .filter(one -> one.state() == Edition.State.APPROVED)
                    .forEach(one -> editions.replace(
                            actor.organization(), one, now, actor.person().value()));
            return new Result.Approved(number);
        });
    }

    /** Whether this person prepared it, owns the document, or wrote its template. */
    private boolean hadAHand(Actor actor, Document document, Edition edition) {
        PersonId person = actor.person();
        if (edition.preparedBy().equals(person) || document.definition().owner().equals(person)) return true;
        Set<UUID> writers = revisions.of(actor.organization(), List.of(document.record())).stream()
                .flatMap(one -> one.author().stream())
                .collect(Collectors.toSet());
        return writers.contains(person.value());
    }

    private ApprovableContent content(Actor actor, Edition edition) {
        return new ApprovableContent(
                revisions.heads(actor.organization(), List.of(edition.record())).entrySet().stream()
                        .map(head -> new ApprovableContent.Item(
                                head.getKey(),
                                head.getValue().number(),
                                head.getValue().hash()))
                        .toList());
    }
}
