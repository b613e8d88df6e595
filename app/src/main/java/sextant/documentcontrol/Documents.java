package sextant.documentcontrol;

import static org.jooq.impl.DSL.noCondition;
import static sextant.schema.Tables.CONTROLLED_DOCUMENT;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import sextant.journal.Fields;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.journal.Revisions;
import sextant.ledger.CanonicalJson;
import sextant.measurement.Codes;
import sextant.people.PersonId;
import sextant.people.TeamId;
import sextant.people.UnitId;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.Stale;
import sextant.platform.database.References;
import sextant.platform.database.Transactions;
import sextant.platform.language.Languages;
import sextant.schema.tables.records.ControlledDocumentRecord;

/** The documents that the organization controls. */
@Component
public class Documents {
    public static final String KIND = "document";

    private final DSLContext sql;
    private final Journal journal;
    private final Revisions revisions;

    Documents(DSLContext sql, Journal journal, Revisions revisions) {
        this.sql = sql;
        this.journal = journal;
        this.revisions = revisions;
    }

    /** By reference. */
    public List<Document> all(OrganizationId organization) {
        return Transactions.moment()
                .map(moment -> revisions.asOf(organization, KIND, moment).stream()
                        .map(DocumentRecord::read)
                        .sorted(Comparator.comparing(
                                        (Document one) -> one.definition().reference())
                                .thenComparing(one -> one.id().value()))
                        .toList())
                .orElseGet(() -> fetch(organization, noCondition()));
    }

    /** @throws NotFound when there is, or was then, no such document */
    public Document get(OrganizationId organization, DocumentId id) {
        Optional<Document> found = Transactions.moment()
                .map(moment -> revisions.asOf(organization, List.of(new RecordRef(KIND, id.value())), moment).stream()
                        .findFirst()
                        .map(DocumentRecord::read))
                .orElseGet(() -> fetch(organization, CONTROLLED_DOCUMENT.ID.eq(id.value())).stream()
                        .findFirst());
        return found.orElseThrow(() -> new NotFound(KIND));
    }

    List<Document> among(OrganizationId organization, Collection<UUID> ids) {
        return fetch(organization, CONTROLLED_DOCUMENT.ID.in(ids));
    }

