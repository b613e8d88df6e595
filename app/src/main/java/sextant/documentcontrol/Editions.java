package sextant.documentcontrol;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static sextant.schema.Tables.CONTROLLED_DOCUMENT;
import static sextant.schema.Tables.DOCUMENT_EDITION;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.ledger.Hash;
import sextant.people.PersonId;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** The editions of the documents, each with a revision for when it was prepared, decided on, and no longer kept. */
@Component
public class Editions {
    public static final String KIND = "document-edition";

    private static final Field<Boolean> KEPT =
            field(DOCUMENT_EDITION.CONTENT.isNotNull()).as("kept");

    private final DSLContext sql;
    private final Journal journal;

    Editions(DSLContext sql, Journal journal) {
        this.sql = sql;
        this.journal = journal;
    }

    /** Newest first; in a transaction that reads as of a moment, as they were then. */
    public List<Edition> of(OrganizationId organization, DocumentId document) {
        return fetch(organization, DOCUMENT_EDITION.DOCUMENT.eq(document.value()));
    }

    /** Of every document, newest first. */
    public Map<DocumentId, List<Edition>> all(OrganizationId organization) {
        return fetch(organization, noCondition()).stream().collect(Collectors.groupingBy(Edition::document));
    }

    /** @throws NotFound when there is, or was then, no such edition */
    public Edition get(OrganizationId organization, DocumentId document, int number) {
        return fetch(
                        organization,
                        DOCUMENT_EDITION.DOCUMENT.eq(document.value()).and(DOCUMENT_EDITION.NUMBER.eq(number)))
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(KIND));
    }

    /** Canonical JSON; empty when it is no longer kept. */
    Optional<byte[]> content(OrganizationId organization, UUID edition) {
        return sql.select(DOCUMENT_EDITION.CONTENT)
                .from(DOCUMENT_EDITION)
                .where(DOCUMENT_EDITION.ORGANIZATION.eq(organization.value()))
                .and(DOCUMENT_EDITION.ID.eq(edition))
                .fetchOptional(DOCUMENT_EDITION.CONTENT);
    }

    /** The document of each of these editions. */
    Map<UUID, UUID> documents(OrganizationId organization, Collection<UUID> editions) {
        Map<UUID, UUID> documents = new HashMap<>();
        sql.select(DOCUMENT_EDITION.ID, DOCUMENT_EDITION.DOCUMENT)
                .from(DOCUMENT_EDITION)
                .where(DOCUMENT_EDITION.ORGANIZATION.eq(organization.value()))
                .and(DOCUMENT_EDITION.ID.in(editions))
                .forEach(row -> documents.put(row.value1(), row.value2()));
        return documents;
    }

    int nextNumber(OrganizationId organization, DocumentId document) {
        Integer last = sql.select(max(DOCUMENT_EDITION.NUMBER))
                .from(DOCUMENT_EDITION)
                .where(DOCUMENT_EDITION.ORGANIZATION.eq(organization.value()))
                .and(DOCUMENT_EDITION.DOCUMENT.eq(document.value()))
                .fetchOne(0, Integer.class);
        return last == null ? 1 : last + 1;
    }

    void add(OrganizationId organization, Edition edition, byte[] content) {
        sql.insertInto(DOCUMENT_EDITION)
                .set(DOCUMENT_EDITION.ORGANIZATION, organization.value())
                .set(DOCUMENT_EDITION.ID, edition.id())
                .set(DOCUMENT_EDITION.DOCUMENT, edition.document().value())
                .set(DOCUMENT_EDITION.NUMBER, edition.number())
                .set(DOCUMENT_EDITION.REVISION, 1)
                .set(DOCUMENT_EDITION.MOMENT, edition.moment())
                .set(DOCUMENT_EDITION.SUMMARY, edition.summary())
                .set(DOCUMENT_EDITION.DIGEST, edition.digest().bytes())
                .set(DOCUMENT_EDITION.CONTENT, content)
                .set(DOCUMENT_EDITION.PREPARED_AT, edition.preparedAt())
                .set(DOCUMENT_EDITION.PREPARED_BY, edition.preparedBy().value())
                .set(DOCUMENT_EDITION.SCHEDULED, edition.scheduled())
                .set(DOCUMENT_EDITION.COMMENT, "")
                .execute();
        record(
                organization,
                edition,
                1,
                Edition.State.PREPARED.code(),
                edition.preparedAt(),
                edition.preparedBy().value(),
                "");
    }

    void decide(OrganizationId organization, Edition edition, Edition.Decided decided) {
        sql.update(DOCUMENT_EDITION)
                .set(DOCUMENT_EDITION.DECISION, decided.approved() ? "approved" : "returned")
                .set(DOCUMENT_EDITION.DECIDED_AT, decided.at())
                .set(DOCUMENT_EDITION.DECIDED_BY, decided.by().value())
                .set(DOCUMENT_EDITION.COMMENT, decided.comment())
                .set(DOCUMENT_EDITION.REPLACED_AT, decided.approved() ? null : decided.at())
                .set(DOCUMENT_EDITION.REVISION, edition.revision() + 1)
                .where(DOCUMENT_EDITION.ORGANIZATION.eq(organization.value()))
                .and(DOCUMENT_EDITION.ID.eq(edition.id()))
                .execute();
        Edition.State state = decided.approved() ? Edition.State.APPROVED : Edition.State.RETURNED;
        record(
                organization,
                edition,
                edition.revision() + 1,
                state.code(),
                decided.at(),
                decided.by().value(),
                decided.comment());
    }

    /** A later one was approved. */
    void replace(OrganizationId organization, Edition edition, Instant at, UUID author) {
        sql.update(DOCUMENT_EDITION)
                .set(DOCUMENT_EDITION.REPLACED_AT, at)
                .set(DOCUMENT_EDITION.REVISION, edition.revision() + 1)
                .where(DOCUMENT_EDITION.ORGANIZATION.eq(organization.value()))
                .and(DOCUMENT_EDITION.ID.eq(edition.id()))
                .execute();
        record(organization, edition, edition.revision() + 1, Edition.State.REPLACED.code(), at, author, "");
    }

    /** What can go by now: replaced or returned, of documents whose editions are not kept without end. */
    List<Edition> replaced(OrganizationId organization, Instant before) {
        return fetch(
                organization,
                DOCUMENT_EDITION
                        .REPLACED_AT
                        .lt(before)
                        .and(DOCUMENT_EDITION.CONTENT.isNotNull())
                        .and(CONTROLLED_DOCUMENT.KEPT_YEARS.isNotNull()));
    }

    /** Its content goes; that there was one, and its digest, stays on record. */
    void forget(OrganizationId organization, Edition edition, Instant at) {
        sql.update(DOCUMENT_EDITION)
                .setNull(DOCUMENT_EDITION.CONTENT)
                .set(DOCUMENT_EDITION.REVISION, edition.revision() + 1)
                .where(DOCUMENT_EDITION.ORGANIZATION.eq(organization.value()))
                .and(DOCUMENT_EDITION.ID.eq(edition.id()))
                .execute();
        record(organization, edition, edition.revision() + 1, "no-longer-kept", at, null, "");
    }

    private void record(
            OrganizationId organization,
            Edition edition,
            int revision,
            String state,
            Instant at,
            @Nullable UUID author,
            String reason) {
        journal.append(
                organization,
                new RecordRef(KIND, edition.id()),
                revision,
                at,
                author,
                reason,
                Content.of()
                        .plain("document", edition.document().value())
                        .plain("number", edition.number())
                        .plain("state", state)
                        .plain("moment", edition.moment().toString())
                        .plain("scheduled", edition.scheduled())
                        .text("summary", edition.summary())
                        .text("content-sha256", edition.digest().hex()));
    }

    private List<Edition> fetch(OrganizationId organization, Condition condition) {
        Optional<Instant> then = Transactions.moment();
        return sql.select(DOCUMENT_EDITION.ID, DOCUMENT_EDITION.DOCUMENT, DOCUMENT_EDITION.NUMBER)
                .select(DOCUMENT_EDITION.REVISION, DOCUMENT_EDITION.MOMENT, DOCUMENT_EDITION.SUMMARY)
                .select(DOCUMENT_EDITION.DIGEST, DOCUMENT_EDITION.PREPARED_AT, DOCUMENT_EDITION.PREPARED_BY)
                .select(DOCUMENT_EDITION.SCHEDULED, DOCUMENT_EDITION.DECISION, DOCUMENT_EDITION.DECIDED_AT)
                .select(DOCUMENT_EDITION.DECIDED_BY, DOCUMENT_EDITION.COMMENT, DOCUMENT_EDITION.REPLACED_AT)
                .select(KEPT)
                .from(DOCUMENT_EDITION)
                .join(CONTROLLED_DOCUMENT)
                .on(CONTROLLED_DOCUMENT.ORGANIZATION.eq(DOCUMENT_EDITION.ORGANIZATION))
                .and(CONTROLLED_DOCUMENT.ID.eq(DOCUMENT_EDITION.DOCUMENT))
                .where(DOCUMENT_EDITION.ORGANIZATION.eq(organization.value()))
                .and(condition)
                .and(then.map(DOCUMENT_EDITION.PREPARED_AT::le).orElse(noCondition()))
                .orderBy(DOCUMENT_EDITION.DOCUMENT, DOCUMENT_EDITION.NUMBER.desc())
                .fetch(row -> edition(row, then));
    }

    /** @param then what was decided later was not decided yet */
    private static Edition edition(Record row, Optional<Instant> then) {
        Optional<Instant> decidedAt = by(row.get(DOCUMENT_EDITION.DECIDED_AT), then);
        return new Edition(
                row.get(DOCUMENT_EDITION.ID),
                new DocumentId(row.get(DOCUMENT_EDITION.DOCUMENT)),
                row.get(DOCUMENT_EDITION.NUMBER),
                row.get(DOCUMENT_EDITION.REVISION),
                row.get(DOCUMENT_EDITION.MOMENT),
                row.get(DOCUMENT_EDITION.SUMMARY),
                Hash.fromBytes(row.get(DOCUMENT_EDITION.DIGEST)),
                row.get(DOCUMENT_EDITION.PREPARED_AT),
                new PersonId(row.get(DOCUMENT_EDITION.PREPARED_BY)),
                row.get(DOCUMENT_EDITION.SCHEDULED),
                decidedAt.map(at -> new Edition.Decided(
                        row.get(DOCUMENT_EDITION.DECISION).equals("approved"),
                        at,
                        new PersonId(row.get(DOCUMENT_EDITION.DECIDED_BY)),
                        row.get(DOCUMENT_EDITION.COMMENT))),
                by(row.get(DOCUMENT_EDITION.REPLACED_AT), then),
                row.get(KEPT));
    }

    private static Optional<Instant> by(@Nullable Instant at, Optional<Instant> then) {
        return Optional.ofNullable(at).filter(one -> then.filter(one::isAfter).isEmpty());
    }
}
