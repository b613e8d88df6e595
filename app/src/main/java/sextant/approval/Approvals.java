package sextant.approval;

import static org.jooq.impl.DSL.any;
import static sextant.schema.Tables.APPROVAL;
import static sextant.schema.Tables.PERSON;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.ledger.CanonicalJson;
import sextant.ledger.Hash;
import sextant.people.Actor;
import sextant.people.Persons;
import sextant.platform.Ids;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** The decisions, append-only. Whether a decision may be made is for the module that owns the subject. */
@Component
public class Approvals {
    public static final String KIND = "approval";

    private record Of(OrganizationId organization, RecordRef subject) {}

    private final DSLContext sql;
    private final Journal journal;
    private final Ids ids;
    private final Persons persons;

    Approvals(DSLContext sql, Journal journal, Ids ids, Persons persons) {
        this.sql = sql;
        this.journal = journal;
        this.ids = ids;
        this.persons = persons;
    }

    public UUID record(
            Actor actor,
            RecordRef subject,
            int subjectVersion,
            ApprovableContent content,
            Approval.Decision decision,
            String comment,
            Map<String, String> findings,
            boolean asOwner,
            Instant at) {
        UUID id = ids.next();
        sql.insertInto(APPROVAL)
                .set(APPROVAL.ORGANIZATION, actor.organization().value())
                .set(APPROVAL.ID, id)
                .set(APPROVAL.SUBJECT_KIND, subject.kind())
                .set(APPROVAL.SUBJECT, subject.id())
                .set(APPROVAL.SUBJECT_VERSION, subjectVersion)
                .set(APPROVAL.CONTENT, json(contentMap(content)))
                .set(APPROVAL.CONTENT_HASH, content.hash().bytes())
                .set(APPROVAL.FINDINGS, json(new LinkedHashMap<>(findings)))
                .set(APPROVAL.DECISION, decision.code())
                .set(APPROVAL.DECIDED_BY, actor.person().value())
                .set(APPROVAL.DECIDED_AT, at)
                .set(APPROVAL.COMMENT, comment)
                .set(APPROVAL.AS_OWNER, asOwner)
                .execute();
        Content recorded = Content.of()
                .plain("subject-kind", subject.kind())
                .plain("subject", subject.id())
                .plain("subject-version", subjectVersion)
                .plain("decision", decision.code())
                .plain("as-owner", asOwner)
                .text("comment", comment)
                .list(
                        "findings",
                        new TreeMap<>(findings)
                                .entrySet().stream()
                                        .map(finding -> Content.of()
                                                .plain("id", finding.getKey())
                                                .text("finding", finding.getValue()))
                                        .toList())
                .list(
                        "content",
                        content.items().stream()
                                .map(item -> Content.of()
                                        .plain("id", item.record().id())
                                        .plain("kind", item.record().kind())
                                        .plain("revision", item.revision())
                                        .plain("hash", item.hash().hex()))
                                .toList());
        journal.append(
                actor.organization(),
                new RecordRef(KIND, id),
                1,
                at,
                actor.person().value(),
                "",
                recorded);
        return id;
    }

    /** Newest first. */
    public List<Approval> of(OrganizationId organization, RecordRef subject) {
        return Transactions.once(new Of(organization, subject), this::of);
    }

    /** What was decided on in each of these decisions. */
    Map<UUID, RecordRef> subjects(OrganizationId organization, Collection<UUID> decisions) {
        return sql.select(APPROVAL.ID, APPROVAL.SUBJECT_KIND, APPROVAL.SUBJECT)
                .from(APPROVAL)
                .where(APPROVAL.ORGANIZATION.eq(organization.value()))
                .and(APPROVAL.ID.eq(any(decisions.toArray(UUID[]::new))))
                .fetchMap(APPROVAL.ID, row -> new RecordRef(row.value2(), row.value3()));
    }

    private List<Approval> of(Of asked) {
        OrganizationId organization = asked.organization();
        RecordRef subject = asked.subject();
        return sql.select(APPROVAL.asterisk(), PERSON.NAME)
                .from(APPROVAL)
                .join(PERSON)
                .on(PERSON.ORGANIZATION.eq(APPROVAL.ORGANIZATION))
                .and(PERSON.ID.eq(APPROVAL.DECIDED_BY))
                .where(APPROVAL.ORGANIZATION.eq(organization.value()))
                .and(APPROVAL.SUBJECT_KIND.eq(subject.kind()))
                .and(APPROVAL.SUBJECT.eq(subject.id()))
                .and(Transactions.moment().map(APPROVAL.DECIDED_AT::le).orElseGet(DSL::noCondition))
                .orderBy(APPROVAL.DECIDED_AT.desc(), APPROVAL.ID.desc())
                .fetch(row -> new Approval(
                        row.get(APPROVAL.ID),
                        row.get(APPROVAL.SUBJECT_VERSION),
                        content(row.get(APPROVAL.CONTENT)),
                        row.get(APPROVAL.DECISION).equals("approved")
                                ? Approval.Decision.APPROVED
                                : Approval.Decision.RETURNED,
                        row.get(APPROVAL.DECIDED_BY),
                        persons.nameThen(organization, row.get(APPROVAL.DECIDED_BY), row.get(PERSON.NAME)),
                        row.get(APPROVAL.DECIDED_AT),
                        row.get(APPROVAL.COMMENT),
                        texts(row.get(APPROVAL.FINDINGS)),
                        row.get(APPROVAL.AS_OWNER)));
    }

    private static Map<String, Object> contentMap(ApprovableContent content) {
        List<Object> items = new ArrayList<>();
        for (ApprovableContent.Item item : content.items())
            items.add(Map.of(
                    "kind", item.record().kind(),
                    "id", item.record().id().toString(),
                    "revision", item.revision(),
                    "hash", item.hash().hex()));
        return Map.of("items", items);
    }

    private static ApprovableContent content(JSONB json) {
        List<ApprovableContent.Item> items = new ArrayList<>();
        if (parsed(json).get("items") instanceof List<?> list)
            for (Object one : list)
                if (one instanceof Map<?, ?> item)
                    items.add(new ApprovableContent.Item(
                            new RecordRef(
                                    String.valueOf(item.get("kind")), UUID.fromString(String.valueOf(item.get("id")))),
                            Integer.parseInt(String.valueOf(item.get("revision"))),
                            Hash.fromHex(String.valueOf(item.get("hash")))));
        return new ApprovableContent(items);
    }

    private static Map<String, String> texts(JSONB json) {
        Map<String, String> texts = new LinkedHashMap<>();
        parsed(json).forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    private static Map<String, ?> parsed(JSONB json) {
        return CanonicalJson.parse(json.data().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static JSONB json(Map<String, ?> map) {
        return JSONB.valueOf(new String(CanonicalJson.bytes(map), java.nio.charset.StandardCharsets.UTF_8));
    }
}