    /** Until the transaction ends nobody else prepares or decides on an edition of it. @throws NotFound */
    Document locked(OrganizationId organization, DocumentId id) {
        return sql.selectFrom(CONTROLLED_DOCUMENT)
                .where(CONTROLLED_DOCUMENT.ORGANIZATION.eq(organization.value()))
                .and(CONTROLLED_DOCUMENT.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(Documents::document)
                .orElseThrow(() -> new NotFound(KIND));
    }

    /** Those of which an edition is due. */
    List<Document> due(OrganizationId organization, LocalDate today) {
        return fetch(
                organization, CONTROLLED_DOCUMENT.NEXT_EDITION.le(today).and(CONTROLLED_DOCUMENT.WITHDRAWN.isFalse()));
    }

    /** The next free one; in a writing transaction nobody else is given one until it ends. */
    public String nextReference(OrganizationId organization) {
        return References.next(
                sql, organization, CONTROLLED_DOCUMENT.ORGANIZATION, CONTROLLED_DOCUMENT.REFERENCE, "DOC");
    }

    boolean referenceIsTaken(OrganizationId organization, String reference, DocumentId except) {
        References.hold(sql, organization);
        return sql.fetchExists(
                CONTROLLED_DOCUMENT,
                CONTROLLED_DOCUMENT
                        .ORGANIZATION
                        .eq(organization.value())
                        .and(CONTROLLED_DOCUMENT.REFERENCE.eq(reference))
                        .and(CONTROLLED_DOCUMENT.ID.ne(except.value())));
    }

    void add(
            OrganizationId organization,
            DocumentId id,
            Document.Definition definition,
            UUID author,
            String reason,
            Instant at) {
        ControlledDocumentRecord row = sql.newRecord(CONTROLLED_DOCUMENT);
        row.setOrganization(organization.value());
        row.setId(id.value());
        row.setVersion(1);
        row.setWithdrawn(false);
        row.setFailure("");
        fill(row, definition);
        sql.insertInto(CONTROLLED_DOCUMENT).set(row).execute();
        journal.append(
                organization,
                new RecordRef(KIND, id.value()),
                1,
                at,
                author,
                reason,
                DocumentRecord.of(definition, false));
    }

    /** What failed is forgotten: it may be mended by this. @throws Stale when it is no longer at that version */
    void change(
            OrganizationId organization,
            DocumentId id,
            int version,
            Document.Definition definition,
            boolean withdrawn,
            UUID author,
            String reason,
            Instant at) {
        ControlledDocumentRecord row = sql.newRecord(CONTROLLED_DOCUMENT);
        fill(row, definition);
        row.setWithdrawn(withdrawn);
        row.setFailure("");
        row.setVersion(version + 1);
        int changed = sql.update(CONTROLLED_DOCUMENT)
                .set(row)
                .where(CONTROLLED_DOCUMENT.ORGANIZATION.eq(organization.value()))
                .and(CONTROLLED_DOCUMENT.ID.eq(id.value()))
                .and(CONTROLLED_DOCUMENT.VERSION.eq(version))
                .execute();
        if (changed == 0) throw new Stale(KIND);
        journal.append(
                organization,
                new RecordRef(KIND, id.value()),
                version + 1,
                at,
                author,
                reason,
                DocumentRecord.of(definition, withdrawn));
    }

    /** @param code below {@code document.failure.} */
    void failed(OrganizationId organization, DocumentId id, String code) {
        sql.update(CONTROLLED_DOCUMENT)
                .set(CONTROLLED_DOCUMENT.FAILURE, code)
                .where(CONTROLLED_DOCUMENT.ORGANIZATION.eq(organization.value()))
                .and(CONTROLLED_DOCUMENT.ID.eq(id.value()))
                .execute();
    }

    private List<Document> fetch(OrganizationId organization, Condition condition) {
        return sql.selectFrom(CONTROLLED_DOCUMENT)
                .where(CONTROLLED_DOCUMENT.ORGANIZATION.eq(organization.value()))
                .and(condition)
                .orderBy(CONTROLLED_DOCUMENT.REFERENCE, CONTROLLED_DOCUMENT.ID)
                .fetch(Documents::document);
    }

    private static void fill(ControlledDocumentRecord row, Document.Definition it) {
        row.setKind(it.kind().code());
        row.setReference(it.reference());
        row.setTitle(it.title());
        row.setUnit(it.unit().value());
        row.setOwner(it.owner().value());
        row.setLanguage(it.language().getLanguage());
        row.setClassification(it.classification().code());
        row.setEverybody(it.distribution().everybody());
        row.setPersons(it.distribution().persons().stream()
                .map(PersonId::value)
                .sorted()
                .toArray(UUID[]::new));
        row.setTeams(
                it.distribution().teams().stream().map(TeamId::value).sorted().toArray(UUID[]::new));
        row.setOthers(it.distribution().others());
        row.setSources(it.references());
        row.setKeptYears(it.keptYears().orElse(null));
        row.setEvery(it.schedule().map(one -> Codes.of(one.every())).orElse(null));
        row.setNextEdition(it.schedule().map(Document.Schedule::next).orElse(null));
        row.setSections(json(it.sections()));
    }

    private static Document document(ControlledDocumentRecord row) {
        return new Document(
                new DocumentId(row.getId()),
                row.getVersion(),
                new Document.Definition(
                        DocumentRecord.code(DocumentKind.BY_CODE, row.getKind()),
                        row.getReference(),
                        row.getTitle(),
                        new UnitId(row.getUnit()),
                        new PersonId(row.getOwner()),
                        Languages.of(row.getLanguage()),
                        DocumentRecord.code(Classification.BY_CODE, row.getClassification()),
                        new Document.Distribution(
                                row.getEverybody(),
                                Arrays.stream(row.getPersons())
                                        .map(PersonId::new)
                                        .collect(Collectors.toSet()),
                                Arrays.stream(row.getTeams()).map(TeamId::new).collect(Collectors.toSet()),
                                row.getOthers()),
                        row.getSources(),
                        Optional.ofNullable(row.getKeptYears()),
                        Optional.ofNullable(row.getEvery())
                                .map(every -> new Document.Schedule(
                                        DocumentRecord.frequency(every),
                                        Optional.ofNullable(row.getNextEdition())
                                                .orElseThrow())),
                        sections(row.getSections())),
                row.getWithdrawn(),
                row.getFailure());
    }

    private static JSONB json(List<Section> sections) {
        List<Object> list = new ArrayList<>();
        sections.forEach(section -> list.add(DocumentRecord.map(section)));
        return JSONB.valueOf(new String(CanonicalJson.bytes(Map.of("sections", list)), StandardCharsets.UTF_8));
    }

    private static List<Section> sections(JSONB json) {
        return Fields.maps(CanonicalJson.parse(json.data().getBytes(StandardCharsets.UTF_8)), "sections").stream()
                .map(DocumentRecord::section)
                .toList();
    }
}
